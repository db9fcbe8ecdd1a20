// The odds ladder for a closed list of customers, of whom every one may answer once.

import { DECISIVE, LADDER, mirrored, type Sample } from "./evidence.ts";

/** Answers out of a closed list of `population` customers (at most 5,000). */
export interface ClosedSample extends Sample {
  population: number;
}

/** Customers who would say yes, of the whole list. */
export interface ClosedRange {
  fewest: number;
  most: number;
}

/**
 * ln of the evidence that more than `yes` of the whole list would say yes: the mean of the ladder over
 * draws without replacement. Infinite once more have said so, −Infinity once that many can no longer be.
 * Throws a RangeError where more have answered than are on the list.
 */
export function evidenceOfMoreThan(yes: number, sample: ClosedSample): number {
  const { population, answers, helped } = sample;
  if (answers > population)
    throw new RangeError(`${answers} answers, but only ${population} customers on the closed list`);
  const unhelped = answers - helped;
  const noes = population - yes;
  if (helped > yes) return Number.POSITIVE_INFINITY;
  if (unhelped > noes) return Number.NEGATIVE_INFINITY;
  return answers === 0 ? 0 : logOfMean({ yes, helped, unhelped, noes });
}

/** ln of the evidence that fewer than `yes` would say yes. */
export function evidenceOfFewerThan(yes: number, sample: ClosedSample): number {
  const { population } = sample;
  return evidenceOfMoreThan(population - yes, { population, ...mirrored(sample) });
}

/** The totals of yes that the evidence does not speak against, by bisection. */
export function closedRangeOf(sample: ClosedSample, decisive = DECISIVE): ClosedRange {
  const { population } = sample;
  const mirror = { population, ...mirrored(sample) };
  return { fewest: fewestYes(sample, decisive), most: population - fewestYes(mirror, decisive) };
}

function fewestYes(sample: ClosedSample, decisive: number): number {
  let low = sample.helped;
  let high = sample.population - (sample.answers - sample.helped);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (evidenceOfMoreThan(middle, sample) >= decisive) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Draw {
  yes: number;
  helped: number;
  unhelped: number;
  noes: number;
}

function logOfMean(draw: Draw): number {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  const share = draw.yes / (draw.yes + draw.noes);
  for (const { ratio, logWeight } of LADDER) {
    const tilt = (share * (ratio - 1)) / (1 + share * (ratio - 1));
    const log = logWeight + draw.unhelped * Math.log1p(-tilt) + logOfSeries(draw, tilt);
    if (log > peak) {
      sum = sum * Math.exp(peak - log) + 1;
      peak = log;
    } else sum += Math.exp(log - peak);
  }
  return peak + Math.log(sum);
}

/** A term this large is divided out, so that the series never overflows. */
const LARGE = 1e200;
/** Terms only fall after the largest; what is this far below the sum no longer shows. */
const NEGLIGIBLE = 1e-17;

/** ln Σ t_i with t_0 = 1, t_{i+1} = t_i · tilt (s−i)(M−f−i) / ((i+1)(K−s+i+1)). */
function logOfSeries({ yes, helped, unhelped, noes }: Draw, tilt: number): number {
  const silentNoes = noes - unhelped;
  const silentYes = yes - helped;
  const last = Math.min(helped, silentNoes);
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let i = 0; i < last; i++) {
    const growth = (tilt * (helped - i) * (silentNoes - i)) / ((i + 1) * (silentYes + i + 1));
    term *= growth;
    sum += term;
    if (growth < 1 && term < sum * NEGLIGIBLE) break;
    if (term > LARGE) {
      term /= LARGE;
      sum /= LARGE;
      scale += Math.log(LARGE);
    }
  }
  return scale + Math.log(sum);
}
