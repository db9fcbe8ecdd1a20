// Compares the odds ladder with other rules: how often each errs when watched, and how many answers it takes.

import { DECISIVE } from "../../worker/judge/ladder.ts";
import { simulate } from "./betting.ts";
import { ANSWERS, boundsOf, type Course, courseOf } from "./exact.ts";
import {
  asymptotic,
  bayes,
  betaBinomial,
  type Family,
  oddsLadder,
  oneSidedUniform,
  told,
  wilson,
} from "./rules.ts";
import { printTable } from "./table.ts";

const TARGETS = [0.5, 0.6, 0.7, 0.8, 0.9];
const DISTANCES = [0.05, 0.1, 0.15, 0.2];
/** Simulated features for the one rule that cannot be walked exactly. */
const SIMULATED = { errors: 20_000, answers: 4_000 };

/** The truths about a target for which answers are counted, on one side of it. */
function truthsOn(target: number, side: 1 | -1): number[] {
  const truths = DISTANCES.map((distance) => Math.round((target + side * distance) * 100) / 100);
  return truths.filter((truth) => truth < 1);
}

const truthsOf = (target: number) => [...truthsOn(target, -1), ...truthsOn(target, 1)];

/** Answers that any rule erring in at most 1 of 20 needs on average: ln 20 / KL(truth‖target). */
function floorOf(truth: number, target: number): number {
  const divergence =
    truth * Math.log(truth / target) + (1 - truth) * Math.log((1 - truth) / (1 - target));
  return DECISIVE / divergence;
}

/** A rule's course for a truth about a target. */
type Follow = (target: number) => (truth: number) => Course;

const exactly =
  (family: Family): Follow =>
  (target) => {
    const bounds = boundsOf(family(target));
    return (truth) => courseOf(bounds, truth);
  };

const simulated: Follow = (target) => (truth) =>
  simulate(target, truth, {
    features: truth === target ? SIMULATED.errors : SIMULATED.answers,
    seed: 20_261,
  });

interface Result {
  confirmed: number;
  refuted: number;
  /** Answers ÷ floor, for each target and truth. */
  ratios: number[];
}

function resultOf(follow: Follow): Result {
  const result: Result = { confirmed: 0, refuted: 0, ratios: [] };
  for (const target of TARGETS) {
    const course = follow(target);
    const { confirmed, refuted } = course(target);
    result.confirmed = Math.max(result.confirmed, confirmed);
    result.refuted = Math.max(result.refuted, refuted);
    for (const truth of truthsOf(target))
      result.ratios.push(course(truth).answers / floorOf(truth, target));
  }
  return result;
}

/** Told the possible truths, and set so that it errs in exactly 1 of 20: what no rule can beat by much. */
function bestRatios(): number[] {
  return TARGETS.flatMap((target) =>
    ([1, -1] as const).flatMap((side) => {
      const truths = truthsOn(target, side);
      const bounds = boundsOf(told(truths, target, calibrated(truths, target)));
      return truths.map((truth) => courseOf(bounds, truth).answers / floorOf(truth, target));
    }),
  );
}

function calibrated(truths: readonly number[], target: number): number {
  let [low, high] = [DECISIVE - 1, DECISIVE];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    const { confirmed, refuted } = courseOf(boundsOf(told(truths, target, middle)), target);
    if (confirmed + refuted > 1 / 20) low = middle;
    else high = middle;
  }
  return high;
}

const RULES: [name: string, follow: Follow, isValid: boolean][] = [
  ["Wilson 95 %, looked at as it goes", exactly(wilson), false],
  ["Bayes P >= 95 %, looked at as it goes", exactly(bayes), false],
  ["asymptotic confidence sequence", exactly(asymptotic), false],
  ["betting (aGRAPA), simulated", simulated, true],
  ["beta-binomial mixture, two-sided", exactly(betaBinomial), true],
  ["one-sided uniform mixture", exactly(oneSidedUniform), true],
  ["odds ladder", exactly(oddsLadder), true],
];

function inWords(ratios: readonly number[]): string {
  const mean = ratios.reduce((total, ratio) => total + ratio, 0) / ratios.length;
  return `${mean.toFixed(2)} (${Math.max(...ratios).toFixed(2)})`;
}

function printRules(): void {
  const rows = RULES.map(([name, follow, isValid]) => {
    const { confirmed, refuted, ratios } = resultOf(follow);
    const answers = isValid ? inWords(ratios) : "not valid";
    return [name, confirmed.toFixed(3), refuted.toFixed(3), answers];
  });
  rows.push(["best any rule could do, told the truths", "0.050", "0.050", inWords(bestRatios())]);
  printTable(
    `Watched after each of ${ANSWERS} answers`,
    ["rule", "worst false confirmed", "worst false refuted", "answers ÷ floor, mean (worst)"],
    rows,
  );
}

function printAnswers(): void {
  const course = exactly(oddsLadder)(0.7);
  const rows = [0.8, 0.85, 0.9, 0.6, 0.5].map((truth) => [
    `${Math.round(truth * 100)} %`,
    course(truth).answers.toFixed(0),
    floorOf(truth, 0.7).toFixed(0),
  ]);
  printTable(
    "Answers the odds ladder takes at a target of 70 %",
    ["truth", "answers", "floor"],
    rows,
  );
}

export function run(): void {
  printRules();
  printAnswers();
}
