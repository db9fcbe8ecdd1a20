// How many further answers decide on a closed list, if a given share of them is yes.

import { edgeOf, fewestDecisive } from "./closed-boundary.ts";
import type { Question } from "./help.ts";
import { fewestMeeting } from "./share.ts";

export interface ClosedCourse {
  question: Question & { population: number };
  /** The share of yes among further answers: of h of them h·coming, rounded half up, are yes. */
  coming: number;
  direction: "confirmed" | "refuted";
}

/** Halves round up although binary fractions may fall a hair short of them. */
const HAIR = 1e-9;

/** The fewest further answers after which the verdict stands, null where the whole list would not decide. */
export function closedFurtherAnswers({ question, coming, direction }: ClosedCourse): number | null {
  const { population, answers, helped, target } = question;
  const needed = fewestMeeting(target, population);
  const isUp = direction === "confirmed";
  const edge = edgeOf({ population, yes: isUp ? needed - 1 : population - needed });
  for (let more = 0; answers + more <= population; more++) {
    const yes = helped + Math.floor(more * coming + 0.5 + HAIR);
    const speaking = isUp ? yes : answers + more - yes;
    if (speaking >= fewestDecisive(edge, answers + more)) return more;
  }
  return null;
}
