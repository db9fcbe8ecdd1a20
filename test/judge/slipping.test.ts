// The slipping detector: how rarely it sounds for nothing, and how it hears a day.

import { describe, expect, test } from "vitest";
import { hear, hearDay, newDetector } from "../../worker/judge/slipping.ts";
import { bound, seeded } from "./chance.ts";

/** Answers until the alarm, at most so many. */
function untilAlarm(target: number, draw: () => number, most: number): number {
  const detector = newDetector(target);
  const yes = bound(target);
  for (let n = 1; n <= most; n++) {
    hear(detector, draw() < yes);
    if (detector.alarmed) return n;
  }
  return most;
}

test.each([0.5, 0.7, 0.9])(
  "at a target of %d, at least a thousand answers pass on average between false alarms",
  (target) => {
    const draw = seeded(11);
    const runs = Array.from({ length: 300 }, () => untilAlarm(target, draw, 20_000));
    expect(runs.reduce((sum, run) => sum + run, 0) / runs.length).toBeGreaterThan(1_000);
  },
);

describe("a day's answers", () => {
  const inOrder = (answers: string) => {
    const detector = newDetector(0.7);
    for (const answer of answers) hear(detector, answer === "y");
    return detector;
  };
  const onOneDay = (helped: number, unhelped: number) => {
    const detector = newDetector(0.7);
    hearDay(detector, helped, unhelped);
    return detector;
  };

  test.each([
    [2, 2, "ynyn"],
    [3, 1, "yyyn"],
    [1, 3, "ynnn"],
    [3, 2, "yynyn"],
    [0, 3, "nnn"],
    [3, 0, "yyy"],
    [0, 0, ""],
  ])("of %i yes and %i no are heard as %s", (helped, unhelped, order) => {
    expect(onOneDay(helped, unhelped)).toEqual(inOrder(order));
  });

  test("stay numbers however many no's there are", () => {
    const { statistic, alarmed } = onOneDay(0, 100_000);
    expect(Number.isFinite(statistic)).toBe(true);
    expect(alarmed).toBe(true);
  });
});
