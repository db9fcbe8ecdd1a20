// What people write into a quarter: goals, decisions, and its end. Nothing is written into a closed one.

import type { Env } from "../../env.ts";
import type { Call } from "../../handler.ts";
import { type AuditLine, auditLineOfChange } from "../../people/audit.ts";

/** A quarter of a project, and who writes into it when. */
export interface Writing {
  env: Env;
  project: string;
  quarter: string;
  now: number;
  by: string;
}

type Told = Pick<AuditLine, "action" | "subject" | "before" | "after">;

const WHILE_OPEN =
  "WHERE NOT EXISTS (SELECT 1 FROM closed_quarter WHERE project = ?1 AND quarter = ?2)";

const PUT_GOAL = `INSERT INTO goal (project, quarter, feature, value)
  SELECT ?1, ?2, ?3, ?4 ${WHILE_OPEN}
  ON CONFLICT (project, quarter, feature) DO UPDATE SET value = excluded.value
    WHERE value <> excluded.value`;

const TAKE_GOAL = `DELETE FROM goal ${WHILE_OPEN} AND project = ?1 AND quarter = ?2 AND feature = ?3`;

const DECIDE = `INSERT INTO decision (project, quarter, iteration, decision, reason, by_name, at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 ${WHILE_OPEN}
  ON CONFLICT (project, quarter, iteration) DO UPDATE SET
    decision = excluded.decision, reason = excluded.reason, by_name = excluded.by_name, at = excluded.at`;

/** All that people have written into a quarter: what is frozen must hold the last of it. */
const WRITTEN = `(SELECT json_group_array(json_array(feature, value))
    FROM goal WHERE project = ?1 AND quarter = ?2)
  || (SELECT json_group_array(json_array(iteration, decision, reason, by_name, at))
    FROM decision WHERE project = ?1 AND quarter = ?2)`;

const CLOSE = `INSERT INTO closed_quarter (project, quarter, by_name, at, frozen)
  SELECT ?1, ?2, ?3, ?4, ?5 WHERE ${WRITTEN} = ?6
  ON CONFLICT (project, quarter) DO NOTHING`;

export function putGoal(writing: Writing, goal: { feature: number; value: string }, told: Told) {
  return write(writing, { sql: PUT_GOAL, values: [goal.feature, goal.value], told });
}

export function takeGoal(writing: Writing, feature: number, told: Told) {
  return write(writing, { sql: TAKE_GOAL, values: [feature], told });
}

type Decided = Call<"PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}">;

export function decide(
  writing: Writing,
  given: { iteration: number } & Decided["body"],
  told: Told,
) {
  const { iteration, decision, reason = null } = given;
  const values = [iteration, decision, reason, writing.by, writing.now];
  return write(writing, { sql: DECIDE, values, told });
}

/** `written` is what `writtenIn` gave before the document was made: whatever came since makes closing fail. */
export function close(writing: Writing, given: { frozen: string; written: string }, told: Told) {
  const values = [writing.by, writing.now, given.frozen, given.written];
  return write(writing, { sql: CLOSE, values, told });
}

export async function writtenIn({ env, project, quarter }: Writing): Promise<string> {
  const row = await env.DB.prepare(`SELECT ${WRITTEN} AS written`)
    .bind(project, quarter)
    .first<{ written: string }>();
  return row?.written ?? "";
}

/** Writes with a line in the audit log; whether anything changed. */
async function write(
  { env, project, quarter, now, by }: Writing,
  given: { sql: string; values: readonly (string | number | null)[]; told: Told },
): Promise<boolean> {
  const [written] = await env.DB.batch([
    env.DB.prepare(given.sql).bind(project, quarter, ...given.values),
    auditLineOfChange(env.DB, { project, now, by, ...given.told }),
  ]);
  return (written?.meta.changes ?? 0) > 0;
}
