// When to try again: kept with the outbox, so that other tabs and the next page wait too.

import { read, write } from "./storage.ts";

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;
/** A longer wait than a day is a clock that was set, not a wish of the server's. */
const DAY_MS = 86_400_000;

/** How long to wait yet, in ms; 0 when it is time. */
export function waitLeft(): number {
  const left = +(read("wait").split(" ")[0] ?? 0) - Date.now();
  return left > 0 && left < DAY_MS ? left : 0;
}

/** How often in a row sending has failed. */
export function failures(): number {
  return +(read("wait").split(" ")[1] ?? 0);
}

/** Each failure quadruples the wait, give or take a half; the server's own wish is the least. */
export function backOff(retryAfter: string | null): void {
  const wait = Math.min(FIRST_WAIT_MS * 4 ** failures(), LONGEST_WAIT_MS) * (Math.random() + 0.5);
  const until = Date.now() + Math.max(wait, wishOf(retryAfter));
  write("wait", `${Math.ceil(until)} ${failures() + 1}`);
}

export function endWait(): void {
  write("wait", "");
}

/** `Retry-After` in ms from now: seconds, or a date. */
function wishOf(retryAfter: string | null): number {
  return retryAfter ? +retryAfter * 1000 || Date.parse(retryAfter) - Date.now() || 0 : 0;
}
