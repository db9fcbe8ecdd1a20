// Deletes what was folded at the very moment its project or feature was deleted: nobody else would ever find it.

import { sql } from "kysely";
import { batch, query, rows, wanted } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { deleteJourneys, forgettingCounts } from "./deleting.ts";
import { OF_THEIR_PEOPLE } from "./forgetting.ts";

/** Transactions of a run on each shard; what is left waits for the next. */
const TRANSACTIONS_A_RUN = 20;

/** Deletes what shards hold of iterations that are no more. Gives whether nothing is left of it. */
export async function deleteLeftover(env: Env): Promise<boolean> {
  const emptied = await Promise.all(shardsOf(env).map((shard) => deleteFrom(shard, env.DB)));
  return emptied.every(Boolean);
}

async function deleteFrom(shard: D1Database, catalogue: D1Database): Promise<boolean> {
  // Read before the catalogue is: what is made in between is in both.
  const [journeys, answers] = await batch(shard, [heldIn("journey"), heldIn("answer")]);
  const held = new Set([...journeys, ...answers].map(({ iteration }) => iteration));
  const gone = await goneOf(catalogue, [...held]);
  if (gone.length === 0) return true;
  const bounds = { transactions: TRANSACTIONS_A_RUN, alongside: OF_THEIR_PEOPLE };
  const isEmpty = await deleteJourneys(shard, gone, bounds);
  await shard.batch(forgettingCounts(shard, gone));
  return isEmpty;
}

/** The iterations in a table, each found by one look into its index. */
function heldIn(table: "journey" | "answer") {
  const { ref } = sql;
  const next = sql`
    WITH RECURSIVE held (iteration) AS (
      SELECT min(iteration) FROM ${ref(table)}
      UNION ALL
      SELECT (SELECT min(iteration) FROM ${ref(table)} WHERE iteration > held.iteration)
      FROM held WHERE held.iteration IS NOT NULL)
    SELECT iteration FROM held WHERE iteration IS NOT NULL`;
  return query.selectFrom(sql<{ iteration: number }>`(${next})`.as("held")).selectAll();
}

/** Those of some iterations that the catalogue does not know, and that no import on its way will make known. */
async function goneOf(db: D1Database, iterations: readonly number[]): Promise<number[]> {
  const found = await rows(
    db,
    query
      .selectFrom(wanted(iterations))
      .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM iteration WHERE id = wanted.value)`)
      .where(
        sql<boolean>`NOT EXISTS (SELECT 1 FROM import
          WHERE wanted.value BETWEEN first_iteration AND first_iteration + iterations)`,
      )
      .select("wanted.value"),
  );
  return found.map(({ value }) => value);
}
