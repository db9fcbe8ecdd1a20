// How many further answers decide in an open base, if a given share of them is yes.

import { evidenceAbove, type Sample } from "./evidence.ts";
import { type Bet, DECISIVE, LADDER } from "./ladder.ts";
import { mixture, type Term } from "./mixture.ts";

/** Further answers beyond this are too many to promise anything of. */
export const FARTHEST = 10_000;
/** Newton takes 3–8 steps; more than this only guards against rounding going round in circles. */
const MOST_STEPS = 60;
/** Newton has arrived when a step is smaller than this share of the way. */
const ARRIVED = 1e-12;

/**
 * Further answers, not rounded, until the evidence above `share` is decisive if a share `coming` of them
 * is yes: the smallest h with ln Σ exp(x + h·g) decisive, convex in h, by Newton from above.
 * Null where they never decide, or only beyond 10,000.
 */
export function furtherAnswers(sample: Sample, share: number, coming: number): number | null {
  if (evidenceAbove(sample, share) >= DECISIVE) return 0;
  const courses = LADDER.map((bet) => courseOf(bet, { sample, share, coming }));
  let more = enoughAlone(courses);
  if (more === Number.POSITIVE_INFINITY) return null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { log, slope } = evidenceAfter(courses, more);
    const next = more - (log - DECISIVE) / slope;
    if (!(next < more * (1 - ARRIVED))) break;
    more = next;
  }
  return more > FARTHEST ? null : more;
}

/** A bet after the answers so far, and what each further answer adds to it on average. */
interface Course {
  now: number;
  gain: number;
}

function courseOf(bet: Bet, given: { sample: Sample; share: number; coming: number }): Course {
  const { sample, share, coming } = given;
  const cost = Math.log1p(share * (bet.ratio - 1));
  const now = bet.logWeight + sample.helped * bet.logRatio - sample.answers * cost;
  return { now, gain: coming * bet.logRatio - cost };
}

/** Right of the root: there a single bet is decisive on its own. */
function enoughAlone(courses: readonly Course[]): number {
  const alone = courses.map(({ now, gain }) =>
    gain > 0 ? (DECISIVE - now) / gain : Number.POSITIVE_INFINITY,
  );
  return Math.min(...alone);
}

function evidenceAfter(courses: readonly Course[], more: number): Term {
  return mixture(courses, ({ now, gain }) => ({ log: now + more * gain, slope: gain }));
}
