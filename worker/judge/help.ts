// Does it help? What the answers say of a target, for an open base or a closed list alike.

import { closedRangeOf, evidenceOfFewerThan, evidenceOfMoreThan } from "./closed-base.ts";
import { edgeOf, fewestDecisive } from "./closed-boundary.ts";
import { evidenceAbove, evidenceBelow, type Sample } from "./evidence.ts";
import { DECISIVE } from "./ladder.ts";
import { type Range, rangeOf } from "./range.ts";
import { fewestMeeting, hundredthsOf, mostWithin, pointsBeside } from "./share.ts";

/** Answers held against a target. */
export interface Question extends Sample {
  /** The share that is to say yes, in hundredths. */
  target: number;
  /** Everyone who may ever use it, null where the base is open. */
  population: number | null;
}

export type Help = "confirmed" | "refuted" | "collecting";

/** ln of the evidence that the share is above the target, and below it; may be infinite in a closed base. */
export interface Evidence {
  up: number;
  down: number;
}

/** Nothing is decided on fewer answers, unless it is certain. */
const FEWEST_ANSWERS = 10;

/** The least number of answers for a verdict: 10, or a third of a small closed list. */
export function minimumOf(population: number | null): number {
  if (population === null) return FEWEST_ANSWERS;
  return Math.min(FEWEST_ANSWERS, Math.ceil(population / 3));
}

export function evidenceOf(question: Question): Evidence {
  return { up: evidenceUp(question), down: evidenceDown(question) };
}

/** ln of the evidence that the share is above the target; on a closed list, that the target is met. */
function evidenceUp(question: Question): number {
  const { population, target } = question;
  if (population === null) return evidenceAbove(question, target);
  const needed = fewestMeeting(target, population);
  return evidenceOfMoreThan(needed - 1, { ...question, population });
}

/** ln of the evidence that the share is below the target; on a closed list, that the target is not met. */
function evidenceDown(question: Question): number {
  const { population, target } = question;
  if (population === null) return evidenceBelow(question, target);
  return evidenceOfFewerThan(fewestMeeting(target, population), { ...question, population });
}

/** Confirmed or refuted where the evidence is decisive, and certain verdicts need no minimum. */
export function helpSays(evidence: Evidence, answers: number, minimum: number): Help {
  const { up, down } = evidence;
  if (up === Number.POSITIVE_INFINITY) return "confirmed";
  if (down === Number.POSITIVE_INFINITY) return "refuted";
  if (answers < minimum) return "collecting";
  if (up >= DECISIVE) return "confirmed";
  return down >= DECISIVE ? "refuted" : "collecting";
}

/** What answers say, looking only at the side of the target that they are on: the other cannot be decisive. */
export function lookAtHelp(question: Question): Help {
  const { answers, helped, target, population } = question;
  const isAbove = 100 * helped >= hundredthsOf(target) * answers;
  if (population !== null) return lookAtList({ ...question, population }, isAbove);
  if (answers < FEWEST_ANSWERS) return "collecting";
  const evidence = isAbove ? evidenceUp(question) : evidenceDown(question);
  if (evidence < DECISIVE) return "collecting";
  return isAbove ? "confirmed" : "refuted";
}

/** The same for a closed list, by its edge. */
function lookAtList(question: Question & { population: number }, isAbove: boolean): Help {
  const { answers, helped, target, population } = question;
  const needed = fewestMeeting(target, population);
  const claim = { population, yes: isAbove ? needed - 1 : population - needed };
  const speaking = isAbove ? helped : answers - helped;
  const isCertain = speaking > claim.yes;
  if (answers < minimumOf(population) && !isCertain) return "collecting";
  if (speaking < fewestDecisive(edgeOf(claim), answers)) return "collecting";
  return isAbove ? "confirmed" : "refuted";
}

/** The true shares left open. Low reaches the target exactly when the evidence above it is decisive. */
export function sharesLeftOpen(question: Question, evidence: Evidence): Range {
  const { population, target } = question;
  if (population !== null) {
    const { fewest, most } = closedRangeOf({ ...question, population });
    return { low: fewest / population, high: most / population };
  }
  const { low, high } = rangeOf(question);
  return {
    low: evidence.up >= DECISIVE ? Math.max(low, target) : Math.min(low, justBelow(target)),
    high: evidence.down >= DECISIVE ? Math.min(high, target) : Math.max(high, justAbove(target)),
  };
}

/** Rounding in the last digit may not make range and verdict disagree. */
const justBelow = (share: number) => share * (1 - Number.EPSILON);
const justAbove = (share: number) => share * (1 + Number.EPSILON);

/** Points on either side of the target within which a share is as good as on it. */
export const CLOSE_POINTS = 5;

/** Whether all shares left open lie within five points of the target, told without drawing the range. */
export function isTooClose(question: Question): boolean {
  const { answers, helped, target, population } = question;
  const distance = Math.abs(100 * helped - hundredthsOf(target) * answers);
  if (answers < FEWEST_ANSWERS || distance >= CLOSE_POINTS * answers) return false;
  const below = pointsBeside(target, -CLOSE_POINTS);
  const above = pointsBeside(target, CLOSE_POINTS);
  if (population === null)
    return evidenceAbove(question, below) > DECISIVE && evidenceBelow(question, above) > DECISIVE;
  const sample = { ...question, population };
  return (
    evidenceOfMoreThan(mostWithin(below, population), sample) >= DECISIVE &&
    evidenceOfFewerThan(fewestMeeting(above, population), sample) >= DECISIVE
  );
}
