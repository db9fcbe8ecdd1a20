// What can be believed about when something happened, to the millisecond.

import { describe, expect, test } from "vitest";
import {
  CLOCK_TOLERANCE_MS,
  EDIT_WINDOW_MS,
  PUBLIC_AGE_MS,
  SECRET_AGE_MS,
} from "../../contract/limits.ts";
import { isClockOff, wrongTime } from "../../worker/collect/clock.ts";

const now = Date.UTC(2026, 10, 25);
const why = (at: number, backEnd: boolean) =>
  wrongTime({ kind: "used", feature: "export", at }, { now, backEnd })?.reason ?? null;

describe("A signal is believed", () => {
  test("up to a day ahead", () => {
    expect(why(now + CLOCK_TOLERANCE_MS, false)).toBe(null);
    expect(why(now + CLOCK_TOLERANCE_MS + 1, false)).toBe("clock");
  });

  test.each([
    ["30 days old from a page", false, PUBLIC_AGE_MS],
    ["400 days old from a back end", true, SECRET_AGE_MS],
  ])("up to %s", (_, backEnd, age) => {
    expect(why(now - age, backEnd)).toBe(null);
    expect(why(now - age - 1, backEnd)).toBe("too-old");
  });

  test("if it was sent by a clock at most a day off, either way", () => {
    for (const sign of [1, -1]) {
      expect(isClockOff(now + sign * CLOCK_TOLERANCE_MS, now)).toBe(false);
      expect(isClockOff(now + sign * (CLOCK_TOLERANCE_MS + 1), now)).toBe(true);
    }
    expect(isClockOff(undefined, now)).toBe(false);
  });

  test("as an answer that was edited at once, or within the hour", () => {
    const edited = (after: number) =>
      wrongTime(
        { kind: "answered", feature: "export", at: now, edited: now + after, helped: true },
        { now, backEnd: false },
      );
    for (const after of [0, EDIT_WINDOW_MS]) expect(edited(after)).toBe(null);
    for (const after of [-1, EDIT_WINDOW_MS + 1])
      expect(edited(after)).toEqual({ reason: "invalid", field: "edited" });
  });
});
