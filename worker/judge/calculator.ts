// The calculator: what any numbers would say, and how many answers a target needs.

import type { Forecast, Helpfulness, Silence } from "../../contract/verdict.ts";
import { helpfulnessOf } from "./findings.ts";
import { forecastOf } from "./forecast.ts";
import { evidenceOf, helpSays, minimumOf } from "./help.ts";
import { type PlanRow, planningTable } from "./planning.ts";
import { silenceOf } from "./silence.ts";

/** Numbers to judge. What is left out or null takes its usual value. */
export interface Numbers {
  answers: number;
  helped: number;
  /** 0.05–0.95 in hundredths. */
  target: number;
  /** Size of a closed list, 1–5,000. */
  population?: number | null | undefined;
  /** People asked; as many as answered unless said. */
  asked?: number | null | undefined;
  /** Answers needed before anything is decided. */
  minimum?: number | null | undefined;
  /** Counted answers a day. */
  rate?: number | null | undefined;
}

export interface Calculation {
  helpfulness: Helpfulness;
  silence: Silence;
  forecast: Forecast;
}

/** Why numbers cannot be judged, and which one is at fault. */
export interface Refusal {
  field: "helped" | "population" | "asked";
  reason: string;
}

/** What is wrong with numbers, or null. */
export function refusalOf({ answers, helped, population, asked }: Numbers): Refusal | null {
  if (helped > answers) return { field: "helped", reason: "more said yes than have answered" };
  if (asked != null && asked < answers)
    return { field: "asked", reason: "fewer were asked than have answered" };
  if (population != null && answers > population)
    return { field: "population", reason: "more have answered than are on the closed list" };
  return null;
}

/** Helpfulness, silence and forecast of numbers that are not refused. Throws a RangeError for those that are. */
export function calculate(numbers: Numbers): Calculation {
  const refusal = refusalOf(numbers);
  if (refusal) throw new RangeError(`${refusal.field}: ${refusal.reason}`);
  const { answers, helped, target } = numbers;
  const question = { answers, helped, target, population: numbers.population ?? null };
  const minimum = numbers.minimum ?? minimumOf(question.population);
  const evidence = evidenceOf(question);
  const help = helpSays(evidence, answers, minimum);
  return {
    helpfulness: { ...helpfulnessOf(question, evidence), verdict: help, minimum },
    silence: silenceOf({ question, asked: numbers.asked ?? answers, help }),
    forecast: forecastOf(question, evidence, numbers.rate ?? null),
  };
}

export interface Plan {
  target: number;
  population: number | null;
  plan: (PlanRow & { days: number | null })[];
}

/** How many answers a target needs, and days at a rate of answers a day, for each share that may be true. */
export function plan(
  target: number,
  population: number | null = null,
  rate: number | null = null,
): Plan {
  const rows = planningTable(target, population).map((row) => ({
    ...row,
    days: row.answers === null || !rate ? null : row.answers / rate,
  }));
  return { target, population, plan: rows };
}
