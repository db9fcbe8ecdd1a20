// The quarters of a project in short, newest first: since the first shipped iteration, and those with goals.

import type { QuarterSummary } from "../../../contract/api/quarters.ts";
import { quarterAfter, quarterOf } from "../../../contract/quarter.ts";
import { batch, query } from "../../database.ts";
import type { Call } from "../../handler.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import { invalid } from "../../problem.ts";
import { closedSummaries } from "./quarter-closed.ts";
import { quartered } from "./quarter-held.ts";
import type { Look } from "./quarter-items.ts";
import { summaries } from "./quarter-view.ts";

/** Quarters a page: two years, or as many as were asked for, up to five. */
const PAGE = 8;
const LONGEST_PAGE = 20;

export async function listQuarters({
  env,
  project,
  query,
  now,
}: Call<"GET /projects/{project}/quarters">) {
  const look = { env, project, now };
  const closed = await closedSummaries(look);
  const all = await idsOf(look, [...closed.keys()]);
  const { cursor, limit = PAGE } = query;
  const start = cursor === undefined ? 0 : all.indexOf(cursor) + 1;
  if (cursor !== undefined && start === 0) return invalid("cursor", "is none of this list");
  const page = all.slice(start, start + Math.min(limit, LONGEST_PAGE));
  const items = await summariesOf(look, page, closed);
  const last = page.at(-1);
  return { items, cursor: last !== undefined && last !== all.at(-1) ? last : null };
}

/** Every quarter there is to tell of, newest first. Ids sort as the quarters follow each other. */
async function idsOf({ env, project, now }: Look, closed: readonly string[]): Promise<string[]> {
  const [[shipped], goals] = await batch(env.DB, [
    query
      .selectFrom("iteration")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .where("feature.project", "=", project.id)
      .where("feature.discovered", "=", 0)
      .select((select) => select.fn.min("iteration.shipped_at").as("first")),
    query.selectFrom("goal").where("project", "=", project.id).select("quarter").distinct(),
  ]);
  const quarterAt = (at: number) =>
    quarterOf(calendarOf(project.time_zone)(at), project.fiscal_start_month);
  const since = quarterAt(Math.min(shipped?.first ?? now, now));
  const running = between(since, quarterAt(now));
  const all = new Set([...running, ...goals.map(({ quarter }) => quarter), ...closed]);
  return [...all].sort().reverse();
}

function between(since: string, until: string): string[] {
  const ids = [until];
  for (let id: string | null = until; id !== null && id > since; ) {
    id = quarterAfter(id, -1);
    if (id !== null) ids.push(id);
  }
  return ids;
}

async function summariesOf(
  look: Look,
  page: readonly string[],
  closed: ReadonlyMap<string, QuarterSummary>,
): Promise<QuarterSummary[]> {
  const { project, now } = look;
  const today = calendarOf(project.time_zone)(now);
  const open = page
    .filter((id) => !closed.has(id))
    .flatMap((id) => quartered(id, project.fiscal_start_month, today) ?? []);
  const told = open.length > 0 ? await summaries(look, open) : [];
  const live = new Map(told.map((each) => [each.id, each]));
  return page.flatMap((id) => closed.get(id) ?? live.get(id) ?? []);
}
