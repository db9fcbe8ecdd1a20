// Late facts, and facts taken out, can move the day on which a verdict changed; each such move is told once.

import { type Day, dayToText } from "../../contract/day.ts";
import { query } from "../database.ts";
import type { Judgement, Run } from "../judge/history.ts";
import { startOf } from "../ledger/calendar.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Story } from "./history.ts";
import type { Kept } from "./kept.ts";

interface Looks {
  before: Kept | undefined;
  now: Judgement;
  today: Day;
}

/**
 * The events of changes that are now said of another day than they were. Only days that were over when last
 * judged are compared, and only under the same promise: what a person moved is told as that person's act.
 */
export function movedRuns(story: Story, { before, now, today }: Looks) {
  if (!before || before.rules !== fingerprintOf(story)) return [];
  const over = (runs: readonly Run[]) => runs.filter((run) => run.since < before.day);
  const was = over((JSON.parse(before.judgement) as Judgement).runs);
  const is = over(now.runs);
  const gone = was.filter((run) => !holds(is, run));
  const come = now.runs.filter((run) => !holds(was, run));
  const moves = gone.map((run) => ({ from: run, to: nearest(run, come) }));
  const brought = come.filter(
    (run) => run.since < before.day && !moves.some(({ to }) => to === run),
  );
  return [...moves, ...brought.map((to) => ({ from: undefined, to }))].map((move) =>
    eventOf(story, move, today),
  );
}

interface Move {
  from: Run | undefined;
  to: Run | undefined;
}

function holds(runs: readonly Run[], run: Run): boolean {
  return runs.some(({ state, since }) => state === run.state && since === run.since);
}

function nearest(run: Run, runs: readonly Run[]): Run | undefined {
  return runs
    .filter((each) => each.state === run.state)
    .sort((a, b) => Math.abs(a.since - run.since) - Math.abs(b.since - run.since))[0];
}

function eventOf({ feature, iteration, timeZone }: Story, { from, to }: Move, today: Day) {
  const run = to ?? from;
  return query
    .insertInto("event")
    .values({
      feature: feature.id,
      iteration: iteration.id,
      at: startOf(today, timeZone),
      kind: "verdict",
      text: `Facts about earlier days have changed: ${told(run?.state ?? "", from, to)}`,
      once: `moved ${iteration.id} ${run?.state} ${from?.since ?? ""} ${to?.since ?? ""}`,
    })
    .onConflict((conflict) => conflict.column("once").doNothing());
}

function told(state: string, from: Run | undefined, to: Run | undefined): string {
  const day = (run: Run) => dayToText(run.since);
  if (from && to) return `“${state}” moved from ${day(from)} to ${day(to)}`;
  if (from) return `“${state}” of ${day(from)} no longer holds`;
  return to ? `“${state}” now holds from ${day(to)}` : "";
}
