// What is already held about the people a request speaks of: one read on each shard concerned.

import { type Env, shardsOf } from "../env.ts";
import type { DaysHeld } from "../ledger/absorbed.ts";
import { shardOf } from "../ledger/subject.ts";

/** Journeys are read where no more than so many may be: a page's request, and a back end's small ones. */
const FEW = 200;

export interface Held {
  /** When they were last erased, ms; facts from before are refused. */
  erasedAt: number | null;
  /** The iterations they were ever granted an ask for. */
  grants: readonly number[];
  /** Whether anything of theirs is kept: a journey with a named feature, a refusal, a prompt. */
  known: boolean;
  /** Their journeys, by iteration; none where many may be. */
  journeys: ReadonlyMap<number, DaysHeld>;
}

export interface HeldAsked {
  env: Env;
  /** Pseudonyms. */
  customers: readonly string[];
  /** Iterations of the named features. */
  iterations: readonly number[];
  project: string;
}

/** What is held of each customer, and the rows the project wrote today, about, on all shards together. */
export async function readHeld(
  asked: HeldAsked,
): Promise<{ held: Map<string, Held>; written: number }> {
  const shards = shardsOf(asked.env);
  const held = new Map<string, Held>();
  let most = 0;
  await Promise.all(
    shards.map(async (shard, index) => {
      const here = asked.customers.filter((each) => shardOf(each, shards.length) === index);
      if (here.length === 0) return;
      for (const row of await readShard(shard, here, asked)) {
        if (row.customer !== null) held.set(row.customer, heldOf(row));
        most = Math.max(most, row.written ?? 0);
      }
    }),
  );
  // Subjects are spread evenly, so one shard speaks for all.
  return { held, written: most * shards.length };
}

interface Row {
  /** Null in the row that tells what was written. */
  customer: string | null;
  erased_at: number | null;
  grants: string;
  /** An array of iteration and days for each journey. */
  journeys: string;
  known: number;
  written: number | null;
}

async function readShard(shard: D1Database, customers: string[], asked: HeldAsked): Promise<Row[]> {
  const { iterations, project } = asked;
  const isFew = customers.length * iterations.length <= FEW;
  // Whether somebody is new is asked of one alone, whom a page speaks for: a back-fill of many is not looked up in all
  // that was ever shipped.
  const isOne = customers.length === 1;
  const { results } = await shard
    .prepare(HELD)
    .bind(
      JSON.stringify(customers),
      JSON.stringify(isOne || isFew ? iterations : []),
      project,
      JSON.stringify(isFew ? iterations : []),
    )
    .all<Row>();
  return results;
}

function heldOf(row: Row): Held {
  const grants = JSON.parse(row.grants) as number[];
  return {
    erasedAt: row.erased_at,
    grants,
    known: row.known === 1 || grants.length > 0,
    journeys: journeysOf(row),
  };
}

type JourneyRow = [iteration: number, ...days: (number | null)[]];

function journeysOf({ journeys }: Row): Map<number, DaysHeld> {
  const rows = JSON.parse(journeys) as JourneyRow[];
  return new Map(
    rows.map(([iteration, seen = null, used = null, returned = null, last = null]) => [
      iteration,
      { seen, used, returned, last },
    ]),
  );
}

/**
 * ?1 pseudonyms, ?2 iterations, ?3 the project, ?4 iterations whose journeys are told. Of whom nothing is held, there
 * is no row.
 */
const HELD = `
WITH held AS MATERIALIZED (
  SELECT p.value AS customer,
    (SELECT erased_at FROM tombstone WHERE customer = 'c' || substr(p.value, 2)) AS erased_at,
    (SELECT json_group_array(iteration) FROM ask_grant WHERE customer = p.value) AS grants,
    EXISTS (SELECT 1 FROM person WHERE customer = p.value) OR EXISTS (
      SELECT 1 FROM json_each(?2) i CROSS JOIN journey j
      WHERE j.iteration = i.value AND j.subject = p.value) AS known,
    (SELECT json_group_array(json_array(j.iteration, j.seen_on, j.used_on, j.returned_on, j.last_used_on))
      FROM json_each(?4) i CROSS JOIN journey j
      WHERE j.iteration = i.value AND j.subject = p.value) AS journeys
  FROM json_each(?1) p
)
SELECT customer, erased_at, grants, journeys, known, NULL AS written FROM held
WHERE known OR erased_at IS NOT NULL OR grants <> '[]'
UNION ALL
SELECT NULL, NULL, '[]', '[]', 0, (SELECT written FROM row_budget WHERE project = ?3 AND day = unixepoch() / 86400)`;
