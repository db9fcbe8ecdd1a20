// What the judge says of an iteration on a day.

import { describe, expect, test } from "vitest";
import { judge } from "../../worker/judge/judge.ts";
import { change, day, history, SHIPPED, TERMS } from "./story.ts";

/** 40 of 46 say yes on the first day, which confirms 70 %; 100 met it, of whom 30 came back. */
const LANDED = [day(0, { seen: 100, used: 60, returned: 30, asked: 60, helped: 40, unhelped: 6 })];

describe("the day of a verdict", () => {
  test("nothing is decided on the 13th day, help is on the 14th", () => {
    const before = judge(history(LANDED), SHIPPED + 13);
    expect(before.verdict.helpfulness.verdict).toBe("collecting");
    expect(before.decided).toBe(false);
    const after = judge(history(LANDED), SHIPPED + 14);
    expect(after.verdict.helpfulness).toMatchObject({
      verdict: "confirmed",
      decidedOn: "2026-08-17",
      later: { answers: 0, helped: 0, statistic: 0, watch: false },
    });
    expect(after.decided).toBe(true);
  });

  test("is done once adoption is met too, and stays so since that day", () => {
    const { verdict, runs } = judge(history(LANDED), SHIPPED + 100);
    expect(verdict).toMatchObject({ state: "done", since: "2026-08-31", asOf: "2026-11-11" });
    expect(verdict.adoption).toMatchObject({ verdict: "met", judgedOn: "2026-08-31", rate: 0.3 });
    expect(runs.map(({ state, since }) => [state, since - SHIPPED])).toEqual([
      ["collecting", 0],
      ["done", 28],
    ]);
  });

  test("days and changes after it are not looked at", () => {
    const later = [...LANDED, day(40, { helped: 1, unhelped: 99, seen: 1_000 })];
    const moved = { changes: [change(41, { helpfulness: 0.9 })] };
    expect(judge(history(later, moved), SHIPPED + 39)).toEqual(
      judge(history(LANDED), SHIPPED + 39),
    );
  });

  test("a day before shipping is told without a verdict", () => {
    const { verdict, runs } = judge(history(LANDED), SHIPPED - 3);
    expect(verdict).toMatchObject({ state: "collecting", asOf: "2026-07-31" });
    expect(runs).toHaveLength(1);
  });
});

describe("asking", () => {
  const active = day(28, { lastUsed: 140 });

  test("asks everyone until help is decided, then a trickle of about 14 a week", () => {
    expect(judge(history([...LANDED, active]), SHIPPED + 13).askRate).toBe(1);
    expect(judge(history([...LANDED, active]), SHIPPED + 30).askRate).toBe(0.1);
    expect(judge(history(LANDED), SHIPPED + 30).askRate).toBe(1);
  });

  test("asks nobody where help is refuted", () => {
    const refuted = history([day(0, { seen: 20, helped: 2, unhelped: 18 }), active]);
    expect(judge(refuted, SHIPPED + 30).askRate).toBe(0);
  });
});

test("a closed list that more have answered than are on it is judged as an open base, and says so", () => {
  const small = history(LANDED, { terms: { ...TERMS, population: 30 } });
  const { helpfulness, warnings } = judge(small, SHIPPED + 20).verdict;
  expect(helpfulness).toMatchObject({ population: null, verdict: "confirmed" });
  expect(warnings).toEqual([
    "46 customers answered, more than the 30 on the closed list: judged as an open base",
  ]);
});
