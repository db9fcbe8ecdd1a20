// The range of true shares that the answers leave open: exactly those the evidence does not speak against.

import { evidenceAbove, mirrored, type Sample } from "./evidence.ts";
import { DECISIVE, LADDER } from "./ladder.ts";
import { mixture, type Term } from "./mixture.ts";

/** Shares, 0–1. */
export interface Range {
  low: number;
  high: number;
}

/** Newton climbs to the root in 3–8 steps; more than this only guards against rounding going round in circles. */
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
  if (evidenceAbove(sample, 0) < decisive) return 0;
  let share = startOf(sample, decisive);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { log, slope } = evidenceAt(sample, share);
    const next = share + (decisive - log) / slope;
    if (!(next > share)) break;
    share = next;
  }
  return Math.min(share, 1);
}

/** Left of the root: there a single bet is decisive on its own. */
function startOf({ answers, helped }: Sample, decisive: number): number {
  const alone = LADDER.map(
    ({ ratio, logRatio, logWeight }) =>
      Math.expm1((logWeight + helped * logRatio - decisive) / answers) / (ratio - 1),
  );
  return Math.max(0, ...alone);
}

/** The evidence above a share: its ln is convex and falls with the share, so Newton never passes the root. */
function evidenceAt({ answers, helped }: Sample, share: number): Term {
  return mixture(LADDER, ({ ratio, logRatio, logWeight }) => ({
    log: logWeight + helped * logRatio - answers * Math.log1p(share * (ratio - 1)),
    slope: (-answers * (ratio - 1)) / (1 + share * (ratio - 1)),
  }));
}
