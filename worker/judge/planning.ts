// The planning table: how many answers a target would need, for each share that may turn out to be true.

import { type Outlook, outlook } from "./outlook.ts";
import { hundredthsOf, pointsBeside } from "./share.ts";

/** If `share` of the answers are yes, `answers` of them decide. */
export interface PlanRow {
  share: number;
  /** Null where the share is too close to the target to decide within 10,000 answers. */
  direction: Outlook["direction"] | null;
  answers: number | null;
}

/** Points between the shares of a table. */
const STEP = 5;
/** Points above and below the target at which an example is given. */
const EXAMPLE_ABOVE = 15;
const EXAMPLE_BELOW = -20;

/** A row for each share from 0 to 100 % in steps of five points. */
export function planningTable(target: number, population: number | null): PlanRow[] {
  const rows = Array.from({ length: 100 / STEP + 1 }, (_, step) => (step * STEP) / 100);
  return rows.map((share) => rowOf(share, target, population));
}

/** The rows for a truth well above the target, and well below it. */
export function planFor(target: number, population: number | null): [PlanRow, PlanRow] {
  const at = (points: number) => rowOf(pointsBeside(target, points), target, population);
  const above = Math.min(EXAMPLE_ABOVE, 99 - hundredthsOf(target));
  return [at(above), at(EXAMPLE_BELOW)];
}

function rowOf(share: number, target: number, population: number | null): PlanRow {
  const { direction, more } = outlook({ answers: 0, helped: 0, target, population }, share);
  if (more === null) return { share, direction: null, answers: null };
  return { share, direction, answers: Math.ceil(more) };
}
