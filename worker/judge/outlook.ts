// Where further answers lead, if a given share of them is yes.

import { closedFurtherAnswers } from "./closed-further.ts";
import { mirrored } from "./evidence.ts";
import { furtherAnswers } from "./further.ts";
import type { Question } from "./help.ts";

export interface Outlook {
  direction: "confirmed" | "refuted";
  /** Further answers, not rounded; null where they never decide, or only beyond 10,000. */
  more: number | null;
}

/** The outlook of answers held against a target, for a share `coming` of yes among those to come. */
export function outlook(question: Question, coming: number): Outlook {
  const { target, population } = question;
  const direction = coming >= target ? "confirmed" : "refuted";
  if (population !== null) {
    const more = closedFurtherAnswers({ question: { ...question, population }, coming, direction });
    return { direction, more };
  }
  const more =
    direction === "confirmed"
      ? furtherAnswers(question, target, coming)
      : furtherAnswers(mirrored(question), 1 - target, 1 - coming);
  return { direction, more };
}
