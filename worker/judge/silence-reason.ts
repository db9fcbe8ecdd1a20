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
  const ending = grade === null ? "" : `: against silence this verdict is ${grade}`;
  return `${told}; ${turningPoint(breakEven, asked - answered, helpfulness.target)}${ending}`;
}

function turningPoint(breakEven: number, silent: number, target: number): string {
  const aim = percent(target);
  if (breakEven <= 0)
    return `even if the other ${whole(silent)} all said no, ${aim} of all asked would have said yes`;
  if (breakEven > 1)
    return `even if the other ${whole(silent)} all said yes, it would be fewer than ${aim} of all asked`;
  return `all asked would be exactly at the target if ${percent(breakEven)} of the other ${whole(silent)} said yes`;
}
