// Whether a journey says already all that a fact would add, so that nothing needs to be kept of it again.

import { type Day, mondayOf } from "../../contract/day.ts";
import type { Fact } from "./fact.ts";

/** The days of a journey that meeting and using a feature move. */
export interface DaysHeld {
  seen: Day | null;
  used: Day | null;
  returned: Day | null;
  last: Day | null;
}

/**
 * Whether folding the fact would change nothing. Always false where an account is named, whose own journey and
 * members are not at hand, and for what is more than meeting or using a feature.
 */
export function isAbsorbed({ kind, account, day }: Fact, held: DaysHeld | undefined): boolean {
  if (!held || account !== null || !isBy(held.seen, day)) return false;
  if (kind === "seen") return true;
  return kind === "used" && isUseHeld(held, day);
}

/** A day of use moves nothing if it is the first, or not before the second, and no later week than the last. */
function isUseHeld({ used, returned, last }: DaysHeld, day: Day): boolean {
  if (last === null || mondayOf(day) > last) return false;
  return used === day || isBy(returned, day);
}

function isBy(held: Day | null, day: Day): boolean {
  return held !== null && held <= day;
}
