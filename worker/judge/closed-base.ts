// What answers say of a closed list: how many of all of it would say yes.

import { evidenceAgainst } from "./closed-evidence.ts";
import { mirrored, type Sample } from "./evidence.ts";
import { firstReaching } from "./first-reaching.ts";
import { DECISIVE } from "./ladder.ts";

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
  return evidenceAgainst({ population: sample.population, yes }, sample);
}

/** ln of the evidence that fewer than `yes` would: the mirror, in which no counts as yes. */
export function evidenceOfFewerThan(yes: number, sample: ClosedSample): number {
  const { population } = sample;
  return evidenceAgainst({ population, yes: population - yes }, mirrored(sample));
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
    guess: guessOf(sample),
  });
}

/** Decisive evidence lies about this many squares of a standard deviation from what it speaks against. */
const USUAL_DEVIATION = 8.25;

/** The total that many squares below the share so far, by the variance of draws without replacement. */
function guessOf({ population, answers, helped }: ClosedSample): number {
  if (answers === 0) return 0;
  const rate = helped / answers;
  const width = (USUAL_DEVIATION * (1 - answers / population)) / answers;
  const root = Math.sqrt(width * width + 4 * width * rate * (1 - rate));
  return (population * (2 * rate + width - root)) / (2 + 2 * width);
}
