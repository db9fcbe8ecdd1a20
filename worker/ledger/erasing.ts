// Forgets one customer: journeys, answers, grants and refusals go, their counts leave the ledger, and facts from
// before are refused from now on.
//
// A shard forgets a person in one transaction, together with the tombstone, so that a fold at the same moment comes
// either before and is undone, or after and is refused; their accounts follow, each in one. Where one of these fails,
// doing it all again completes it.

import { query, rows } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { iterationsOf, type Project } from "./catalogue.ts";
import { DELETE_EMPTY, FORGET_JOURNEYS } from "./merge.ts";
import { onlyAnswers, rederiving } from "./rederive.ts";
import { shardOf } from "./subject.ts";

export interface Erased {
  /** How many journeys and answers of the customer's own were deleted. */
  journeys: number;
  answers: number;
}

/** Whom to forget, and when that is. */
export interface Erasure {
  project: Project;
  /** `c…`; what was kept apart for want of proof under the same hash goes too. */
  customer: string;
  now: number;
}

/** Forgets a customer of a project. `alongside` commits with the first database's part. */
export async function erase(
  env: Env,
  erasure: Erasure,
  alongside: D1PreparedStatement,
): Promise<Erased> {
  const { project, customer } = erasure;
  const iterations = await iterationsOf(env.DB, project.id);
  await env.DB.batch([alongside, ...forgettingLetters(env.DB, project.id, customer)]);
  const erased = await forgetSelf(env, erasure, iterations);
  await leaveAccounts(env, erasure, iterations);
  for (const shard of shardsOf(env))
    await shard.prepare(DELETE_EMPTY).bind(JSON.stringify(iterations)).run();
  return erased;
}

/** The tombstone on every shard, and with it all that is a person's own. */
async function forgetSelf(
  env: Env,
  { project, customer, now }: Erasure,
  iterations: readonly number[],
): Promise<Erased> {
  const shards = shardsOf(env);
  const erased: Erased = { journeys: 0, answers: 0 };
  for (const [index, shard] of shards.entries()) {
    const own = shardOf(customer, shards.length) === index ? iterations : [];
    const [counts] = await shard.batch<Erased>([
      shard.prepare(COUNT).bind(JSON.stringify(own), ...selves(customer)),
      shard.prepare(WRITE_TOMBSTONE).bind(customer, project.id, now),
      ...forgettingSelf(shard, customer, own),
    ]);
    erased.journeys += counts?.results[0]?.journeys ?? 0;
    erased.answers += counts?.results[0]?.answers ?? 0;
  }
  return erased;
}

/** Accounts are read once the tombstones stand: from then on no fold makes the person a member of another. */
async function leaveAccounts(
  env: Env,
  erasure: Erasure,
  iterations: readonly number[],
): Promise<void> {
  const shards = shardsOf(env);
  const accounts = await accountsOf(shards, erasure.customer);
  for (const [index, shard] of shards.entries()) {
    const here = accounts.filter((account) => shardOf(account, shards.length) === index);
    for (const some of pieces(here, iterations.length))
      await shard.batch(leaving(shard, { erasure, accounts: some, iterations }));
  }
}

/** Journeys handled in one transaction, so that their names fit one parameter. */
const PIECE = 3_000;

/** Accounts in groups that hold about PIECE journeys; whoever was in no more is forgotten in one go. */
function pieces(accounts: readonly string[], iterations: number): string[][] {
  const size = Math.max(1, Math.floor(PIECE / Math.max(1, iterations)));
  return Array.from({ length: Math.ceil(accounts.length / size) }, (_, index) =>
    accounts.slice(index * size, (index + 1) * size),
  );
}

/** A person as vouched for, and as kept apart. */
function selves(customer: string): [string, string] {
  return [customer, `u${customer.slice(1)}`];
}

/** The accounts a customer was ever seen in. */
async function accountsOf(shards: readonly D1Database[], customer: string): Promise<string[]> {
  const perShard = await Promise.all(
    shards.map((shard) =>
      rows(
        shard,
        query.selectFrom("account_member").where("customer", "=", customer).select("account"),
      ),
    ),
  );
  return perShard.flat().map(({ account }) => account);
}

function forgettingSelf(
  shard: D1Database,
  customer: string,
  iterations: readonly number[],
): D1PreparedStatement[] {
  const own = selves(customer);
  const asked = [JSON.stringify(iterations), ...own] as const;
  const journeys = iterations.flatMap((i) => own.map((s) => ({ i, s })));
  return [
    shard.prepare(DELETE_TRIAGE).bind(...asked),
    shard.prepare(DELETE_ANSWERS).bind(...asked),
    ...FORGET_JOURNEYS.map((sql) => shard.prepare(sql).bind(JSON.stringify(journeys))),
    ...["ask_grant", "person"].map((table) =>
      shard.prepare(`DELETE FROM ${table} WHERE customer IN (?1, ?2)`).bind(...own),
    ),
  ];
}

/** A customer leaves accounts: their answers go, what counts is derived anew, and with the last member all goes. */
function leaving(
  shard: D1Database,
  given: { erasure: Erasure; accounts: readonly string[]; iterations: readonly number[] },
): D1PreparedStatement[] {
  const { erasure, accounts, iterations } = given;
  const { customer, project } = erasure;
  const names = JSON.stringify(accounts);
  const subjects = accounts.flatMap((subject) =>
    iterations.map((iteration) => ({ iteration, subject })),
  );
  const journeys = JSON.stringify(
    subjects.map(({ iteration, subject }) => ({ i: iteration, s: subject })),
  );
  return [
    shard.prepare(LEAVE).bind(names, customer),
    shard.prepare(DELETE_COPIES).bind(JSON.stringify(iterations), names, customer),
    ...rederiving(
      shard,
      subjects.map((each) => onlyAnswers(each, project.require_proof === 1)),
    ),
    ...FORGET_JOURNEYS.map((sql) => shard.prepare(sql).bind(journeys)),
  ];
}

/** Takes a person's facts out of letters that could not be delivered; a letter that held no others goes. */
function forgettingLetters(
  db: D1Database,
  project: string,
  customer: string,
): D1PreparedStatement[] {
  return [
    db.prepare(CLEAN_LETTERS).bind(project, ...selves(customer)),
    db.prepare("DELETE FROM dead_letter WHERE project = ?1 AND signals = 0").bind(project),
  ];
}

/** The answers that ?2 and ?3 gave about the iterations in ?1, their own rows. */
const OWN_ANSWERS = `
  FROM json_each(?1) i CROSS JOIN answer a ON a.iteration = i.value AND a.subject IN (?2, ?3)
  WHERE a.customer = a.subject`;

const COUNT = `
SELECT (SELECT count(*) ${OWN_ANSWERS}) AS answers, (
  SELECT count(*) FROM json_each(?1) i
  CROSS JOIN journey j ON j.iteration = i.value AND j.subject IN (?2, ?3)) AS journeys`;

const WRITE_TOMBSTONE = `
INSERT INTO tombstone (customer, project, erased_at) VALUES (?1, ?2, ?3)
ON CONFLICT (customer) DO UPDATE SET erased_at = max(erased_at, excluded.erased_at)`;

const DELETE_TRIAGE = `DELETE FROM triage WHERE answer IN (SELECT a.id ${OWN_ANSWERS})`;
const DELETE_ANSWERS = `DELETE FROM answer WHERE rowid IN (SELECT a.rowid ${OWN_ANSWERS})`;

const LEAVE = `
DELETE FROM account_member WHERE customer = ?2 AND account IN (SELECT value FROM json_each(?1))`;

/** ?2 accounts, ?3 a customer whose answers they hold copies of. */
const DELETE_COPIES = `
DELETE FROM answer WHERE rowid IN (
  SELECT a.rowid FROM json_each(?2) s CROSS JOIN json_each(?1) i
  CROSS JOIN answer a ON a.iteration = i.value AND a.subject = s.value AND a.customer = ?3)`;

const OTHERS = `
  SELECT json_group_array(json(fact.value)) FROM json_each(body, '$.facts') fact
  WHERE fact.value ->> 'customer' NOT IN (?2, ?3)`;

const CLEAN_LETTERS = `
UPDATE dead_letter SET
  body = json_set(body, '$.facts', json((${OTHERS}))), signals = json_array_length((${OTHERS}))
WHERE project = ?1 AND (instr(body, ?2) > 0 OR instr(body, ?3) > 0)
  AND json_valid(body) AND json_type(body, '$.facts') = 'array'`;
