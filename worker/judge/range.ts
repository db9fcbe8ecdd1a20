// The range of true shares that the answers leave open: exactly those the evidence does not speak against.

import { DECISIVE, LADDER, mirrored, type Sample } from "./evidence.ts";

/** Shares, 0–1. */
export interface Range {
  low: number;
  high: number;
}

/** Newton from the left climbs towards the root without passing it, in 3–8 steps. */
const MOST_STEPS = 60;

/**
 * The range that holds the true share over all days together with a chance of at least 9 in 10
 * (1 in 20 is lost on either side). `decisive` is the ln of the evidence that excludes a share.
 */
export function rangeOf(sample: Sample, decisive = DECISIVE): Range {
  return { low: lowOf(sample, decisive), high: 1 - lowOf(mirrored(sample), decisive) };
}

/** The share at which the evidence that the truth lies above it is just decisive; 0 where it never is. */
function lowOf(sample: Sample, decisive: number): number {
  if (look(sample, 0).log < decisive) return 0;
  let share = startOf(sample, decisive);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { log, slope } = look(sample, share);
    const next = share + (decisive - log) / slope;
    if (!(next > share)) break;
    share = next;
  }
  return Math.min(share, 1);
}

/** Left of the root: there a single bet is decisive on its own. */
function startOf({ answers, helped }: Sample, decisive: number): number {
  let start = 0;
  for (const { ratio, logRatio, logWeight } of LADDER) {
    const alone = Math.expm1((logWeight + helped * logRatio - decisive) / answers) / (ratio - 1);
    if (alone > start) start = alone;
  }
  return start;
}

/** ln of the evidence above a share, convex and falling in it, and how fast it falls. */
function look({ answers, helped }: Sample, share: number): { log: number; slope: number } {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let slopes = 0;
  for (const { ratio, logRatio, logWeight } of LADDER) {
    const log = logWeight + helped * logRatio - answers * Math.log1p(share * (ratio - 1));
    const slope = (-answers * (ratio - 1)) / (1 + share * (ratio - 1));
    if (log > peak) {
      const shrink = Math.exp(peak - log);
      sum = sum * shrink + 1;
      slopes = slopes * shrink + slope;
      peak = log;
    } else {
      const part = Math.exp(log - peak);
      sum += part;
      slopes += part * slope;
    }
  }
  return { log: peak + Math.log(sum), slope: slopes / sum };
}
