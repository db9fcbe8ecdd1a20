// Slipping: notices when customers stop saying that a feature helps, after help was confirmed.

import { LADDER } from "./ladder.ts";

/** From here on it is worth watching. */
export const WATCH = 200;
/** From here on it slips: at least this many answers pass on average between false alarms. */
export const ALARM = 1_000;

/** Far beyond any meaning, and still a number. */
const CEILING = 1e300;

export interface Detector {
  /** One sum per bet, and what a yes and a no multiply it by. */
  bets: { weight: number; sum: number; yes: number; no: number }[];
  /** Σ w·S after the last answer. */
  statistic: number;
  /** Whether the alarm was reached after any answer since the start. */
  alarmed: boolean;
}

/** A detector that has heard nothing, for a target that help was confirmed against. */
export function newDetector(target: number): Detector {
  const bets = LADDER.map(({ ratio, weight }) => {
    const fair = 1 + (1 - target) * (ratio - 1);
    return { weight, sum: 0, yes: 1 / fair, no: ratio / fair };
  });
  return { bets, statistic: 0, alarmed: false };
}

/** Hears one further answer: S ← (S + 1) · (no ? r : 1) / (1 + (1 − target)(r − 1)). */
export function hear(detector: Detector, helped: boolean): void {
  let statistic = 0;
  for (const bet of detector.bets) {
    bet.sum = Math.min(CEILING, (bet.sum + 1) * (helped ? bet.yes : bet.no));
    statistic += bet.weight * bet.sum;
  }
  detector.statistic = statistic;
  if (statistic >= ALARM) detector.alarmed = true;
}

/** Hears a day's answers. Their order within it is not known, so the no's are spread evenly. */
export function hearDay(detector: Detector, helped: number, unhelped: number): void {
  const answers = helped + unhelped;
  for (let i = 1; i <= answers; i++) {
    const noes = Math.floor((i * unhelped) / answers);
    const before = Math.floor(((i - 1) * unhelped) / answers);
    hear(detector, noes === before);
  }
}
