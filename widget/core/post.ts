// One request, and whether it reached the server at all.

import type { RejectedSignal, SignalsAnswer } from "../../contract/signals.ts";
import { backOff, endWait, failures } from "./back-off.ts";
import { type Batch, toBody } from "./batches.ts";
import { skew } from "./clock.ts";
import { pageLocale } from "./page.ts";
import { settings } from "./settings.ts";
import { take } from "./take.ts";

const TIMEOUT_MS = 20_000;
/** Requests in a row that never arrived, until this page gives up: a blocker is not worn down. */
const UNREACHED = 4;

/** What the server says; every part of it may be missing, for anybody may stand in its place. */
export interface Answer extends Partial<SignalsAnswer> {
  errors?: RejectedSignal[];
  /** Whether the clock was mended by it, so that the same is to be sent again. */
  mended?: boolean;
}

let unreached = 0;

export function isReachable(): boolean {
  return unreached < UNREACHED;
}

export function reachAgain(): void {
  unreached = 0;
  endWait();
}

/** Where signals go: an origin alone means its usual path. */
export function address(): string {
  const url = new URL(settings?.endpoint ?? "/", location.href);
  if (url.pathname === "/") url.pathname = "/v1/signals";
  return url.href;
}

/** Sends a batch. Nothing is returned when it has to be tried again later. */
export async function post(batch: Batch): Promise<Answer | undefined> {
  let retryAfter: string | null = null;
  try {
    const response = await fetch(address(), {
      method: "POST",
      body: toBody(batch, skew()),
      // The whole page shares 64 KiB of keepalive; a second try does without.
      keepalive: !failures(),
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...languages(),
    });
    unreached = 0;
    const { status, headers } = response;
    retryAfter = headers.get("retry-after");
    const answer = await readAnswer(response);
    if (
      (status < 300 && answer.accepted !== undefined) ||
      (status >= 400 && status < 500 && status !== 429)
    ) {
      endWait();
      return { ...answer, mended: take(batch, answer, status) };
    }
  } catch {
    unreached++;
  }
  backOff(retryAfter);
  return;
}

async function readAnswer(response: Response): Promise<Answer> {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** The language to be asked in; left out, the browser says its own. */
function languages(): RequestInit {
  const locale = pageLocale();
  return locale ? { headers: { "accept-language": locale } } : {};
}
