// The odds ladder for a closed list of customers, of whom every one may answer once.

import type { Sample } from "./evidence.ts";
import { LADDER } from "./ladder.ts";

/** The claim that at most `yes` of a list of `population` (at most 5,000) would say yes. */
export interface Claim {
  population: number;
  yes: number;
}

/**
 * ln of the evidence against a claim: the mean over the ladder of (1 − u)^f Σ t_i, with t_0 = 1 and
 * t_{i+1} = t_i·u·(s − i)(B − i) / ((i + 1)(A + i + 1)), where s said yes and f no, A yes and B no would
 * be left among the silent, and a bet wins over each no with the chance u = m(r − 1)/(1 + m(r − 1)),
 * m = yes/population. Infinite once more have said yes, −Infinity once too many said no.
 * Throws a RangeError where more have answered than are on the list.
 */
export function evidenceAgainst({ population, yes }: Claim, { answers, helped }: Sample): number {
  if (answers > population)
    throw new RangeError(`${answers} answers, but only ${population} customers on the closed list`);
  const unhelped = answers - helped;
  const silentYes = yes - helped;
  const silentNo = population - yes - unhelped;
  if (silentYes < 0) return Number.POSITIVE_INFINITY;
  if (silentNo < 0) return Number.NEGATIVE_INFINITY;
  if (answers === 0) return 0;
  return logOfBets({ share: yes / population, helped, unhelped, silentYes, silentNo });
}

/** Who has answered, and who the silent would have to be. */
interface Draw {
  share: number;
  helped: number;
  unhelped: number;
  silentYes: number;
  silentNo: number;
}

/** A bet this far below the largest no longer shows in the sum. */
const INVISIBLE = 40;

/** A bet's ln is concave in the chance u: once it falls and is out of sight, bolder ones are lower still. */
function logOfBets(draw: Draw): number {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let before = Number.NEGATIVE_INFINITY;
  for (const { ratio, logWeight } of LADDER) {
    const odds = 1 + draw.share * (ratio - 1);
    const bet = logOfSeries(draw, 1 - 1 / odds) - draw.unhelped * Math.log(odds);
    const log = logWeight + bet;
    if (log > peak) {
      sum = sum * Math.exp(peak - log) + 1;
      peak = log;
    } else if (bet < before && log < peak - INVISIBLE) break;
    else sum += Math.exp(log - peak);
    before = bet;
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

/** Terms rise to a largest one, near the root of t_{i+1} = t_i; some seven spreads beyond it they no longer show. */
function lastTerm({ helped, silentYes, silentNo }: Draw, turned: number): number {
  const linear = silentYes + 2 + turned * (helped + silentNo);
  const constant = Math.max(0, turned * helped * silentNo - silentYes - 1);
  const root = linear + Math.sqrt(linear * linear + 4 * (1 - turned) * constant);
  const largest = (2 * constant) / root;
  return Math.min(helped, silentNo, Math.ceil(largest + 6.5 * Math.sqrt(largest + 1) + 6));
}
