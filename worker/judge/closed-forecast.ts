// The forecast for a closed list: how many more of its customers must answer.

import { DECISIVE } from "./evidence.ts";
import type { Outlook } from "./forecast.ts";
import { evidenceOf, type Question } from "./help.ts";

/** A question about a closed list. */
type ClosedQuestion = Question & { population: number };

/**
 * The fewest further answers after which the verdict stands, if of each h further ones
 * h·coming, rounded half up, are yes. Null where even the whole list would not decide that way.
 */
export function closedForecast(question: ClosedQuestion, coming: number): Outlook {
  const direction = coming >= question.target ? "confirmed" : "refuted";
  const left = question.population - question.answers;
  for (let more = 0; more <= left; more++)
    if (decides({ question, coming, direction }, more)) return { direction, more };
  return { direction, more: null };
}

interface Course {
  question: ClosedQuestion;
  coming: number;
  direction: "confirmed" | "refuted";
}

/** Halves round up although binary fractions may fall a hair short of them. */
const HAIR = 1e-9;

function decides({ question, coming, direction }: Course, more: number): boolean {
  const answers = question.answers + more;
  const helped = question.helped + Math.floor(more * coming + 0.5 + HAIR);
  const { up, down } = evidenceOf({ ...question, answers, helped });
  return (direction === "confirmed" ? up : down) >= DECISIVE;
}
