// What silence could hide: how far those who were asked and did not answer could overturn a verdict.

import type { Silence } from "../../contract/verdict.ts";
import { edgeOf, fewestDecisive } from "./closed-boundary.ts";
import { evidenceAbove } from "./evidence.ts";
import { firstReaching } from "./first-reaching.ts";
import type { Help, Question } from "./help.ts";
import { DECISIVE } from "./ladder.ts";
import { fewestMeeting, hundredthsOf } from "./share.ts";

/** Points between those who answered and the silent, under which a verdict is fragile, and fair. */
const FRAGILE_POINTS = 10;
const FAIR_POINTS = 25;

type ClosedQuestion = Question & { population: number };

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
  const { population } = question;
  return population === null ? openFlip(question) : closedFlip({ ...question, population });
}

function openFlip(question: Question): number {
  const lead = (noes: number) =>
    evidenceAbove({ ...question, answers: question.answers + noes }, question.target) - DECISIVE;
  return firstReaching((noes) => -lead(noes), {
    above: 0,
    atMost: NOES_TO_A_YES * question.helped,
    guess: lead(0) / Math.log1p(question.target * (USUAL_RATIO - 1)),
  });
}

function closedFlip({ answers, helped, target, population }: ClosedQuestion): number | null {
  const edge = edgeOf({ population, yes: fewestMeeting(target, population) - 1 });
  for (let all = answers + 1; all <= population; all++)
    if (helped < fewestDecisive(edge, all)) return all - answers;
  return null;
}

/** The bet that usually leads; what a no costs it is a first guess of what a no costs them all. */
const USUAL_RATIO = 1.5;

/** With twenty no's to each yes no evidence is left that the share is above 5 %, the least target. */
const NOES_TO_A_YES = 20;
