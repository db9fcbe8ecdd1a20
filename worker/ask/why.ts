// The gate trace for one person: every gate, what it saw, and when it will pass.

import type { Why } from "../../contract/ask.ts";
import { dayToText } from "../../contract/day.ts";
import type { Env } from "../env.ts";
import { tryGates } from "./gates.ts";
import { type AskQuestion, askedIteration } from "./question.ts";
import { readAskState } from "./state.ts";

/** Replays the gates without taking anything. */
export async function explain(env: Env, question: AskQuestion): Promise<Why> {
  const iteration = askedIteration(question);
  if (!iteration) return { ask: false, reason: "discovered", gates: [] };
  const state = await readAskState(env, question, iteration);
  const { reason, gates } = tryGates(state);
  return { ask: reason === null, reason, gates: gates.map(inWords) };
}

/** Gates that look at days name them as dates. */
const DAY_GATES = new Set(["answered", "asked", "resting", "too-early"]);

function inWords(gate: Why["gates"][number]): Why["gates"][number] {
  const isDay = DAY_GATES.has(gate.gate) && typeof gate.value === "number";
  return isDay ? { ...gate, value: dayToText(Number(gate.value)) } : gate;
}
