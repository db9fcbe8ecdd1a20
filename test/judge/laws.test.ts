// Laws that hold of every verdict, whatever happened.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Helpfulness } from "../../contract/verdict.ts";
import { calculate } from "../../worker/judge/calculator.ts";
import type { DaySums, History } from "../../worker/judge/history.ts";
import { judge } from "../../worker/judge/judge.ts";
import { histories, todays } from "./stories.ts";
import { day, SHIPPED } from "./story.ts";

const ORDER = ["refuted", "collecting", "confirmed"];
const rank = ({ verdict }: Pick<Helpfulness, "verdict">) => ORDER.indexOf(verdict);

const target = fc.integer({ min: 5, max: 95 }).map((points) => points / 100);

/** Answers, the yes among them, and a closed list that holds them or none. */
const answered = fc.nat({ max: 400 }).chain((answers) =>
  fc.record({
    answers: fc.constant(answers),
    helped: fc.nat({ max: answers }),
    target,
    population: fc.option(fc.integer({ min: Math.max(1, answers), max: 900 })),
  }),
);

describe("more yes never makes help worse", () => {
  test("for any answers", () => {
    fc.assert(
      fc.property(answered, (numbers) => {
        fc.pre(numbers.helped < numbers.answers);
        const less = calculate(numbers).helpfulness;
        const more = calculate({ ...numbers, helped: numbers.helped + 1 }).helpfulness;
        expect(rank(more)).toBeGreaterThanOrEqual(rank(less));
        expect(more.low).toBeGreaterThanOrEqual(less.low - 1e-12);
        expect(more.high).toBeGreaterThanOrEqual(less.high - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  test("on any day of any history", () => {
    fc.assert(
      fc.property(histories, todays, fc.nat(), (history, today, pick) => {
        const noes = history.customers.filter(({ unhelped }) => unhelped > 0);
        const turned = noes[pick % Math.max(1, noes.length)];
        fc.pre(turned !== undefined);
        const customers = history.customers.map((each) =>
          each === turned
            ? { ...each, helped: each.helped + 1, unhelped: each.unhelped - 1 }
            : each,
        );
        const before = judge(history, today).verdict.helpfulness;
        const after = judge({ ...history, customers }, today).verdict.helpfulness;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 300 },
    );
  });
});

describe("range and verdict never disagree", () => {
  const decisive = Math.log(20);
  const reaches = (log: Helpfulness["logUp"]) => Number(log) >= decisive;

  test("low reaches the target exactly when more is proven, high when less is", () => {
    fc.assert(
      fc.property(answered, (numbers) => {
        const { low, high, logUp, logDown, rate } = calculate(numbers).helpfulness;
        expect(low >= numbers.target).toBe(reaches(logUp));
        if (reaches(logDown)) expect(high).toBeLessThanOrEqual(numbers.target);
        else expect(high).toBeGreaterThanOrEqual(numbers.target);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        if (rate === null || numbers.population !== null) expect(low).toBeLessThanOrEqual(high);
        else expect(low <= rate && rate <= high).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("once enough have answered, the verdict is what the range says", () => {
    fc.assert(
      fc.property(answered, (numbers) => {
        const { low, high, verdict, minimum, answers } = calculate(numbers).helpfulness;
        fc.pre(answers >= minimum);
        if (verdict === "confirmed") expect(low).toBeGreaterThanOrEqual(numbers.target);
        else expect(low).toBeLessThan(numbers.target);
        if (verdict === "refuted") expect(high).toBeLessThanOrEqual(numbers.target);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a day without news", () => {
  test("written down or left out is the same", () => {
    fc.assert(
      fc.property(histories, todays, fc.integer({ min: 0, max: 90 }), (history, today, after) => {
        const customers = [...history.customers, day(after, {})];
        expect(judge({ ...history, customers }, today)).toEqual(judge(history, today));
      }),
      { numRuns: 200 },
    );
  });

  test("changes nothing but age once nobody's time is running any more", () => {
    fc.assert(
      fc.property(histories, fc.nat({ max: 400 }), (history, more) => {
        const settled = SHIPPED + 80 + 90 + 28;
        const { verdict, ...rest } = judge(history, settled);
        const later = judge(history, settled + more);
        const { asOf } = later.verdict;
        expect(later).toEqual({ ...rest, verdict: { ...verdict, asOf } });
      }),
      { numRuns: 200 },
    );
  });
});

test("the order in which facts arrived changes nothing", () => {
  const shuffled = (history: History, pieces: readonly DaySums[]) =>
    fc.shuffledSubarray([...pieces], { minLength: pieces.length }).map((customers) => ({
      ...history,
      customers,
    }));
  const pair = histories.chain((history) =>
    fc.tuple(fc.constant(history), shuffled(history, history.customers.flatMap(inTwo))),
  );
  fc.assert(
    fc.property(pair, todays, ([history, permuted], today) => {
      expect(judge(permuted, today)).toEqual(judge(history, today));
    }),
    { numRuns: 200 },
  );
});

/** A day's sums as two arrivals of that day. */
function inTwo(sums: DaySums): DaySums[] {
  const first = { ...sums };
  for (const key of KEYS) first[key] = sums[key] >> 1;
  const second = { ...sums };
  for (const key of KEYS) second[key] = sums[key] - first[key];
  return [first, second];
}

const KEYS = [
  "seen",
  "used",
  "returned",
  "lastUsed",
  "asked",
  "helped",
  "unhelped",
  "againHelped",
  "againUnhelped",
] as const;

test("a later look tells the same of earlier days", () => {
  fc.assert(
    fc.property(histories, todays, fc.nat({ max: 60 }), (history, today, more) => {
      fc.pre(today >= SHIPPED);
      const early = judge(history, today).runs;
      const late = judge(history, today + more).runs;
      expect(late.slice(0, early.length)).toEqual(early);
    }),
    { numRuns: 200 },
  );
});

test("a judgement survives the journey through JSON", () => {
  fc.assert(
    fc.property(histories, todays, (history, today) => {
      const judgement = judge(history, today);
      expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
    }),
    { numRuns: 300 },
  );
});

test("the last run is the verdict's, and each run differs from the one before", () => {
  fc.assert(
    fc.property(histories, todays, (history, today) => {
      const { runs, verdict } = judge(history, today);
      expect(runs.at(-1)?.state).toBe(verdict.state);
      for (const [i, run] of runs.entries()) {
        expect(run.state).not.toBe(runs[i - 1]?.state);
        expect(run.since).toBeGreaterThan(runs[i - 1]?.since ?? Number.NEGATIVE_INFINITY);
        expect(run.because.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 200 },
  );
});
