// Seals iterations that were superseded long ago: what each customer did is deleted, the sums stay.

import { prepare, query, rows } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { KEPT_MS, ROWS_AT_ONCE } from "./keeping.ts";

/** Transactions of a run on each shard; what is left waits for the next. */
const PIECES_A_RUN = 20;

/** Seals what is due and deletes what sealed iterations still hold. Gives whether nothing is left of it. */
export async function sealIterations(env: Env, now: number): Promise<boolean> {
  // Sealed first, so that no fact arrives once journeys are deleted: their ledger could not tell it from a new one.
  await prepare(
    env.DB,
    query
      .updateTable("iteration")
      .set({ sealed_at: now })
      .where("superseded_at", "<=", now - KEPT_MS)
      .where("sealed_at", "is", null),
  ).run();
  const sealed = await rows(
    env.DB,
    query.selectFrom("iteration").where("sealed_at", "is not", null).select("id"),
  );
  const ids = JSON.stringify(sealed.map(({ id }) => id));
  const emptied = await Promise.all(shardsOf(env).map((shard) => empty(shard, ids)));
  return emptied.every(Boolean);
}

/** Deletes journeys and answers of iterations, some at a time; whether none are left. */
async function empty(shard: D1Database, ids: string): Promise<boolean> {
  for (let piece = 0; piece < PIECES_A_RUN; piece++) {
    const results = await shard.batch(
      [DELETE_TRIAGE, DELETE_ANSWERS, DELETE_JOURNEYS].map((sql) =>
        shard.prepare(sql).bind(ids, ROWS_AT_ONCE),
      ),
    );
    if (results.slice(1).every(({ meta }) => meta.changes === 0)) return true;
  }
  return false;
}

const SEALED = "json_each(?1) sealed CROSS JOIN";
const ANSWERS = `SELECT a.rowid, a.id FROM ${SEALED} answer a WHERE a.iteration = sealed.value LIMIT ?2`;

const DELETE_TRIAGE = `DELETE FROM triage WHERE answer IN (SELECT id FROM (${ANSWERS}))`;
const DELETE_ANSWERS = `DELETE FROM answer WHERE rowid IN (SELECT rowid FROM (${ANSWERS}))`;
const DELETE_JOURNEYS = `DELETE FROM journey WHERE (iteration, subject) IN (
  SELECT j.iteration, j.subject FROM ${SEALED} journey j WHERE j.iteration = sealed.value LIMIT ?2)`;
