// The odds ladder: six bets, from timid to bold, that customers say yes more readily than supposed.

/** A bet that the odds of a yes are `ratio` times those of the share it is held against. */
export interface Bet {
  ratio: number;
  logRatio: number;
  weight: number;
  logWeight: number;
}

/** Ratios, and weights in twentieths. The weights sum to one, which keeps the mixture a fair game. */
const RUNGS = [
  [1.1, 1],
  [1.25, 4],
  [1.5, 4],
  [2, 4],
  [3, 4],
  [4, 3],
] as const;

export const LADDER: readonly Bet[] = RUNGS.map(([ratio, twentieths]) => ({
  ratio,
  logRatio: Math.log(ratio),
  weight: twentieths / 20,
  logWeight: Math.log(twentieths / 20),
}));

/** ln 20. Evidence that has no reason to grow reaches 20 at any time with a chance of at most 1/20. */
export const DECISIVE = Math.log(20);
