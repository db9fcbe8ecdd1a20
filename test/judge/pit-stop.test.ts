// The pit stop's sums: what landed, what became of goals, and whether one can pause.

import { describe, expect, test } from "vitest";
import type { State } from "../../contract/verdict.ts";
import {
  canPause,
  countsOf,
  goalStatus,
  limboOf,
  type Shipped,
} from "../../worker/judge/pit-stop.ts";

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
