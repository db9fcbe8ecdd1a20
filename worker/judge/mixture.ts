// The ladder as one number: the ln of a weighted mean of bets, and how fast it changes.

import { type Bet, LADDER } from "./ladder.ts";

/** A bet's ln, its weight included, and the slope of that ln in whatever is being varied. */
export interface Term {
  log: number;
  slope: number;
}

/** ln Σ exp(log), without overflow. */
export function logOfMixture(logOf: (bet: Bet) => number): number {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const bet of LADDER) {
    const log = logOf(bet);
    if (log > peak) {
      sum = sum * Math.exp(peak - log) + 1;
      peak = log;
    } else sum += Math.exp(log - peak);
  }
  return peak + Math.log(sum);
}

/** ln Σ exp(log) with its slope, the mean of the bets' slopes by their parts in the sum. */
export function mixture<Each>(bets: readonly Each[], termOf: (bet: Each) => Term): Term {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let slopes = 0;
  for (const bet of bets) {
    const { log, slope } = termOf(bet);
    const shrink = log > peak ? Math.exp(peak - log) : 1;
    const part = log > peak ? 1 : Math.exp(log - peak);
    sum = sum * shrink + part;
    slopes = slopes * shrink + part * slope;
    peak = Math.max(peak, log);
  }
  return { log: peak + Math.log(sum), slope: slopes / sum };
}
