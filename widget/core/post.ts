// One request. What is simply taken is done with here; every other word of the server's is for the second file.

import { type Answer, more } from "./more.ts";
import { type Batch, bodyOf } from "./outbox.ts";
import { pageLocale } from "./page.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";
import { FIRST_WAIT_MS, spread, WAIT } from "./wait.ts";

const TIMEOUT_MS = 20_000;
/** Whoever is told to wait for longer had another clock when told; ms. */
const LONGEST_MS = 2 * 86_400_000;
/** Requests in a row that nobody answered, until this page gives up: a blocker is not worn down. */
const UNREACHED = 4;

let unreached = 0;

/** Whether nothing speaks against trying now. */
export function mayReach(): boolean {
  return navigator.onLine && unreached < UNREACHED && !waitLeft();
}

/** Forgets what failed, and the wait with it. */
export function tryAnew(): void {
  unreached = 0;
  write(WAIT);
}

/** How long it is to be waited yet, in ms; other tabs and the next page wait too. */
export function waitLeft(): number {
  const left = +read(WAIT) - Date.now();
  return left > 0 && left < LONGEST_MS ? left : 0;
}

/** Where signals go: below the endpoint. */
export function address(): string {
  return `${settings.endpoint?.replace(/\/$/, "")}/v1/signals`;
}

/** Sends a batch. Nothing is returned when it has to be tried again later. */
export async function post(batch: Batch, ask?: string): Promise<Answer | undefined> {
  const locale = pageLocale(settings);
  try {
    const response = await fetch(address(), {
      method: "POST",
      body: bodyOf(batch, ask),
      // The whole page shares 64 KiB of keepalive; a second try does without.
      keepalive: !unreached,
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: locale ? { "accept-language": locale } : {},
    });
    const answer = (await response.json().catch(() => {})) as Answer | undefined;
    const heeded =
      answer?.accepted === batch.list.length
        ? answer
        : (await more()).heed(batch, response, answer);
    // Whoever cannot be told what the server says has not reached it.
    unreached = 0;
    if (heeded) acknowledge(batch);
    return heeded;
  } catch {
    write(WAIT, `${Date.now() + spread(FIRST_WAIT_MS * 4 ** unreached++)}`);
  }
  return;
}

/** Forgets what waited, but not what was said anew since it was sent. */
function acknowledge({ list }: Batch): void {
  for (const [name, signal] of list) if (read(name).startsWith(`${signal}\n`)) write(name);
}
