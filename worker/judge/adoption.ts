// Is it adopted? A census: everyone is counted, so only people whose time is not up leave anything open.

import { fewestMeeting } from "./share.ts";

/** Under this many reached no percentage is named and nothing is judged. */
export const FEWEST_REACHED = 10;

/** How many were reached and adopted by the end of a day, and by the end of the day a window earlier. */
export interface Census {
  reached: number;
  adopted: number;
  /** Reached a window ago or earlier: those who have had their time. */
  due: number;
  target: number;
}

export type Adopted = "met" | "missed" | "maturing";

/** Whether enough people have had their time: at least ten, and at least half of those reached. */
export function isJudged({ reached, due }: Census): boolean {
  return due >= Math.max(FEWEST_REACHED, reached / 2);
}

/** Met by all reached, missed even among those who have had their time, maturing in between and before. */
export function adoptionSays(census: Census): Adopted {
  const { adopted, reached, due, target } = census;
  if (!isJudged(census)) return "maturing";
  if (adopted >= fewestMeeting(target, reached)) return "met";
  return adopted < fewestMeeting(target, due) ? "missed" : "maturing";
}

/** The share that adopted, and between which shares it can still end; null while fewer than ten were reached. */
export function adoptionShares({ adopted, reached, due }: Census) {
  if (reached < FEWEST_REACHED) return { rate: null, low: null, high: null };
  const rate = adopted / reached;
  return { rate, low: rate, high: due === 0 ? 1 : Math.min(1, adopted / due) };
}
