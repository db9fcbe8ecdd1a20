// The odds ladder for a closed list of customers, of whom every one may answer once.

import type { Sample } from "./evidence.ts";
import { type Bet, LADDER } from "./ladder.ts";

/** The ladder held against the claim that at most `yes` of a list of `population` would say yes. */
export interface ClosedLadder {
  population: number;
  yes: number;
  bets: readonly ClosedBet[];
}

/** A bet that each of those who would say no has been won over with the chance `turned`. */
interface ClosedBet {
  logWeight: number;
  turned: number;
  /** ln(1 − turned): what a no costs. */
  logKept: number;
}

export function closedLadder(yes: number, population: number): ClosedLadder {
  const share = yes / population;
  const bets = LADDER.map(({ ratio, logWeight }: Bet): ClosedBet => {
    const odds = 1 + share * (ratio - 1);
    return { logWeight, turned: 1 - 1 / odds, logKept: -Math.log(odds) };
  });
  return { population, yes, bets };
}

/**
 * ln of the evidence that more than `yes` of the whole list would say yes: the mean over the ladder of
 * (1 − u)^f Σ t_i, t_0 = 1, t_{i+1} = t_i·u·(s − i)(B − i) / ((i + 1)(A + i + 1)), with s yes, f no, and
 * A yes and B no left among the silent. Infinite once more have said yes, −Infinity once too many said no.
 * Throws a RangeError where more have answered than are on the list.
 */
export function closedEvidence(ladder: ClosedLadder, { answers, helped }: Sample): number {
  const { population, yes } = ladder;
  if (answers > population)
    throw new RangeError(`${answers} answers, but only ${population} on the closed list`);
  const unhelped = answers - helped;
  const silentYes = yes - helped;
  const silentNo = population - yes - unhelped;
  if (silentYes < 0) return Number.POSITIVE_INFINITY;
  if (silentNo < 0) return Number.NEGATIVE_INFINITY;
  return answers === 0 ? 0 : logOfBets(ladder, { helped, unhelped, silentYes, silentNo });
}

/** Who has answered, and who the silent would have to be. */
interface Draw {
  helped: number;
  unhelped: number;
  silentYes: number;
  silentNo: number;
}

/** A bet this far below the largest no longer shows in the sum. */
const INVISIBLE = 40;

/** The ln of a bet is concave in `turned`: once it falls and is out of sight, bolder bets are lower still. */
function logOfBets({ bets }: ClosedLadder, draw: Draw): number {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const { logWeight, turned, logKept } of bets) {
    const ratio = draw.unhelped * logKept + logOfSeries(draw, turned);
    const log = logWeight + ratio;
    if (log > peak) {
      sum = sum * Math.exp(peak - log) + 1;
      peak = log;
    } else if (ratio < before && log < peak - INVISIBLE) break;
    else sum += Math.exp(log - peak);
    before = ratio;
  }
  return peak + Math.log(sum);
}

/** Sums are scaled down beyond this; until the next look they cannot outgrow the largest number. */
const LARGE = 1e150;
const LOG_LARGE = Math.log(LARGE);
const STEPS_BETWEEN_LOOKS = 16;

/** ln Σ t_i, by Horner's rule from the last term that shows. */
function logOfSeries(draw: Draw, turned: number): number {
  const { helped, silentYes, silentNo } = draw;
  let sum = 1;
  let one = 1;
  let scaled = 0;
  for (let i = lastTerm(draw, turned) - 1; i >= 0; i--) {
    const growth = (turned * (helped - i) * (silentNo - i)) / ((i + 1) * (silentYes + i + 1));
    sum = one + sum * growth;
    if (i % STEPS_BETWEEN_LOOKS === 0 && sum > LARGE) {
      sum /= LARGE;
      one /= LARGE;
      scaled++;
    }
  }
  return Math.log(sum) + scaled * LOG_LARGE;
}

/** Terms rise to a largest one, near the root of t_{i+1} = t_i; seven spreads beyond it they no longer show. */
function lastTerm({ helped, silentYes, silentNo }: Draw, turned: number): number {
  const linear = silentYes + 2 + turned * (helped + silentNo);
  const constant = Math.max(0, turned * helped * silentNo - silentYes - 1);
  const root = linear + Math.sqrt(linear * linear + 4 * (1 - turned) * constant);
  const largest = (2 * constant) / root;
  return Math.min(helped, silentNo, Math.ceil(largest + 7 * Math.sqrt(largest + 1) + 7));
}
