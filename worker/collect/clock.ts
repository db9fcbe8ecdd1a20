// What can be believed about when something happened. Nothing is ever re-dated.

import {
  CLOCK_TOLERANCE_MS,
  EDIT_WINDOW_MS,
  PUBLIC_AGE_MS,
  SECRET_AGE_MS,
} from "../../contract/limits.ts";
import type { Rejection, Signal } from "../../contract/signals.ts";

/** Whether the client's own clock is so far off that none of its times can be believed. */
export function isClockOff(sent: number | undefined, now: number): boolean {
  return sent !== undefined && Math.abs(sent - now) > CLOCK_TOLERANCE_MS;
}

/** What is wrong with a signal's times, or null. A back end's facts may be older. */
export function wrongTime(
  signal: Signal,
  given: { now: number; backEnd: boolean },
): { reason: Rejection; field: string } | null {
  if (signal.at > given.now + CLOCK_TOLERANCE_MS) return { reason: "clock", field: "at" };
  const oldest = given.now - (given.backEnd ? SECRET_AGE_MS : PUBLIC_AGE_MS);
  if (signal.at < oldest) return { reason: "too-old", field: "at" };
  if (signal.kind === "answered" && !isTimelyEdit(signal.at, signal.edited ?? signal.at))
    return { reason: "invalid", field: "edited" };
  return null;
}

function isTimelyEdit(at: number, edited: number): boolean {
  return edited >= at && edited <= at + EDIT_WINDOW_MS;
}
