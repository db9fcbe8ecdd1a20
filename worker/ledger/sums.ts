// Reads ledgers: per iteration and day, summed over the shards.

import { sql } from "kysely";
import type { Unit } from "../../contract/verdict.ts";
import { query, rows, wanted } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import type { LedgerTable } from "../schema.ts";
import { COLUMNS } from "./milestones.ts";

export type LedgerRow = LedgerTable;

/** The ledger rows of some iterations, ascending by day; every number is a sum over the shards. */
export async function readLedgers(
  env: Env,
  iterations: readonly number[],
): Promise<Map<number, LedgerRow[]>> {
  const ledgers = new Map<number, LedgerRow[]>(iterations.map((id) => [id, []]));
  if (iterations.length === 0) return ledgers;
  const perShard = await Promise.all(shardsOf(env).map((shard) => readShard(shard, iterations)));
  for (const row of summed(perShard.flat())) ledgers.get(row.iteration)?.push(row);
  for (const ledger of ledgers.values()) ledger.sort((a, b) => a.day - b.day);
  return ledgers;
}

/** Answers that count in a unit, without those given again. */
export function answersIn(ledger: readonly LedgerRow[], unit: Unit): number {
  const whose = `${unit}s` as const;
  return ledger.reduce((sum, row) => sum + row[`${whose}_helped`] + row[`${whose}_unhelped`], 0);
}

/**
 * How often each iteration's ledger has moved, summed over the shards, and what else its verdict is told of, which the
 * catalogue's database counts: equal sums, equal evidence.
 */
export async function readRevisions(
  env: Env,
  iterations: readonly number[],
): Promise<Map<number, number>> {
  const revisions = new Map<number, number>(iterations.map((id) => [id, 0]));
  if (iterations.length === 0) return revisions;
  const perShard = await Promise.all(
    [...new Set([env.DB, ...shardsOf(env)])].map((shard) =>
      rows(
        shard,
        query
          .selectFrom(wanted(iterations))
          .innerJoin("revision", "revision.iteration", "wanted.value")
          .selectAll("revision"),
      ),
    ),
  );
  for (const { iteration, number } of perShard.flat())
    revisions.set(iteration, (revisions.get(iteration) ?? 0) + number);
  return revisions;
}

/** A year of days as one text each: as rows, D1 would spell out every column's name for every day. */
async function readShard(shard: D1Database, iterations: readonly number[]): Promise<LedgerRow[]> {
  const ledgers = await rows(
    shard,
    query.selectFrom(wanted(iterations)).select(["wanted.value as iteration", DAYS.as("days")]),
  );
  return ledgers.flatMap(({ iteration, days }) =>
    (JSON.parse(days) as number[][]).map((day) => rowOf(iteration, day)),
  );
}

const DAYS = sql<string>`(
  SELECT json_group_array(json_array(day, ${sql.join(COLUMNS.map(({ name }) => sql.ref(name)))}))
  FROM ledger WHERE ledger.iteration = wanted.value)`;

function rowOf(iteration: number, [day = 0, ...counts]: number[]): LedgerRow {
  const row = { iteration, day } as LedgerRow;
  for (const [place, { name }] of COLUMNS.entries()) row[name] = counts[place] ?? 0;
  return row;
}

function summed(all: readonly LedgerRow[]): LedgerRow[] {
  const cells = new Map<string, LedgerRow>();
  for (const row of all) {
    const name = `${row.iteration} ${row.day}`;
    const known = cells.get(name);
    cells.set(name, known ? added(known, row) : row);
  }
  return [...cells.values()];
}

function added(left: LedgerRow, right: LedgerRow): LedgerRow {
  const sum = { ...left };
  for (const { name } of COLUMNS) sum[name] = left[name] + right[name];
  return sum;
}
