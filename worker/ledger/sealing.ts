// Seals iterations that were superseded long ago: what each customer did is deleted, the sums stay.

import { prepare, query, rows } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import type { Iteration } from "./catalogue.ts";
import { deleteJourneys } from "./deleting.ts";
import { KEPT_MS } from "./keeping.ts";

/** Transactions of a run on each shard; what is left waits for the next. */
const TRANSACTIONS_A_RUN = 20;

/** Sealed, or due to be: what the nightly work has not come to yet is refused as it will be tomorrow. */
export function isSealed(
  { sealed_at, superseded_at }: Pick<Iteration, "sealed_at" | "superseded_at">,
  now: number,
): boolean {
  return sealed_at !== null || (superseded_at !== null && superseded_at <= now - KEPT_MS);
}

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
  const ids = sealed.map(({ id }) => id);
  const emptied = await Promise.all(
    shardsOf(env).map((shard) => deleteJourneys(shard, ids, { transactions: TRANSACTIONS_A_RUN })),
  );
  return emptied.every(Boolean);
}
