// A project's features with their iterations and what the judge says of the current ones.

import { sql } from "kysely";
import type { Day } from "../../contract/day.ts";
import { query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../ledger/catalogue.ts";
import { type Standing, standingsAsOf, standingsOf } from "./standing.ts";

export interface Entry {
  feature: Feature;
  iteration: Iteration;
  /** Null for discovered features, which nobody promised anything of. */
  standing: Standing | null;
}

/** The current iteration of each feature, judged today, or as of an earlier day. */
export async function portfolioOf(
  env: Env,
  project: Project,
  given: { now: number; asOf?: Day | undefined },
): Promise<Entry[]> {
  const today = calendarOf(project.time_zone)(given.now);
  const found = await readCurrent(env.DB, project.id);
  const shipped = found.filter(({ iteration }) =>
    isShipped(iteration, project, given.asOf ?? today),
  );
  const standings = await judged(env, { project, entries: shipped, today, asOf: given.asOf });
  return shipped.map((entry) => ({
    ...entry,
    standing: standings.get(entry.iteration.id) ?? null,
  }));
}

/** What the judge says of any iterations, today or as of an earlier day; discovered features are left out. */
export async function judged(
  env: Env,
  given: {
    project: Project;
    entries: readonly { feature: Feature; iteration: Iteration }[];
    today: Day;
    asOf?: Day | undefined;
  },
): Promise<Map<number, Standing>> {
  const timeZone = given.project.time_zone;
  const stories = given.entries
    .filter(({ feature }) => feature.discovered === 0)
    .map(({ feature, iteration }) => ({ feature, iteration, timeZone }));
  const { asOf, today } = given;
  return asOf === undefined || asOf === today
    ? standingsOf(env, stories, today)
    : standingsAsOf(env, stories, asOf);
}

function isShipped(iteration: Iteration, project: Project, day: Day): boolean {
  return calendarOf(project.time_zone)(iteration.shipped_at) <= day;
}

async function readCurrent(db: D1Database, project: string) {
  const found = await rows(
    db,
    query
      .selectFrom("feature")
      .innerJoin("iteration", "iteration.feature", "feature.id")
      .where("feature.project", "=", project)
      .where("iteration.superseded_at", "is", null)
      .selectAll("feature")
      .select([
        "iteration.id as iteration_id",
        "iteration.label",
        "iteration.attempt",
        "iteration.notes",
        "iteration.shipped_at",
        "iteration.sealed_at",
        "iteration.terms",
        "iteration.terms_changes",
        "iteration.checked",
      ])
      .orderBy(sql`feature.key`),
  );
  return found.map((row) => {
    const { iteration_id, label, attempt, notes, shipped_at, sealed_at, ...rest } = row;
    const { terms, terms_changes, checked, ...feature } = rest;
    const iteration: Iteration = {
      id: iteration_id,
      feature: feature.id,
      superseded_at: null,
      ...{ label, attempt, notes, shipped_at, sealed_at, terms, terms_changes, checked },
    };
    return { feature, iteration };
  });
}
