// Deletes a project, and discovered features that nobody wants.

import { sql } from "kysely";
import { prepare, query, rows } from "../../database.ts";
import type { Env } from "../../env.ts";
import { deleteIterations } from "../../ledger/deleting.ts";
import { forgetPeopleOf } from "../../ledger/forgetting.ts";

/** What others add to a project while it is deleted is deleted too, so many times. */
const TRIES = 5;

/**
 * Deletes everything of a project but its audit log, which ends with `line`: a line of the change right before it.
 * What customers did goes first, so that a second try finds it. False if others kept adding features.
 */
export async function deleteProject(
  env: Env,
  project: string,
  line: D1PreparedStatement,
): Promise<boolean> {
  // From here on no signal begins a feature.
  await prepare(env.DB, query.deleteFrom("api_key").where("project", "=", project)).run();
  for (let tries = 0; tries < TRIES; tries++) {
    await deleteContents(env, project);
    if (await deleteEmpty(env, project, line)) return true;
  }
  return false;
}

/** Features and whatever anybody did with them. */
async function deleteContents(env: Env, project: string): Promise<void> {
  const iterations = await rows(
    env.DB,
    query
      .selectFrom("feature")
      .leftJoin("iteration", "iteration.feature", "feature.id")
      .where("feature.project", "=", project)
      .select(["feature.id", "iteration.id as iteration"]),
  );
  const ids = iterations.flatMap(({ iteration }) => (iteration === null ? [] : [iteration]));
  await forgetPeopleOf(env, project, ids);
  await deleteFeatures(env, [...new Set(iterations.map(({ id }) => id))]);
}

/** The project itself, if by now it has no features; whether it is gone. */
async function deleteEmpty(env: Env, project: string, line: D1PreparedStatement) {
  const isEmpty = sql<boolean>`NOT EXISTS (SELECT 1 FROM feature WHERE project = ${project})`;
  const results = await env.DB.batch([
    ...OF_PROJECT.map((table) =>
      prepare(env.DB, query.deleteFrom(table).where("project", "=", project).where(isEmpty)),
    ),
    prepare(env.DB, query.deleteFrom("project").where("id", "=", project).where(isEmpty)),
    line,
  ]);
  return (results[OF_PROJECT.length]?.meta.changes ?? 0) > 0;
}

const OF_PROJECT = [
  ...(["project_origin", "api_key", "dead_letter", "heard", "closed_quarter"] as const),
  ...(["ledger_difference", "member", "token"] as const),
];

const OF_ITERATION = [
  ...(["standing", "revision", "confirmation", "decision", "burst", "burst_look"] as const),
] as const;

/** Deletes features with all that was heard of them; `line` tells of it in the audit log. */
export async function deleteFeatures(
  env: Env,
  features: readonly number[],
  line?: D1PreparedStatement,
): Promise<void> {
  if (features.length === 0) return;
  const ids = sql<number>`(SELECT value FROM json_each(${JSON.stringify(features)}))`;
  const iterations = await rows(
    env.DB,
    query.selectFrom("iteration").where("feature", "in", ids).select("id"),
  );
  const iterationIds = iterations.map(({ id }) => id);
  await deleteIterations(env, iterationIds);
  const these = sql<number>`(SELECT value FROM json_each(${JSON.stringify(iterationIds)}))`;
  await env.DB.batch([
    ...OF_ITERATION.map((table) =>
      prepare(env.DB, query.deleteFrom(table).where("iteration", "in", these)),
    ),
    ...(["event", "goal"] as const).map((table) =>
      prepare(env.DB, query.deleteFrom(table).where("feature", "in", ids)),
    ),
    prepare(env.DB, query.deleteFrom("iteration").where("feature", "in", ids)),
    prepare(env.DB, query.deleteFrom("feature").where("id", "in", ids)),
    ...(line ? [line] : []),
  ]);
}
