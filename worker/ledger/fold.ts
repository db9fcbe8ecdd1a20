// Folds facts into journeys, answers and ledgers: one transaction a shard, harmless to repeat.

import { piecesOf } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { type Charge, chargeFor, type Share } from "./charge.ts";
import { type Delta, type Fact, foldFacts, type JourneyDelta } from "./fact.ts";
import { MERGE_JOURNEYS } from "./merge.ts";
import { MERGE_DAYS, rowsOfDays } from "./merge-days.ts";
import { shardOf } from "./subject.ts";

const NOT_ERASED = (customer: string, at: string) =>
  `NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.customer = 'c' || substr(${customer}, 2) AND t.erased_at >= ${at})`;

/** Of two rows with one key the greater in this order stays, whole; "not helped" is the greater of the two. */
const ORDER = ["proven", "granted", "edited", "1 - helped", "comment", "page", "locale", "account"];
const ordered = (table: string) =>
  `(${ORDER.map((term) => (term.startsWith("1") ? `1 - ${table}.helped` : `${table}.${term}`)).join(", ")})`;

const WRITE_ANSWERS = `
INSERT INTO answer (id, iteration, subject, customer, at, on_day, account, helped, comment, page, locale, proven, granted, edited)
SELECT value ->> 'id', value ->> 'i', value ->> 's', value ->> 'c', value ->> 'at', value ->> 'day',
  value ->> 'account', value ->> 'helped', value ->> 'comment', value ->> 'page', value ->> 'locale',
  value ->> 'proven', value ->> 'granted', value ->> 'edited'
FROM json_each(?1) WHERE ${NOT_ERASED("value ->> 'c'", "value ->> 'at'")}
ON CONFLICT (iteration, subject, customer, at) DO UPDATE SET
  account = excluded.account, helped = excluded.helped, comment = excluded.comment, page = excluded.page,
  locale = excluded.locale, proven = excluded.proven, granted = excluded.granted, edited = excluded.edited
WHERE ${ordered("excluded")} > ${ordered("answer")}`;

const WRITE_PEOPLE = `
INSERT INTO person (customer, project, refused_at, asked_on)
SELECT value ->> 'c', value ->> 'p', value ->> 'refused', value ->> 'asked' FROM json_each(?1)
WHERE ${NOT_ERASED("value ->> 'c'", "value ->> 'at'")}
ON CONFLICT (customer) DO UPDATE SET
  project = coalesce(project, excluded.project),
  refused_at = coalesce(min(refused_at, excluded.refused_at), refused_at, excluded.refused_at),
  asked_on = coalesce(max(asked_on, excluded.asked_on), asked_on, excluded.asked_on)
WHERE coalesce(excluded.refused_at < coalesce(refused_at, 9e15), false)
  OR coalesce(excluded.asked_on > coalesce(asked_on, -9e15), false)`;

const WRITE_MEMBERS = `
INSERT INTO account_member (account, customer)
SELECT value ->> 'a', value ->> 'c' FROM json_each(?1) WHERE ${NOT_ERASED("value ->> 'c'", "value ->> 'at'")}
ON CONFLICT DO NOTHING`;

/**
 * Folds facts, each shard in one transaction of its own. Repeating it, in any order or grouping, changes
 * nothing more. Throws what D1 throws; then a shard holds all of its part or nothing of it. What it writes is
 * charged to the projects of `shares`.
 */
export async function fold(
  env: Env,
  facts: readonly Fact[],
  shares: readonly Share[] = [],
): Promise<void> {
  const shards = shardsOf(env);
  const deltas = spread(foldFacts(facts), shards.length);
  await Promise.all(
    shards.map(async (shard, index) => {
      const statements = statementsFor(shard, deltas[index], shares);
      if (statements.length > 0) await shard.batch(statements);
    }),
  );
}

/** The statements that write a delta on its shard, in the order they must run in. */
export function statementsFor(
  shard: D1Database,
  delta: Delta | undefined,
  shares: readonly Share[] = [],
): D1PreparedStatement[] {
  if (!delta) return [];
  const charge = chargeFor(shard, delta, shares);
  // Each statement for each piece of the rows that fits one parameter; a charge sees what stands right before it.
  const each = (
    rows: readonly object[],
    statements: readonly string[],
    charged?: Parameters<Charge>[0],
  ) =>
    piecesOf(rows).flatMap((piece) => [
      ...statements.map((sql) => shard.prepare(sql).bind(piece)),
      ...(charged ? charge(charged) : []),
    ]);
  return [
    ...each(delta.answers, [WRITE_ANSWERS], "answers"),
    ...each(delta.people, [WRITE_PEOPLE], "people"),
    ...each(delta.members, [WRITE_MEMBERS]),
    ...each(...mergeOf(delta.journeys), "journeys"),
  ];
}

/** The rows to merge and the statements that do: the quick ones where no answer is to be counted. */
function mergeOf(journeys: readonly JourneyDelta[]): [readonly object[], readonly string[]] {
  if (journeys.some(({ answers }) => answers === 1)) return [journeys, MERGE_JOURNEYS];
  const isOne = journeys.every(({ i }) => i === journeys[0]?.i);
  return [rowsOfDays(journeys), isOne ? MERGE_DAYS.one : MERGE_DAYS.several];
}

function spread(delta: Delta, count: number): Delta[] {
  if (count === 1) return [delta];
  return Array.from({ length: count }, (_, index) => ({
    journeys: delta.journeys.filter((row) => shardOf(row.s, count) === index),
    answers: delta.answers.filter((row) => shardOf(row.s, count) === index),
    people: delta.people.filter((row) => shardOf(row.c, count) === index),
    members: delta.members.filter((row) => shardOf(row.a, count) === index),
  }));
}
