// Deletes what customers did, for whole iterations: a discarded feature's, a sealed iteration's, a project's.
//
// Some rows at a time, each time in one transaction: D1 gives a statement 30 seconds, and a project may be of any size.

import { type Env, shardsOf } from "../env.ts";
import { ROWS_AT_ONCE } from "./keeping.ts";

/** What journeys a transaction deletes: ?1 iterations, ?2 how many. Read again in it, they are the same ones. */
export const JOURNEYS_AT_ONCE = `
SELECT j.iteration, j.subject FROM json_each(?1) i CROSS JOIN journey j WHERE j.iteration = i.value LIMIT ?2`;

const ANSWERS_AT_ONCE = `
SELECT a.rowid, a.id FROM json_each(?1) i CROSS JOIN answer a WHERE a.iteration = i.value LIMIT ?2`;

const DELETE_TRIAGE = `DELETE FROM triage WHERE answer IN (SELECT id FROM (${ANSWERS_AT_ONCE}))`;
const DELETE_ANSWERS = `DELETE FROM answer WHERE rowid IN (SELECT rowid FROM (${ANSWERS_AT_ONCE}))`;
const DELETE_JOURNEYS = `DELETE FROM journey WHERE (iteration, subject) IN (${JOURNEYS_AT_ONCE})`;

interface Bounds {
  /** Transactions at most; what is left waits for another call. */
  transactions?: number;
  /** What goes with the journeys: statements that take ?1 and ?2 as JOURNEYS_AT_ONCE does. */
  alongside?: readonly string[];
}

/** Deletes journeys and answers of iterations from a shard. Gives whether none are left. */
export async function deleteJourneys(
  shard: D1Database,
  iterations: readonly number[],
  { transactions = Number.POSITIVE_INFINITY, alongside = [] }: Bounds = {},
): Promise<boolean> {
  const ids = JSON.stringify(iterations);
  for (let done = 0; done < transactions; done++) {
    const results = await shard.batch(
      [DELETE_TRIAGE, ...alongside, DELETE_ANSWERS, DELETE_JOURNEYS].map((sql) =>
        shard.prepare(sql).bind(ids, ROWS_AT_ONCE),
      ),
    );
    if (results.slice(-2).every(({ meta }) => meta.changes === 0)) return true;
  }
  return false;
}

const COUNTS = ["ledger", "revision", "exclusion"].map(
  (table) => `DELETE FROM ${table} WHERE iteration IN (SELECT value FROM json_each(?1))`,
);

/** Deletes journeys and answers of iterations, and all that was ever counted of them. */
export async function deleteIterations(env: Env, iterations: readonly number[]): Promise<void> {
  for (const shard of shardsOf(env)) {
    await deleteJourneys(shard, iterations);
    await shard.batch(forgettingCounts(shard, iterations));
  }
}

/** The statements that delete all that was ever counted of iterations. */
export function forgettingCounts(
  shard: D1Database,
  iterations: readonly number[],
): D1PreparedStatement[] {
  const ids = JSON.stringify(iterations);
  return COUNTS.map((sql) => shard.prepare(sql).bind(ids));
}
