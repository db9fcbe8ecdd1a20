// What silence could hide: how far those who were asked and did not answer could overturn a verdict.

import type { Silence } from "../../contract/verdict.ts";
import { firstReaching } from "./first-reaching.ts";
import { evidenceUp, type Help, type Question } from "./help.ts";
import { DECISIVE } from "./ladder.ts";
import { hundredthsOf } from "./share.ts";

/** Points between those who answered and the silent, under which a verdict is fragile, and fair. */
const FRAGILE_POINTS = 10;
const FAIR_POINTS = 25;

export interface Asked {
  question: Question;
  /** People asked: asked, or answered without a recorded ask. */
  asked: number;
  help: Help;
}

export function silenceOf({ question, asked, help }: Asked): Silence {
  const { answers } = question;
  return {
    asked,
    answered: answers,
    responseRate: asked === 0 ? null : answers / asked,
    breakEven: breakEvenOf(question, asked),
    flipPoint: flipPointOf(question),
    flipVerdict: help === "confirmed" ? flipVerdictOf(question) : null,
    grade: help === "collecting" ? null : gradeOf(question, asked),
  };
}

/** (target·asked − s)/(asked − n): below 0 or above 1 the silent cannot bring the group across the target. */
function breakEvenOf({ answers, helped, target }: Question, asked: number): number | null {
  if (asked === answers) return null;
  return ((hundredthsOf(target) * asked) / 100 - helped) / (asked - answers);
}

/** Further no's that bring the share below the target: max(0, ⌊s/target − n⌋ + 1). */
function flipPointOf({ answers, helped, target }: Question): number {
  return Math.max(0, Math.floor((100 * helped) / hundredthsOf(target)) - answers + 1);
}

/** The distance |s/n − breakEven| = asked·|s/n − target|/(asked − n), in whole numbers so that 10 points are 10. */
function gradeOf({ answers, helped, target }: Question, asked: number): Silence["grade"] {
  const silent = asked - answers;
  if (silent === 0) return "solid";
  const distance = asked * Math.abs(100 * helped - hundredthsOf(target) * answers);
  if (distance < FRAGILE_POINTS * answers * silent) return "fragile";
  return distance < FAIR_POINTS * answers * silent ? "fair" : "solid";
}

/** Further no's that take the evidence under decisive; null where none can. */
function flipVerdictOf(question: Question): number | null {
  const lead = (noes: number) =>
    evidenceUp({ ...question, answers: question.answers + noes }) - DECISIVE;
  const most = mostFurther(question);
  if (lead(most) >= 0) return null;
  return firstReaching((noes) => -lead(noes), {
    above: 0,
    atMost: most,
    guess: lead(0) / Math.log1p(question.target * (USUAL_RATIO - 1)),
  });
}

/** The bet that usually leads; what a no costs it is a first guess of what a no costs them all. */
const USUAL_RATIO = 1.5;

/** With twenty no's to each yes no evidence is left that the share is above 5 %, the least target. */
function mostFurther({ population, answers, helped }: Question): number {
  return population === null ? 20 * helped : population - answers;
}
