// What is kept of a project's quarters: iterations, goals, decisions, sign-offs and what was closed.

import { sql } from "kysely";
import type { Day } from "../../../contract/day.ts";
import { batch, query } from "../../database.ts";
import { calendarOf, startOf } from "../../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../../ledger/catalogue.ts";
import type { DecisionTable } from "../../schema.ts";
import { completing, partnerNames } from "../../standing/sign-off.ts";

/** An iteration of an adopted feature. */
export interface Release {
  feature: Feature;
  iteration: Iteration;
  shippedOn: Day;
  /** Everybody whose word is needed has confirmed it. */
  signed: boolean;
}

/** What a closed quarter said of one iteration. */
export interface Mention {
  feature: string;
  iteration: string;
}

export interface Closed {
  quarter: string;
  /** All it held, shipped in it or carried into it. */
  held: Mention[];
  limbo: Mention[];
}

export interface QuarterFacts {
  project: Project;
  today: Day;
  /** All that may belong to the quarters read, in the order in which they were shipped. */
  releases: Release[];
  goals: { quarter: string; feature: Feature; value: string }[];
  decisions: DecisionTable[];
  closed: Map<string, Closed>;
}

/** Reads what any quarters need whose first day is at or after `from`, and whose last is at or before `to`. */
export async function readQuarterFacts(
  db: D1Database,
  project: Project,
  { from, to, now }: { from: Day; to: Day; now: number },
): Promise<QuarterFacts> {
  const [features, iterations, confirmations, goals, decisions, closed] = await batch(db, [
    query
      .selectFrom("feature")
      .where("project", "=", project.id)
      .where("discovered", "=", 0)
      .selectAll(),
    iterationsWithin(project, from, to),
    confirmationsOf(project.id),
    query.selectFrom("goal").where("project", "=", project.id).orderBy("quarter").selectAll(),
    query.selectFrom("decision").where("project", "=", project.id).selectAll(),
    closedOf(project.id),
  ]);
  const known = new Map(features.map((feature) => [feature.id, feature]));
  const words = Map.groupBy(confirmations, ({ iteration }) => iteration);
  const releaseOf = (iteration: Iteration): Release[] => {
    const feature = known.get(iteration.feature);
    if (!feature) return [];
    const shippedOn = calendarOf(project.time_zone)(iteration.shipped_at);
    const last = completing(partnerNames(feature), words.get(iteration.id) ?? [], now);
    return [{ feature, iteration, shippedOn, signed: last !== undefined }];
  };
  return {
    project,
    today: calendarOf(project.time_zone)(now),
    releases: iterations.flatMap(releaseOf),
    goals: goals.flatMap(({ quarter, value, ...goal }) => {
      const feature = known.get(goal.feature);
      return feature ? [{ quarter, feature, value }] : [];
    }),
    decisions,
    closed: new Map(closed.map((row) => [row.quarter, closedFrom(row)])),
  };
}

/** Shipped until the last day, and not replaced before the first. */
function iterationsWithin(project: Project, from: Day, to: Day) {
  const start = startOf(from, project.time_zone);
  return query
    .selectFrom("iteration")
    .innerJoin("feature", "feature.id", "iteration.feature")
    .where("feature.project", "=", project.id)
    .where("feature.discovered", "=", 0)
    .where("iteration.shipped_at", "<", startOf(to + 1, project.time_zone))
    .where((is) => is.or([is("superseded_at", "is", null), is("superseded_at", ">=", start)]))
    .orderBy("iteration.shipped_at")
    .orderBy("iteration.id")
    .selectAll("iteration");
}

function confirmationsOf(project: string) {
  return query
    .selectFrom("confirmation")
    .innerJoin("iteration", "iteration.id", "confirmation.iteration")
    .innerJoin("feature", "feature.id", "iteration.feature")
    .where("feature.project", "=", project)
    .where("confirmation.ended_at", "is", null)
    .select(["confirmation.iteration", "partner", "at", "ended_at"]);
}

/** Of each closed quarter only what later ones ask for: its whole document may be large. */
function closedOf(project: string) {
  const mentions = (list: string) =>
    sql<string>`(SELECT json_group_array(json_object(
      'feature', value ->> 'feature', 'iteration', value ->> 'iteration'))
      FROM json_each(closed_quarter.frozen, ${sql.lit(`$.${list}`)}))`;
  return query
    .selectFrom("closed_quarter")
    .where("project", "=", project)
    .select("quarter")
    .select(mentions("shipped").as("shipped"))
    .select(mentions("carried").as("carried"))
    .select(mentions("limbo").as("limbo"));
}

function closedFrom(row: {
  quarter: string;
  shipped: string;
  carried: string;
  limbo: string;
}): Closed {
  const read = (json: string) => JSON.parse(json) as Mention[];
  return {
    quarter: row.quarter,
    held: [...read(row.shipped), ...read(row.carried)],
    limbo: read(row.limbo),
  };
}
