// The nightly audit: recounts ledgers from their journeys, some each night, and keeps what differs.

import { prepare, query, rows } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { compareShard, type Difference, isLarger } from "./recount.ts";

/** Journeys recounted in a night; a ledger is always recounted whole. */
export const JOURNEYS_A_NIGHT = 2_000_000;
/** Calls of D1 in a night, about: a Worker may make 1,000 at a time, and other work comes with the same clock. */
const CALLS_A_NIGHT = 300;
/** Journeys on one shard that are recounted within the 30 seconds that D1 gives a transaction. */
const JOURNEYS_AT_ONCE = 2_000_000;
/** Differing cells of a ledger that are logged; all are kept. */
const LOGGED = 20;

/** An iteration whose ledger can be recounted. */
export interface Audited {
  iteration: number;
  project: string;
}

/** A night's share: the iteration after whose ledger to go on, how many journeys to recount, and how many at once. */
interface Turn {
  position: number;
  journeys?: number;
  atOnce?: number;
}

/**
 * Recounts the ledgers that differed before, and then the next ones until the night's journeys are spent.
 * Gives the position to go on from; after the last it begins anew.
 */
export async function auditLedgers(env: Env, now: number, turn: Turn): Promise<number> {
  await forgetGone(env.DB);
  const most = mostLedgers(env);
  const { journeys = JOURNEYS_A_NIGHT, atOnce = JOURNEYS_AT_ONCE } = turn;
  for (const each of await readDiffering(env.DB, most)) await attempt(env, each, { now, atOnce });
  const next = await readAfter(env.DB, turn.position, most);
  let left = journeys;
  for (const each of next) {
    left -= await attempt(env, each, { now, atOnce });
    if (left <= 0) return each.iteration;
  }
  return next.length < most ? 0 : (next.at(-1)?.iteration ?? 0);
}

/** Of those that differed before, and of the next ones, so many: each is read on every shard and noted once. */
function mostLedgers(env: Env): number {
  return Math.max(1, Math.floor(CALLS_A_NIGHT / 2 / (2 * shardsOf(env).length + 1)));
}

/** Recounts a ledger. One that cannot be recounted is told in the log, and keeps no other waiting. */
async function attempt(
  env: Env,
  audited: Audited,
  { now, atOnce }: { now: number; atOnce: number },
): Promise<number> {
  try {
    const larger = await Promise.all(
      shardsOf(env).map((shard) => isLarger(shard, audited.iteration, atOnce)),
    );
    if (!larger.includes(true)) return await auditLedger(env, audited, now);
    notRecounted(audited, `more than ${atOnce} journeys on a shard`);
    return atOnce;
  } catch (error) {
    notRecounted(audited, error instanceof Error ? error.name : typeof error);
    return 0;
  }
}

function notRecounted(audited: Audited, why: string): void {
  console.error(JSON.stringify({ event: "ledger not recounted", ...audited, why }));
}

/** Recounts one ledger on every shard and keeps the outcome. Gives the number of journeys it is made of. */
export async function auditLedger(env: Env, audited: Audited, now: number): Promise<number> {
  const shards = await Promise.all(
    shardsOf(env).map((shard, place) => compareShard(shard, place, audited.iteration)),
  );
  const differences = shards.flatMap((each) => each.differences);
  if (differences.length > 0) report(audited, differences);
  await keepDifferences(env.DB, { ...audited, differences, now });
  return shards.reduce((sum, each) => sum + each.journeys, 0);
}

function report(audited: Audited, differences: readonly Difference[]): void {
  for (const difference of differences.slice(0, LOGGED))
    console.error(JSON.stringify({ event: "ledger difference", ...audited, ...difference }));
}

const open = query
  .selectFrom("iteration")
  .innerJoin("feature", "feature.id", "iteration.feature")
  .where("iteration.sealed_at", "is", null)
  .select(["iteration.id as iteration", "feature.project"]);

function readAfter(db: D1Database, position: number, most: number): Promise<Audited[]> {
  return rows(db, open.where("iteration.id", ">", position).orderBy("iteration.id").limit(most));
}

function readDiffering(db: D1Database, most: number): Promise<Audited[]> {
  const differing = query.selectFrom("ledger_difference").select("iteration");
  return rows(db, open.where("iteration.id", "in", differing).limit(most));
}

/** What differed in a ledger that is deleted or sealed cannot be looked at any more. */
async function forgetGone(db: D1Database): Promise<void> {
  const kept = query.selectFrom("iteration").where("sealed_at", "is", null).select("id");
  await prepare(db, query.deleteFrom("ledger_difference").where("iteration", "not in", kept)).run();
}

async function keepDifferences(
  db: D1Database,
  given: Audited & { differences: readonly Difference[]; now: number },
): Promise<void> {
  const found = JSON.stringify(given.differences);
  await db.batch([
    db.prepare(CLEAR).bind(given.iteration, found),
    db.prepare(KEEP).bind(given.iteration, found, given.project, given.now),
  ]);
}

const CLEAR = `
DELETE FROM ledger_difference WHERE iteration = ?1 AND NOT EXISTS (
  SELECT 1 FROM json_each(?2) WHERE value ->> 'day' = day AND value ->> 'column' = milestone AND value ->> 'shard' = shard)`;

/** A difference that stays keeps the moment at which it was found. */
const KEEP = `
INSERT INTO ledger_difference (project, iteration, day, milestone, shard, delta, found_at)
SELECT ?3, ?1, value ->> 'day', value ->> 'column', value ->> 'shard', value ->> 'delta', ?4 FROM json_each(?2)
WHERE true
ON CONFLICT (iteration, day, milestone, shard) DO UPDATE SET delta = excluded.delta WHERE delta <> excluded.delta`;
