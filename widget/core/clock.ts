// How far this browser's clock is off, as far as the server has had to say.

import { read, write } from "./storage.ts";

/** A smaller difference than a minute is the network's, not the clock's; mending it would never end. */
const WORTH_MENDING_MS = 60_000;

/** What is to be added to the browser's clock, in ms. */
export function skew(): number {
  return +read("skew");
}

/** Takes the server's word for the time. Whether that changes anything. */
export function mendClock(serverNow: number | undefined): boolean {
  const more = (serverNow ?? NaN) - Date.now() - skew();
  if (!(Math.abs(more) > WORTH_MENDING_MS)) return false;
  write("skew", `${skew() + more}`);
  return true;
}
