// One request, what becomes of each of its signals, and how long to wait when it failed.

import type { RejectedSignal, SignalsAnswer } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import type { Waiting } from "./outbox.ts";
import { pageLocale } from "./page.ts";
import { bodyOf } from "./request.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

const TIMEOUT_MS = 20_000;
/** Each failure quadruples the wait, up to an hour; ms. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** Requests in a row that never arrived, until this page gives up: a blocker is not worn down. */
const UNREACHED = 4;
/** A smaller difference of clocks is the network's, and mending it would never end; ms. */
const WORTH_MENDING_MS = 60_000;

const WAIT = "landed.wait";
const SKEW = "landed.skew";

/** Names of signals that the server would not take. */
export const refused = new Set<string>();

/** What the server says; all of it may be missing, for anybody may stand in its place. */
export interface Answer extends Partial<SignalsAnswer> {
  errors?: RejectedSignal[];
}

let failures = 0;
let unreached = 0;

export function isReachable(): boolean {
  return unreached < UNREACHED;
}

export function tryAnew(): void {
  unreached = 0;
  write(WAIT, "");
}

/** How long it is to be waited yet, in ms; other tabs and the next page wait too. */
export function waitLeft(): number {
  return Math.max(0, +read(WAIT) - Date.now() || 0);
}

/** What is to be added to this browser's clock, in ms. */
export function skew(): number {
  return +read(SKEW) || 0;
}

/** Where signals go: below the endpoint. */
export function address(): string {
  return `${settings?.endpoint?.replace(/\/$/, "")}/v1/signals`;
}

/** Sends a batch. Nothing is returned when it has to be tried again later. */
export async function post(batch: Waiting[]): Promise<Answer | undefined> {
  const locale = pageLocale(settings);
  let wish = "";
  try {
    const response = await fetch(address(), {
      method: "POST",
      body: bodyOf(batch, skew()),
      // The whole page shares 64 KiB of keepalive; a second try does without.
      keepalive: !failures,
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(locale && { headers: { "accept-language": locale } }),
    });
    const { status } = response;
    unreached = 0;
    wish = response.headers.get("retry-after") ?? "";
    const answer = (await response.json().catch(() => ({}))) as Answer;
    if (answer.accepted !== undefined || (status > 399 && status < 500 && status !== 429)) {
      failures = 0;
      return take(batch, answer, status);
    }
  } catch {
    unreached++;
  }
  backOff(wish);
  return;
}

/** Waits at least as long as `Retry-After` wishes: seconds, or a date. */
function backOff(wish: string): void {
  const wait = Math.min(FIRST_WAIT_MS * 4 ** failures++, LONGEST_WAIT_MS) * (Math.random() + 0.5);
  const wished = +wish * 1_000 || Date.parse(wish) - Date.now() || 0;
  write(WAIT, `${Date.now() + Math.max(wait, wished)}`);
}

/** Forgets what the server kept or refused for good. Nothing is returned when the clock was mended first. */
function take(batch: Waiting[], answer: Answer, status: number): Answer | undefined {
  if (!answer.accepted && mendClock(answer.now)) return;
  const { rejected = answer.errors } = answer;
  for (const [index, { name, signal }] of batch.entries()) {
    const reason =
      rejected?.find((each) => each.index === index)?.reason ?? (status > 399 && "refused");
    if (reason) {
      refused.add(name);
      emit("error", { reason, status });
    }
    // It may have been said anew since it was sent.
    if (read(name).startsWith(`${signal}\n`)) write(name, "");
  }
  return answer;
}

/** Takes the server's word for the time. Whether that changes anything. */
function mendClock(serverNow = 0): boolean {
  const more = serverNow - Date.now();
  const isOff = serverNow && Math.abs(more - skew()) > WORTH_MENDING_MS;
  if (isOff) write(SKEW, `${more}`);
  return !!isOff;
}
