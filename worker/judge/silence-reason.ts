// What silence could hide, in a sentence.

import type { Findings } from "./findings.ts";
import { percent, whole } from "./phrases.ts";

/** Under this share of answers the sentence is shown whatever the verdict. */
export const LOW_RESPONSE = 0.2;

/** Told beside every decided verdict, and always where few of those asked have answered. */
export function silenceReason({ silence, helpfulness }: Findings): string | null {
  const { asked, answered, responseRate, breakEven, grade } = silence;
  if (responseRate === null || breakEven === null) return null;
  if (grade === null && responseRate >= LOW_RESPONSE) return null;
  const told = `${whole(answered)} of ${whole(asked)} people asked have answered`;
  const ending = grade === null ? "" : `, so the verdict is ${grade}`;
  return `${told}; ${turningPoint(breakEven, whole(asked - answered), helpfulness.target)}${ending}`;
}

function turningPoint(breakEven: number, silent: string, target: number): string {
  if (breakEven <= 0)
    return `even if all ${silent} silent ones would say no, ${percent(target)} of those asked would be met`;
  if (breakEven > 1)
    return `even if all ${silent} silent ones would say yes, ${percent(target)} of those asked would not be met`;
  return `all those asked are exactly at the target if ${percent(breakEven)} of the ${silent} silent ones would say yes`;
}
