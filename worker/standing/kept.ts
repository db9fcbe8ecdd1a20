// Standings as they are kept: read by iteration, written in pieces.

import type { Selectable } from "kysely";
import { prepare, query, rows, wanted } from "../database.ts";
import type { StandingTable } from "../schema.ts";

export type Kept = Selectable<StandingTable>;

/** What is kept of some iterations, by iteration. */
export async function readKept(
  db: D1Database,
  iterations: readonly number[],
): Promise<Map<number, Kept>> {
  const found = await rows(
    db,
    query
      .selectFrom(wanted(iterations))
      .innerJoin("standing", "standing.iteration", "wanted.value")
      .selectAll("standing"),
  );
  return new Map(found.map((row) => [row.iteration, row]));
}

/** All of them travel as one parameter. An iteration that was deleted meanwhile is left out. */
const KEEP = `
REPLACE INTO standing (iteration, rules, revision, day, judgement)
SELECT value ->> 'iteration', value ->> 'rules', value ->> 'revision', value ->> 'day', value ->> 'judgement'
FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM iteration WHERE id = value ->> 'iteration')`;

/** The statement that keeps standings. */
export function keeping(db: D1Database, standings: readonly Kept[]): D1PreparedStatement {
  return db.prepare(KEEP).bind(JSON.stringify(standings));
}

/** The statement that forgets what was judged of an iteration, so that it is judged anew. */
export function forgetting(db: D1Database, iteration: number): D1PreparedStatement {
  return prepare(db, query.deleteFrom("standing").where("iteration", "=", iteration));
}

const staleIf = (condition: string) => `
INSERT INTO revision (iteration, number) SELECT ?1, 1 WHERE ${condition}
ON CONFLICT (iteration) DO UPDATE SET number = number + 1`;

/**
 * Whatever is kept of an iteration is to be judged anew: what else a verdict is told of has changed. To run on the
 * catalogue's database, in the transaction of the change. It counts on, so that who read before the change and writes
 * after it writes what is stale already.
 */
export const MAKE_STALE = staleIf("true");
/** As MAKE_STALE, but only if the statement right before it in the batch changed a row. */
export const MAKE_STALE_IF_CHANGED = staleIf("changes() > 0");
