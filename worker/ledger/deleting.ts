// Deletes what customers did, for whole iterations: a discarded feature's, a sealed iteration's, a project's.

import { sql } from "kysely";
import { prepare, query } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";

/** Deletes journeys and answers of iterations; with `ledger`, all that was ever counted of them too. */
export async function deleteIterations(
  env: Env,
  iterations: readonly number[],
  given: { ledger: boolean },
): Promise<void> {
  const ids = sql<number>`(SELECT value FROM json_each(${JSON.stringify(iterations)}))`;
  const tables = given.ledger
    ? (["journey", "answer", "ledger", "revision", "exclusion"] as const)
    : (["journey", "answer"] as const);
  for (const shard of shardsOf(env)) {
    await shard.batch([
      prepare(
        shard,
        query
          .deleteFrom("triage")
          .where("answer", "in", (from) =>
            from.selectFrom("answer").where("iteration", "in", ids).select("id"),
          ),
      ),
      ...tables.map((table) =>
        prepare(shard, query.deleteFrom(table).where("iteration", "in", ids)),
      ),
    ]);
  }
}
