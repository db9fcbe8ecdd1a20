// What would change a verdict, in sentences made of its own numbers.

import type { Adoption, Helpfulness, State, Unit, Verdict } from "../../contract/verdict.ts";
import { dayWords } from "./days.ts";
import { about, count, counted, percent } from "./numbers.ts";

export function changesOf(verdict: Verdict): string[] {
  return [...BY_STATE[verdict.state](verdict), ...always(verdict)].filter((one) => one !== null);
}

const BY_STATE: Record<State, (verdict: Verdict) => (string | null)[]> = {
  collecting: (verdict) => [answersToCome(verdict), adoptionChange(verdict)],
  done: (verdict) => [slipChange(verdict), depthOf(verdict)],
  slipping: () => [
    "Looking into it and writing down what you found: the watch then starts afresh the day after.",
  ],
  "not-reached": (verdict) => [adoptionChange(verdict), helpChange(verdict)],
  "not-helping": (verdict) => [refutedStands(verdict)],
  neither: (verdict) => [refutedStands(verdict), adoptionChange(verdict)],
  "too-close": (verdict) => [
    "More answers would hardly settle it. Sign it with your reason, or ship something better.",
    adoptionChange(verdict),
  ],
};

/** True whatever the state: a new iteration asks anew. */
function always({ state }: Verdict): string[] {
  if (state === "collecting") return [];
  return ["Shipping a new iteration: it starts with no evidence and is judged on its own."];
}

/** How many, the forecast among the reasons says already. */
function answersToCome({ helpfulness, forecast, unit }: Verdict): string | null {
  const missing = helpfulness.minimum - helpfulness.answers;
  if (missing > 0) return fewAnswers(missing, helpfulness, unit);
  if (helpfulness.verdict === "confirmed" || forecast.direction === null) return null;
  const verb = forecast.direction === "refuted" ? "refute" : "confirm";
  return `More answers like the ones so far: they would ${verb} that it helps.`;
}

function fewAnswers(missing: number, { minimum }: Helpfulness, unit: Unit): string {
  const who = missing === 1 ? `one more ${unit}` : `${count(missing)} more ${unit}s`;
  return `Answers of ${who}: before there are ${minimum}, nothing is decided.`;
}

function helpChange({ helpfulness, forecast, unit }: Verdict): string | null {
  if (helpfulness.verdict === "confirmed") return null;
  const missing = helpfulness.minimum - helpfulness.answers;
  if (missing > 0) return fewAnswers(missing, helpfulness, unit);
  if (forecast.answers === null || forecast.answers === 0) return null;
  const verb = forecast.direction === "refuted" ? "refute" : "confirm";
  const when = forecast.days === null ? "" : `, ${counted(Math.ceil(forecast.days), "day")}`;
  return `About ${about(forecast.answers)} more answers like the ones so far would ${verb} that it helps${when}.`;
}

/** Units that must still adopt for the target to be met among those reached so far. */
export function stillToAdopt({ target, reached, adopted }: Adoption): number {
  return Math.max(0, Math.ceil(Number((target * reached).toFixed(6))) - adopted);
}

function adoptionChange({ adoption, unit }: Verdict): string | null {
  const { verdict, reached, judgedOn, window, rule, target } = adoption;
  if (verdict === "met") return null;
  if (reached < 10) return `At least 10 ${unit}s must have met it before adoption is judged.`;
  const how = rule === "once" ? "using it" : "coming back on a second day";
  const missing = stillToAdopt(adoption);
  if (missing === 0 && judgedOn === null)
    return `Time: half of those who met it must have had their ${window} days.`;
  return `${counted(missing, `more ${unit}`, `more ${unit}s`)} ${how}: that would be ${percent(target)} of the ${count(reached)} reached so far.`;
}

function slipChange({ helpfulness }: Verdict): string {
  const { later } = helpfulness;
  const heard = later?.answers
    ? ` Since then ${count(later.helped)} of ${counted(later.answers, "further answer")} said it helped.`
    : "";
  return `Answers that become clearly worse than the target: then it is slipping.${heard}`;
}

function depthOf({ silence }: Verdict): string | null {
  if (silence.flipVerdict === null) return null;
  return `The confirmation itself stands; on the day it was decided, ${counted(silence.flipVerdict, "further no", "further noes")} would have left it open.`;
}

function refutedStands({ helpfulness }: Verdict): string {
  const on = decidedOn(helpfulness);
  return `Not more answers: that it does not help enough was clear${on}, and stands for this iteration and target.`;
}

function decidedOn({ decidedOn: day }: Helpfulness): string {
  return day === null ? "" : ` on ${dayWords(day)}`;
}
