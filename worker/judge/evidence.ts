// How strongly answers speak for a true share above, or below, a given one.

import { logOfMixture } from "./mixture.ts";

/** Answers counted, and the yes among them. */
export interface Sample {
  answers: number;
  helped: number;
}

/**
 * ln of the evidence that the true share of yes is above `share` (0–1):
 * ln Σ w·r^s / (1 + share·(r − 1))^n, zero without answers. Where the share is no higher than that,
 * the evidence is a non-negative supermartingale, so by Ville's inequality it may be watched.
 */
export function evidenceAbove({ answers, helped }: Sample, share: number): number {
  if (answers === 0) return 0;
  return logOfMixture(
    ({ ratio, logRatio, logWeight }) =>
      logWeight + helped * logRatio - answers * Math.log1p(share * (ratio - 1)),
  );
}

/** ln of the evidence that the true share of yes is below `share`: the mirror, in which no counts as yes. */
export function evidenceBelow(sample: Sample, share: number): number {
  return evidenceAbove(mirrored(sample), 1 - share);
}

/** The same answers with yes and no exchanged. */
export function mirrored({ answers, helped }: Sample): Sample {
  return { answers, helped: answers - helped };
}
