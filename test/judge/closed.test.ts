// Closed lists: what the judge finds by short cuts is what the long way finds.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  closedRangeOf,
  evidenceOfFewerThan,
  evidenceOfMoreThan,
} from "../../worker/judge/closed-base.ts";
import { edgeOf, fewestDecisive } from "../../worker/judge/closed-boundary.ts";
import { evidenceAgainst } from "../../worker/judge/closed-evidence.ts";
import { closedFurtherAnswers } from "../../worker/judge/closed-further.ts";
import { evidenceOf, helpSays, lookAtHelp, minimumOf } from "../../worker/judge/help.ts";
import { DECISIVE, LADDER } from "../../worker/judge/ladder.ts";
import { outlook } from "../../worker/judge/outlook.ts";

/** A list, how many of it answered, and the yes among them. */
const answered = (largest: number) =>
  fc.integer({ min: 1, max: largest }).chain((population) =>
    fc.nat({ max: population }).chain((answers) =>
      fc.record({
        population: fc.constant(population),
        answers: fc.constant(answers),
        helped: fc.nat({ max: answers }),
        target: fc.integer({ min: 5, max: 95 }).map((points) => points / 100),
      }),
    ),
  );

/** The series of the design, term by term in logs, with no term left out. */
function longWay(yes: number, given: { population: number; answers: number; helped: number }) {
  const { population, answers, helped } = given;
  const [unhelped, noes] = [answers - helped, population - yes];
  const logs = LADDER.flatMap(({ ratio, logWeight }) => {
    const turned = ((yes / population) * (ratio - 1)) / (1 + (yes / population) * (ratio - 1));
    let log = logWeight + unhelped * Math.log1p(-turned);
    return Array.from({ length: Math.min(helped, noes - unhelped) + 1 }, (_, i) => {
      const before = log;
      log += Math.log(
        (turned * (helped - i) * (noes - unhelped - i)) / ((i + 1) * (yes - helped + i + 1)),
      );
      return before;
    });
  });
  const peak = Math.max(...logs);
  return peak + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - peak), 0));
}

test("evidence is the whole series", () => {
  fc.assert(
    fc.property(answered(2_000), fc.double({ min: 0, max: 1, noNaN: true }), (given, where) => {
      const { population, answers, helped } = given;
      const yes = helped + Math.floor(where * (population - answers));
      fc.pre(answers > 0);
      const expected = longWay(yes, given);
      const error = Math.abs(evidenceOfMoreThan(yes, given) - expected);
      expect(error).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
    }),
    { numRuns: 300 },
  );
});

test("the range ends where the evidence is no longer decisive", () => {
  fc.assert(
    fc.property(answered(300), (given) => {
      const { population, answers, helped } = given;
      const { fewest, most } = closedRangeOf(given);
      expect(evidenceOfMoreThan(fewest, given)).toBeLessThan(DECISIVE);
      if (fewest > helped)
        expect(evidenceOfMoreThan(fewest - 1, given)).toBeGreaterThanOrEqual(DECISIVE);
      expect(evidenceOfFewerThan(most, given)).toBeLessThan(DECISIVE);
      if (most < population - (answers - helped))
        expect(evidenceOfFewerThan(most + 1, given)).toBeGreaterThanOrEqual(DECISIVE);
      expect(helped).toBeLessThanOrEqual(fewest);
      expect(fewest).toBeLessThanOrEqual(most);
    }),
    { numRuns: 500 },
  );
});

describe("the edge of a list", () => {
  test("is the fewest yes that are decisive", () => {
    fc.assert(
      fc.property(answered(400), ({ population, answers, helped }) => {
        const claim = { population, yes: helped };
        const fewest = fewestDecisive(edgeOf(claim), answers);
        const speaks = (yes: number) => evidenceAgainst(claim, { answers, helped: yes });
        if (fewest > 0) expect(speaks(fewest - 1)).toBeLessThan(DECISIVE);
        if (fewest <= answers) expect(speaks(fewest)).toBeGreaterThanOrEqual(DECISIVE);
      }),
      { numRuns: 500 },
    );
  });

  test("is the same whether its answers are asked for in order or not", () => {
    const claim = { population: 97, yes: 58 };
    const upwards = Array.from({ length: 98 }, (_, n) => fewestDecisive(edgeOf(claim), n));
    const alone = Array.from({ length: 98 }, (_, n) => {
      const speaks = (yes: number) => evidenceAgainst(claim, { answers: n, helped: yes });
      const yes = Array.from({ length: n + 1 }, (_, s) => s);
      return yes.find((s) => speaks(s) >= DECISIVE) ?? n + 1;
    });
    expect(upwards).toEqual(alone);
  });

  test("is kept for some lists and worked out again for others, with the same outcome", () => {
    const look = () =>
      Array.from({ length: 100 }, (_, i) =>
        fewestDecisive(edgeOf({ population: 60, yes: i % 61 }), 40),
      );
    expect(look()).toEqual(look());
  });

  test("says of help what the evidence says", () => {
    fc.assert(
      fc.property(answered(300), (question) => {
        const { answers, population } = question;
        const says = helpSays(evidenceOf(question), answers, minimumOf(population));
        expect(lookAtHelp(question)).toBe(says);
      }),
      { numRuns: 500 },
    );
  });
});

test("further answers are the first after which the evidence is decisive", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(answered(120), share, (question, coming) => {
      const { direction, more } = outlook(question, coming);
      expect(closedFurtherAnswers({ question, coming, direction })).toBe(more);
      const left = question.population - question.answers;
      const speaks = (further: number) => {
        const answers = question.answers + further;
        const helped = question.helped + Math.floor(further * coming + 0.5 + 1e-9);
        const { up, down } = evidenceOf({ ...question, answers, helped });
        return direction === "confirmed" ? up : down;
      };
      const all = Array.from({ length: left + 1 }, (_, further) => further);
      expect(more).toBe(all.find((further) => speaks(further) >= DECISIVE) ?? null);
    }),
    { numRuns: 200 },
  );
});

test("more answers than the list has names is an error that says so", () => {
  expect(() => evidenceOfMoreThan(10, { population: 30, answers: 31, helped: 20 })).toThrow(
    new RangeError("31 answers, but only 30 customers on the closed list"),
  );
});
