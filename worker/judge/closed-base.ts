// What answers say of a closed list: how many of all of it would say yes.

import { closedEvidence, closedLadder } from "./closed-ladder.ts";
import { mirrored, type Sample } from "./evidence.ts";
import { firstReaching } from "./first-reaching.ts";
import { DECISIVE } from "./ladder.ts";
import { lowOf } from "./range.ts";

/** Answers out of a closed list of `population` customers (at most 5,000). */
export interface ClosedSample extends Sample {
  population: number;
}

/** Customers who would say yes, of the whole list. */
export interface ClosedRange {
  fewest: number;
  most: number;
}

/** ln of the evidence that more than `yes` of the whole list would say yes. */
export function evidenceOfMoreThan(yes: number, sample: ClosedSample): number {
  return closedEvidence(closedLadder(yes, sample.population), sample);
}

/** ln of the evidence that fewer than `yes` would: the mirror, in which no counts as yes. */
export function evidenceOfFewerThan(yes: number, sample: ClosedSample): number {
  const { population } = sample;
  return closedEvidence(closedLadder(population - yes, population), mirrored(sample));
}

/** The totals of yes that the evidence does not speak against. */
export function closedRangeOf(sample: ClosedSample, decisive = DECISIVE): ClosedRange {
  const { population } = sample;
  const mirror = { population, ...mirrored(sample) };
  return { fewest: fewestYes(sample, decisive), most: population - fewestYes(mirror, decisive) };
}

/** The least total of yes that is still open: the evidence of more falls as the total grows. */
function fewestYes(sample: ClosedSample, decisive: number): number {
  const { population, answers, helped } = sample;
  return firstReaching((yes) => decisive - evidenceOfMoreThan(yes, sample), {
    above: helped - 1,
    atMost: population - (answers - helped),
    guess: guessOf(sample, decisive),
  });
}

/** The open base's range, narrowed as draws without replacement narrow it. */
function guessOf(sample: ClosedSample, decisive: number): number {
  const { population, answers, helped } = sample;
  if (answers === 0) return 0;
  const rate = helped / answers;
  const narrowing = Math.sqrt(1 - answers / population);
  return population * (rate - (rate - lowOf(sample, decisive)) * narrowing);
}
