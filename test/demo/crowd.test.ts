// The demo's crowd: whatever day it begins on, its signals alone lead to every verdict there is.

import { describe, expect, test } from "vitest";
import { type Day, textToDay } from "../../contract/day.ts";
import { SECRET_AGE_MS } from "../../contract/limits.ts";
import { signal as signalSchema } from "../../contract/signals.ts";
import { STATES } from "../../contract/verdict.ts";
import { crowdOf } from "../../demo/crowd.ts";
import { features } from "../../demo/features/all.ts";
import { judge } from "../../worker/judge/judge.ts";
import { busiestHour, historyOf, signalsOf } from "./counting.ts";

/** A week's every day, the ends of months and years, a leap day, and both changes of the clock in Berlin. */
const ANCHORS = [
  "2026-11-23",
  "2026-11-24",
  "2026-11-25",
  "2026-11-26",
  "2026-11-27",
  "2026-11-28",
  "2026-11-29",
  "2026-03-29",
  "2026-10-25",
  "2026-12-31",
  "2027-01-01",
  "2028-02-29",
];

const INTENDED = {
  "recurring-invoices": ["slipping"],
  "payment-reminders": ["done"],
  "csv-export": ["not-helping", "done"],
  "data-import": ["done"],
  "invoice-templates": ["not-reached"],
  "late-fees": ["neither"],
  "bulk-edit": ["not-helping"],
  "cash-flow-forecast": ["too-close"],
  "bank-feeds": ["done"],
  "vat-summary": ["collecting"],
  "multi-currency": ["collecting"],
};

const promised = features.filter(({ promise }) => promise !== null);

function statesOn(anchor: Day, today: Day) {
  const signals = crowdOf(features, anchor);
  const states = promised.map((feature) => [
    feature.key,
    feature.iterations.map((_, nth) => {
      const given = { feature, nth, anchor };
      return judge(historyOf(signalsOf(signals, given), given), today).verdict.state;
    }),
  ]);
  return Object.fromEntries(states);
}

describe("the crowd", () => {
  test.each(ANCHORS)("anchored on %s leads every feature to its verdict", (text) => {
    const anchor = textToDay(text);
    expect(statesOn(anchor, anchor)).toEqual(INTENDED);
  });

  test("leads to the same verdicts when the seed is looked at some days later", () => {
    const anchor = textToDay("2026-11-24");
    for (const later of [1, 2, 4]) expect(statesOn(anchor, anchor + later)).toEqual(INTENDED);
  });

  test("shows all seven verdicts and one feature that nobody made", () => {
    expect(new Set(Object.values(INTENDED).map((states) => states.at(-1)))).toEqual(
      new Set(STATES),
    );
    expect(features.filter(({ promise }) => promise === null)).toHaveLength(1);
  });

  test("is the same for the same day, so that it may be sent again", () => {
    const anchor = textToDay("2026-11-24");
    expect(crowdOf(features, anchor)).toEqual(crowdOf(features, anchor));
  });
});

describe("the crowd's signals", () => {
  const anchor = textToDay("2026-11-24");
  const signals = crowdOf(features, anchor);

  test("are what the public contract takes from a back end", () => {
    for (const signal of signals) expect(signalSchema.safeParse(signal).success).toBe(true);
    const oldest = Math.min(...signals.map(({ at }) => at));
    expect(anchor * 86_400_000 - oldest).toBeLessThan(SECRET_AGE_MS);
  });

  test("come from about 3,000 customers in 300 accounts, and end the day before", () => {
    const customers = new Set(signals.map(({ customer }) => customer)).size;
    expect(customers).toBeGreaterThan(2_700);
    expect(customers).toBeLessThanOrEqual(3_000);
    expect(new Set(signals.map(({ account }) => account)).size).toBe(300);
    expect(Math.max(...signals.map(({ at }) => at))).toBeLessThan(anchor * 86_400_000);
    expect(signals.length).toBeGreaterThan(60_000);
    expect(signals.length).toBeLessThan(150_000);
  });

  test("keep the closed list closed, and no hour is so busy that it looks like stuffing", () => {
    for (const feature of promised) {
      for (const nth of feature.iterations.keys()) {
        const own = signalsOf(signals, { feature, nth, anchor });
        const people = new Set(own.map(({ customer }) => customer)).size;
        expect(people).toBeLessThanOrEqual(feature.promise?.population ?? 3_000);
        expect(busiestHour(own)).toBeLessThan(20);
      }
    }
  });

  test("never say a comment twice, and leave whoever refused alone", () => {
    const comments = signals.flatMap((each) => ("comment" in each ? [each.comment] : []));
    expect(new Set(comments).size).toBe(comments.length);
    expect(comments.length).toBeGreaterThan(70);
    for (const [, own] of Map.groupBy(signals, ({ customer }) => customer)) {
      const refused = own.find(({ kind }) => kind === "refused")?.at ?? Number.POSITIVE_INFINITY;
      expect(own.some(({ kind, at }) => kind === "asked" && at > refused)).toBe(false);
    }
  });
});
