// Fiscal quarters as days, and the pit stop's sums.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayToText, textToDay } from "../../contract/day.ts";
import type { State } from "../../contract/verdict.ts";
import {
  canPause,
  countsOf,
  goalStatus,
  limboOf,
  type Shipped,
} from "../../worker/judge/pit-stop.ts";
import { quarterAfter, quarterOf, spanOf } from "../../worker/judge/quarter.ts";

describe("a fiscal quarter", () => {
  test.each([
    ["2026-Q4", 1, "2026-10-01", "2026-12-31"],
    ["2026-Q1", 1, "2026-01-01", "2026-03-31"],
    ["2026-Q1", 4, "2026-04-01", "2026-06-30"],
    ["2026-Q4", 4, "2027-01-01", "2027-03-31"],
    ["2026-Q1", 10, "2026-10-01", "2026-12-31"],
    ["2026-Q2", 10, "2027-01-01", "2027-03-31"],
    ["2026-Q4", 12, "2027-09-01", "2027-11-30"],
    ["2023-Q1", 12, "2023-12-01", "2024-02-29"],
    ["2026-Q1", 2, "2026-02-01", "2026-04-30"],
  ])("%s of a year that begins with month %i runs from %s to %s", (id, month, from, to) => {
    const span = spanOf(id, month);
    expect(span && [dayToText(span.from), dayToText(span.to)]).toEqual([from, to]);
    expect(quarterOf(textToDay(from), month)).toBe(id);
    expect(quarterOf(textToDay(to), month)).toBe(id);
  });

  test("is none where its days have no four digits of a year", () => {
    expect(spanOf("9998-Q4", 1)?.to).toBe(textToDay("9998-12-31"));
    expect(spanOf("9998-Q4", 12)).toBeNull();
    expect(spanOf("9999-Q4", 1)).toBeNull();
  });

  test.each(["2026-Q5", "2026-Q0", "2026Q1", "26-Q1", "", "2026-Q1 ", "2026-q1"])(
    "%j names none",
    (id) => {
      expect(spanOf(id, 1)).toBeNull();
      expect(quarterAfter(id)).toBeNull();
    },
  );

  test("holds each of its days, and is followed by the next one without a gap", () => {
    const day = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (day, month) => {
        const id = quarterOf(day, month);
        const span = spanOf(id, month);
        const next = spanOf(quarterAfter(id) ?? "", month);
        expect(span && span.from <= day && day <= span.to).toBe(true);
        expect(next?.from).toBe((span?.to ?? 0) + 1);
        expect(quarterAfter(quarterAfter(id) ?? "", -1)).toBe(id);
      }),
    );
  });
});

const quiet = { direction: null, answers: null, low: null, high: null, days: null, say: null };

function shipped(state: State, rest: Partial<Shipped> = {}): Shipped {
  return {
    feature: "csv-export",
    iteration: "2",
    state,
    forecast: quiet,
    signed: false,
    decided: false,
    ...rest,
  };
}

const EVERY_STATE: Shipped[] = [
  shipped("done", { signed: true }),
  shipped("done"),
  shipped("collecting"),
  shipped("too-close"),
  shipped("not-reached"),
  shipped("not-helping"),
  shipped("neither"),
  shipped("slipping", { signed: true }),
];

describe("a pit stop", () => {
  test("counts what landed, what customers contradict, what is open, and what is signed", () => {
    expect(countsOf(EVERY_STATE)).toEqual({
      shipped: 8,
      landed: 2,
      contradicted: 4,
      undecided: 2,
      signed: 2,
    });
  });

  test("holds in limbo what is neither done nor decided", () => {
    expect(limboOf(EVERY_STATE)).toHaveLength(6);
    expect(limboOf(EVERY_STATE.map((each) => ({ ...each, decided: true })))).toEqual([]);
  });

  test("can pause when nothing was shipped, or all is done or decided", () => {
    expect(canPause([])).toEqual({ answer: true, because: ["nothing was shipped this quarter"] });
    expect(canPause([shipped("done")])).toEqual({
      answer: true,
      because: ["1 of 1 shipped iteration done"],
    });
    expect(canPause([shipped("done"), shipped("neither", { decided: true })])).toEqual({
      answer: true,
      because: ["1 of 2 shipped iterations done, 1 decided"],
    });
  });

  test("cannot pause while something is in limbo, and says what would clear it", () => {
    const forecast = { ...quiet, direction: "confirmed", answers: 38, days: 8.4 } as const;
    const early = { ...forecast, say: "too early to say" } as const;
    const { answer, because } = canPause([
      shipped("done"),
      shipped("collecting", { forecast }),
      shipped("collecting", { forecast: early }),
      shipped("collecting"),
      shipped("too-close"),
      shipped("slipping"),
    ]);
    expect(answer).toBe(false);
    expect(because).toEqual([
      "csv-export 2 is still collecting: about 38 more answers, 9 days at this rate",
      "csv-export 2 is still collecting: too early to say how many more answers it takes",
      "csv-export 2 is still collecting",
      "csv-export 2 is within five points of its target: decide on it",
      "csv-export 2 is slipping: decide what becomes of it",
    ]);
  });

  test("cannot pause while something carried into it is in limbo, and says from where", () => {
    const carried = [shipped("collecting", { from: "2026-Q3" })];
    expect(canPause([], carried)).toEqual({
      answer: false,
      because: ["csv-export 2 (from 2026-Q3) is still collecting"],
    });
    const settled = carried.map((each) => ({ ...each, decided: true }));
    expect(canPause([shipped("done")], settled)).toEqual({
      answer: true,
      because: [
        "1 of 1 shipped iteration done",
        "1 iteration carried in from before is done or decided",
      ],
    });
  });

  test.each([
    [[], false, "planned"],
    [[], true, "carried-over"],
    [[shipped("collecting")], false, "shipped"],
    [[shipped("collecting")], true, "carried-over"],
    [[shipped("not-helping")], true, "carried-over"],
    [[shipped("not-helping", { decided: true })], true, "shipped"],
    [[shipped("done")], false, "landed"],
    [[shipped("neither"), shipped("done")], true, "landed"],
  ] as const)("a goal with %j, over: %s, is %s", (iterations, over, status) => {
    expect(goalStatus(iterations, over)).toBe(status);
  });
});
