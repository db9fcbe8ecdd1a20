// A quarter as the facts stand now: judged as of its last day, or as of today while it runs.

import type { Decision, Quarter, QuarterSummary } from "../../../contract/api/quarters.ts";
import { dayToText } from "../../../contract/day.ts";
import { canPause, countsOf, goalStatus, limboOf } from "../../judge/pit-stop.ts";
import type { DecisionTable } from "../../schema.ts";
import type { Quartered } from "./quarter-held.ts";
import {
  countedItemsOf,
  type Item,
  type Items,
  itemsOf,
  type Look,
  type Read,
  readQuarters,
} from "./quarter-items.ts";

/** A quarter with the verdict of everything it holds. */
export async function liveView(look: Look, quarter: Quartered): Promise<Quarter> {
  const read = await readQuarters(look, quarter);
  const items = await itemsOf(look, read, quarter);
  const { shipped, carried } = items;
  const summary = summaryOf(quarter, items);
  return {
    ...{ id: summary.id, project: look.project.name, from: summary.from, to: summary.to },
    ...{ over: quarter.over, closed: null, live: true, note: null },
    ...{ canPause: summary.canPause, counts: summary.counts },
    headline: headlineOf(quarter, items, read),
    goals: goalsOf(quarter, items, read),
    shipped: shipped.map(shownItem),
    carried: carried.map((item) => ({ ...shownItem(item), from: item.held.from })),
    limbo: limboOf([...shipped, ...carried]).map(shownLimbo),
  };
}

/** Several quarters in short, in their order. */
export async function summaries(
  look: Look,
  quarters: readonly Quartered[],
): Promise<QuarterSummary[]> {
  const [from, to] = [quarters.map((each) => each.from), quarters.map((each) => each.to)];
  const read = await readQuarters(look, { from: Math.min(...from), to: Math.max(...to) });
  const all: QuarterSummary[] = [];
  for (const quarter of quarters)
    all.push(summaryOf(quarter, await countedItemsOf(look, read, quarter)));
  return all;
}

function summaryOf({ id, from, to }: Quartered, { shipped, carried }: Items): QuarterSummary {
  return {
    id,
    from: dayToText(from),
    to: dayToText(to),
    closed: null,
    canPause: canPause(shipped, carried),
    counts: countsOf(shipped),
  };
}

/** What landed, as the goal put it, or else as the feature's definition of done does. */
function headlineOf(quarter: Quartered, { shipped, carried }: Items, { facts }: Read): string[] {
  const goals = facts.goals.filter((goal) => goal.quarter === quarter.id);
  const sentences = [...shipped, ...carried]
    .filter(({ state }) => state === "done")
    .map(({ held: { feature } }) => {
      const goal = goals.find((each) => each.feature.id === feature.id);
      return goal?.value ?? feature.value ?? "";
    });
  return [...new Set(sentences.filter((sentence) => sentence.trim() !== ""))];
}

function goalsOf(
  quarter: Quartered,
  { shipped, carried }: Items,
  { facts }: Read,
): Quarter["goals"] {
  return facts.goals
    .filter((goal) => goal.quarter === quarter.id)
    .map(({ feature, value }) => {
      const its = [...shipped, ...carried].filter((item) => item.feature === feature.key);
      const status = goalStatus(its, quarter.over);
      return { feature: feature.key, name: feature.name, value, status };
    });
}

function shownItem({ held, standing, signed }: Item): Quarter["shipped"][number] {
  const { feature, iteration, decision } = held;
  return {
    feature: feature.key,
    name: feature.name,
    iteration: iteration.label,
    shippedAt: new Date(iteration.shipped_at).toISOString(),
    verdict: standing.verdict,
    signed,
    decision: decision && shownDecision(decision),
  };
}

function shownDecision({ decision, reason, by_name, at }: DecisionTable): Decision {
  return { decision, reason, by: by_name, at: new Date(at).toISOString() };
}

function shownLimbo({ feature, iteration, held, forecast }: Item): Quarter["limbo"][number] {
  return { feature, iteration, from: held.from, forecast };
}
