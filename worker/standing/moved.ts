// Late facts can move the day on which a verdict changed; each such move is told once.

import { dayToText } from "../../contract/day.ts";
import { query } from "../database.ts";
import type { Judgement, Run } from "../judge/history.ts";
import type { Story } from "./history.ts";

interface KeptStanding {
  day: number;
  rules: string;
  judgement: string;
}

/** The events of changes that now happened on another day than was said before. */
export function movedRuns(story: Story, before: KeptStanding | undefined, now: Judgement) {
  if (!before) return [];
  const told = (JSON.parse(before.judgement) as Judgement).runs.filter(
    (run) => run.since < before.day,
  );
  return told.flatMap((run) => {
    const same = now.runs.some((each) => each.state === run.state && each.since === run.since);
    return same ? [] : [eventOf(story, run, nearest(run, now.runs))];
  });
}

function nearest(run: Run, runs: readonly Run[]): Run | undefined {
  return runs
    .filter((each) => each.state === run.state)
    .sort((a, b) => Math.abs(a.since - run.since) - Math.abs(b.since - run.since))[0];
}

function eventOf({ feature, iteration }: Story, was: Run, is: Run | undefined) {
  const from = dayToText(was.since);
  const text = is
    ? `Facts that arrived late moved “${was.state}” from ${from} to ${dayToText(is.since)}.`
    : `Facts that arrived late took back “${was.state}” of ${from}.`;
  return query
    .insertInto("event")
    .values({
      feature: feature.id,
      iteration: iteration.id,
      // Told on the day it is about, so that the story reads in order.
      at: was.since * 86_400_000,
      kind: "verdict",
      text,
      once: `moved ${iteration.id} ${was.state} ${was.since} ${is?.since ?? ""}`,
    })
    .onConflict((conflict) => conflict.column("once").doNothing());
}
