// How many of the eligible to ask: everyone while a verdict needs them, few or nobody afterwards.

import type { State } from "../../contract/verdict.ts";
import type { Help } from "./help.ts";

/** Asks a week, about, that keep an eye on what is settled. */
const TRICKLE = 14;

/** The share of eligible people to ask, 0–1. `activeNow` counts the customers who used it in four weeks. */
export function askRateOf(help: Help, state: State, activeNow: number): number {
  if (help === "refuted") return 0;
  const settled = help === "confirmed" || state === "too-close";
  return settled && activeNow > 0 ? Math.min(1, TRICKLE / activeNow) : 1;
}
