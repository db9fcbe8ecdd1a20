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
 * The events of changes of verdict that were told of a day and are now told of another, or of none. Only days that
 * were over when last judged are compared, and only under the same promise: what a person moved is told as that
 * person's act.
 */
export function movedRuns(story: Story, { before, now, today }: Looks) {
  if (!before || before.rules !== fingerprintOf(story)) return [];
  const told = (JSON.parse(before.judgement) as Judgement).runs.filter(
    (run) => run.since < Math.min(before.day, today),
  );
  const come = now.runs.filter((run) => !holds(told, run));
  return told
    .filter((run) => !holds(now.runs, run))
    .map((run) => eventOf(story, { from: run, to: nearest(run, come) }, today));
}

interface Move {
  from: Run;
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
  const was = dayToText(from.since);
  const told = to ? `moved from ${was} to ${dayToText(to.since)}` : `of ${was} no longer holds`;
  return query
    .insertInto("event")
    .values({
      feature: feature.id,
      iteration: iteration.id,
      at: startOf(today, timeZone),
      kind: "verdict",
      text: `Facts about earlier days have changed: “${from.state}” ${told}`,
      once: `moved ${iteration.id} ${from.state} ${from.since} ${to?.since ?? ""}`,
    })
    .onConflict((conflict) => conflict.column("once").doNothing());
}
