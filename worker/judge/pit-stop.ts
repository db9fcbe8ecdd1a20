// The pit stop's sums: what landed in a quarter, what became of its goals, and whether one can pause.

import type { Forecast, State } from "../../contract/verdict.ts";
import { about, counted, whole } from "./phrases.ts";

/** An iteration shipped in the quarter, judged as of its last day. */
export interface Shipped {
  feature: string;
  iteration: string;
  state: State;
  forecast: Forecast;
  /** All partners of its definition of done have confirmed. */
  signed: boolean;
  /** Somebody decided what becomes of it. */
  decided: boolean;
  /** The earlier quarter it was shipped in, where it was carried into this one. */
  from?: string;
}

export interface QuarterCounts {
  shipped: number;
  landed: number;
  contradicted: number;
  undecided: number;
  signed: number;
}

export type Outcome = "landed" | "contradicted" | "undecided";

/** What customers say of an iteration, in one word. */
export function outcomeOf(state: State): Outcome {
  if (state === "done") return "landed";
  return state === "collecting" || state === "too-close" ? "undecided" : "contradicted";
}

/** Landed, contradicted and undecided add up to shipped; signed is counted apart. */
export function countsOf(shipped: readonly Shipped[]): QuarterCounts {
  const counts = { shipped: shipped.length, landed: 0, contradicted: 0, undecided: 0, signed: 0 };
  for (const { state, signed } of shipped) {
    counts[outcomeOf(state)]++;
    if (signed) counts.signed++;
  }
  return counts;
}

/** Shipped, not done, and nobody has decided what becomes of it. */
export function limboOf<Each extends Shipped>(shipped: readonly Each[]): Each[] {
  return shipped.filter(({ state, decided }) => state !== "done" && !decided);
}

export interface Pause {
  answer: boolean;
  because: string[];
}

/** One can pause when everything shipped, and everything carried in, is done or deliberately decided. */
export function canPause(shipped: readonly Shipped[], carried: readonly Shipped[] = []): Pause {
  const limbo = limboOf([...shipped, ...carried]);
  if (limbo.length > 0) return { answer: false, because: limbo.map(limboReason) };
  return { answer: true, because: [shippedReason(shipped), ...carriedReason(carried)] };
}

function shippedReason(shipped: readonly Shipped[]): string {
  if (shipped.length === 0) return "nothing was shipped this quarter";
  const done = shipped.filter(({ state }) => state === "done").length;
  const each = `${whole(done)} of ${counted(shipped.length, "shipped iteration")} done`;
  const decided = shipped.length - done;
  return decided === 0 ? each : `${each}, ${whole(decided)} decided`;
}

function carriedReason({ length }: readonly Shipped[]): string[] {
  if (length === 0) return [];
  const verb = length === 1 ? "is" : "are";
  return [`${counted(length, "iteration")} carried in from before ${verb} done or decided`];
}

function limboReason({ feature, iteration, state, forecast, from }: Shipped): string {
  const name = `${feature} ${iteration}${from === undefined ? "" : ` (from ${from})`}`;
  if (outcomeOf(state) === "contradicted") return `${name} is ${state}: decide what becomes of it`;
  if (state === "too-close") return `${name} is within five points of its target: decide on it`;
  return `${name} is still collecting${clearing(forecast)}`;
}

function clearing({ answers, days, say }: Forecast): string {
  if (say !== null) return `: ${say} how many more answers it takes`;
  if (!answers) return "";
  const pace = days === null ? "" : `, ${counted(Math.ceil(days), "day")} at this rate`;
  return `: about ${about(answers)} more answers${pace}`;
}

export type GoalStatus = "planned" | "shipped" | "landed" | "carried-over";

/**
 * What became of a goal, from the iterations of its feature that were shipped in the quarter or carried into it.
 * Once the quarter is `over`, what was not shipped and what is still in limbo is carried over.
 */
export function goalStatus(shipped: readonly Shipped[], over: boolean): GoalStatus {
  if (shipped.some(({ state }) => state === "done")) return "landed";
  const open = shipped.length === 0 || limboOf(shipped).length > 0;
  if (over && open) return "carried-over";
  return shipped.length === 0 ? "planned" : "shipped";
}
