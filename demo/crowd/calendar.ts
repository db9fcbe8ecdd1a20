// The crowd's days: when people work, and the moments within a day.

import type { Day } from "../../contract/day.ts";

/** The zone of the demo project; every moment below falls on the same day there as in UTC. */
export const TIME_ZONE = "Europe/Berlin";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Releases go out before anybody works, so that a shipping day belongs to the new iteration. */
const RELEASE_HOUR = 5;
const FIRST_HOUR = 7;
const WORKING_HOURS = 9.5;
/** How much of a working day's traffic a day at the weekend has. */
const WEEKEND = 0.12;

/** When an iteration shipped on a day went out, ms since the epoch. */
export function releaseOn(day: Day): number {
  return day * DAY_MS + RELEASE_HOUR * HOUR_MS;
}

/** A moment of a day's work, by chance 0 to 1. */
export function momentOf(day: Day, chance: number): number {
  return Math.floor(day * DAY_MS + (FIRST_HOUR + WORKING_HOURS * chance) * HOUR_MS);
}

/** How much of a working day's traffic a day has. */
export function trafficOf(day: Day): number {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday < 5 ? 1 : WEEKEND;
}
