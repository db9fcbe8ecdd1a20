// A feature's story: what was shipped, promised, found, signed and decided, each told once, oldest first.

import type { FeatureDetail } from "../../../contract/api/features.ts";
import type { State } from "../../../contract/verdict.ts";
import { query, rows } from "../../database.ts";
import { startOf } from "../../ledger/calendar.ts";
import type { Iteration } from "../../ledger/catalogue.ts";
import { changesOf, checksOf } from "../../standing/history.ts";
import type { Standing } from "../../standing/standing.ts";
import { changeText } from "./promise-words.ts";

type Entry = FeatureDetail["timeline"][number];
type Told = Omit<Entry, "at"> & { at: number };

interface Given {
  feature: number;
  /** Only heard of: nobody has shipped it. */
  discovered: boolean;
  timeZone: string;
  iterations: readonly Iteration[];
  /** By iteration; none of a discovered feature's. */
  standings: ReadonlyMap<number, Standing>;
  /** The story is told up to this moment. */
  until: number;
}

/** Shipping, promises and verdicts are read off what they are kept in; acts of people are kept as events. */
export async function timelineOf(db: D1Database, given: Given): Promise<Entry[]> {
  const told = [
    ...(given.discovered ? [] : given.iterations.map(shippedEntry)),
    ...given.iterations.flatMap(promiseEntries),
    ...(await readEvents(db, given.feature)),
    ...given.iterations.flatMap((iteration) => verdictEntries(iteration, given)),
  ];
  return told
    .filter(({ at }) => at <= given.until)
    .sort((a, b) => a.at - b.at)
    .map(({ at, kind, text }) => ({ at: new Date(at).toISOString(), kind, text: sentence(text) }));
}

/** Whatever it is told by ends with a full stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function shippedEntry({ label, shipped_at, notes }: Iteration): Told {
  const text = `Iteration ${label} was shipped${notes ? `: ${notes}` : ""}`;
  return { at: shipped_at, kind: "shipped", text };
}

function promiseEntries(iteration: Iteration): Told[] {
  return changesOf(iteration).map((change) => ({
    at: change.at,
    kind: "target",
    text: changeText(change),
  }));
}

async function readEvents(db: D1Database, feature: number): Promise<Told[]> {
  const events = await rows(
    db,
    query
      .selectFrom("event")
      .where("feature", "=", feature)
      .orderBy("at")
      .orderBy("id")
      .select(["at", "kind", "text"]),
  );
  return events.map(({ at, kind, text }) => ({ at, kind: kind as Entry["kind"], text }));
}

const IS: Record<State, string> = {
  collecting: "is collecting",
  done: "is done",
  "not-reached": "is not reached",
  "not-helping": "is not helping",
  neither: "is neither reached nor helping",
  "too-close": "is too close to its target to call",
  slipping: "is slipping",
};

/** Every change of verdict with the reasons of its first day. That it collects at first goes without saying. */
function verdictEntries(iteration: Iteration, { standings, timeZone }: Given): Told[] {
  const runs = standings.get(iteration.id)?.runs ?? [];
  return runs.slice(1).map(({ state, since, because }) => ({
    at: momentOf(since, iteration, timeZone),
    kind: "verdict",
    text: `Iteration ${iteration.label} ${IS[state]}: ${because.join("; ")}`,
  }));
}

/** A day's verdict is told at its beginning, or after the act of that day that it follows from. */
function momentOf(day: number, iteration: Iteration, timeZone: string): number {
  const acts = [...changesOf(iteration), ...checksOf(iteration)].filter((act) => act.day === day);
  return Math.max(startOf(day, timeZone), ...acts.map(({ at }) => at));
}
