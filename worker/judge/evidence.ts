// The odds ladder: how strongly answers speak for a true share above, or below, a given one.

/** A bet that the odds of a yes are `ratio` times those of the share it is held against. */
interface Bet {
  ratio: number;
  logRatio: number;
  logWeight: number;
}

/** Six bets from timid to bold. The weights sum to one, which keeps the mixture a fair game. */
export const LADDER: readonly Bet[] = (
  [
    [1.1, 1],
    [1.25, 4],
    [1.5, 4],
    [2, 4],
    [3, 4],
    [4, 3],
  ] as const
).map(([ratio, weight]) => ({
  ratio,
  logRatio: Math.log(ratio),
  logWeight: Math.log(weight / 20),
}));

/** ln 20. Evidence that never had a right to grow reaches 20 at some time with a chance of at most 1/20. */
export const DECISIVE = Math.log(20);

/** Answers counted, and the yes among them. */
export interface Sample {
  answers: number;
  helped: number;
}

/**
 * ln of the evidence that the true share of yes is above `share` (0–1):
 * ln Σ w·r^s / (1 + share·(r − 1))^n. Zero without answers. Where the share really is no higher,
 * the evidence is a non-negative supermartingale, so by Ville's inequality it may be watched.
 */
export function evidenceAbove(sample: Sample, share: number): number {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const { ratio, logRatio, logWeight } of LADDER) {
    const log =
      logWeight + sample.helped * logRatio - sample.answers * Math.log1p(share * (ratio - 1));
    if (log > peak) {
      sum = sum * Math.exp(peak - log) + 1;
      peak = log;
    } else sum += Math.exp(log - peak);
  }
  return sample.answers === 0 ? 0 : peak + Math.log(sum);
}

/** ln of the evidence that the true share of yes is below `share`: the mirror, in which no counts as yes. */
export function evidenceBelow(sample: Sample, share: number): number {
  return evidenceAbove(mirrored(sample), 1 - share);
}

/** The same answers with yes and no exchanged. */
export function mirrored({ answers, helped }: Sample): Sample {
  return { answers, helped: answers - helped };
}
