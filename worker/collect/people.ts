// The people a request speaks of, by pseudonym, and what is already held about them.

import { sql } from "kysely";
import type { Signal, SignalsBody } from "../../contract/signals.ts";
import { batch, query } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import type { Project } from "../ledger/catalogue.ts";
import { deriveKey, shortHash } from "../ledger/keyed.ts";
import { shardOf, subjectOf } from "../ledger/subject.ts";

export interface Person {
  customer: string;
  account: string | null;
  internal: boolean;
  erasedAt: number | null;
}

/** Looks people up by what a signal says of them. */
export interface Subjects {
  of(signal: Pick<Signal, "customer" | "account">, body: SignalsBody): Person;
  /** Whether this customer holds a grant for this iteration, used or not. */
  hasGrant(customer: string, iteration: number): boolean;
  answerId(iteration: number, customer: string, at: number): Promise<string>;
}

interface Spoken {
  customer: string;
  account: string | undefined;
}

/**
 * Names everyone a request speaks of and reads their tombstones and grants.
 * @param apart whether they are kept apart: unproven where proof is required.
 */
export async function findSubjects(
  spoken: readonly Spoken[],
  given: { env: Env; project: Project; apart: boolean },
): Promise<Subjects> {
  const { env, project, apart } = given;
  const name = (kind: "c" | "a" | "u") => (id: string) =>
    subjectOf(env.LANDED_SECRET, project, kind, id);
  const customers = await named(
    spoken.map((each) => each.customer),
    name(apart ? "u" : "c"),
  );
  const accounts = await named(
    spoken.flatMap((each) => (each.account === undefined || apart ? [] : [each.account])),
    name("a"),
  );
  const held = await readHeld(env, [...customers.values()]);
  const internal = JSON.parse(project.internal) as { customers: string[]; accounts: string[] };
  const answerKey = await deriveKey(env.LANDED_SECRET, `answer/${project.id}`);
  return {
    of(signal, body) {
      const said = spokenOf(signal, body);
      const customer = customers.get(said.customer) ?? "";
      const account = (said.account !== undefined && accounts.get(said.account)) || null;
      return {
        customer,
        account,
        internal:
          internal.customers.includes(`c${customer.slice(1)}`) ||
          (account !== null && internal.accounts.includes(account)),
        erasedAt: held.tombstones.get(`c${customer.slice(1)}`) ?? null,
      };
    },
    hasGrant: (customer, iteration) => held.grants.has(`${customer} ${iteration}`),
    answerId: (iteration, customer, at) => shortHash(answerKey, `${iteration} ${customer} ${at}`),
  };
}

/** Everyone that a request's envelope and signals name. */
export function spokenOf(signal: Pick<Signal, "customer" | "account">, body: SignalsBody): Spoken {
  if (signal.customer === undefined)
    return { customer: body.customer, account: signal.account ?? body.account };
  // Another person than the envelope's does not inherit its account.
  const same = signal.customer === body.customer;
  return {
    customer: signal.customer,
    account: signal.account ?? (same ? body.account : undefined),
  };
}

async function named(
  ids: readonly string[],
  name: (id: string) => Promise<string>,
): Promise<Map<string, string>> {
  const unique = [...new Set(ids)];
  const subjects = await Promise.all(unique.map(name));
  return new Map(unique.map((id, index) => [id, subjects[index] ?? ""]));
}

interface Held {
  tombstones: Map<string, number>;
  grants: Set<string>;
}

async function readHeld(env: Env, customers: string[]): Promise<Held> {
  const shards = shardsOf(env);
  const held: Held = { tombstones: new Map(), grants: new Set() };
  await Promise.all(
    shards.map(async (shard, index) => {
      const here = customers.filter((each) => shardOf(each, shards.length) === index);
      if (here.length > 0) await readHeldOn(shard, here, held);
    }),
  );
  return held;
}

async function readHeldOn(shard: D1Database, customers: string[], held: Held): Promise<void> {
  const asJson = JSON.stringify(customers);
  const [tombstones, grants] = await batch(shard, [
    query
      .selectFrom(sql<{ value: string }>`json_each(${asJson})`.as("person"))
      .innerJoin(
        "tombstone",
        "tombstone.customer",
        sql.raw("'c' || substr(person.value, 2)") as never,
      )
      .select(["tombstone.customer", "tombstone.erased_at"]),
    query
      .selectFrom(sql<{ value: string }>`json_each(${asJson})`.as("person"))
      .innerJoin("ask_grant", (join) =>
        join.onRef("ask_grant.customer", "=", sql.ref("person.value")),
      )
      .select(["ask_grant.customer", "ask_grant.iteration"]),
  ]);
  for (const row of tombstones) held.tombstones.set(row.customer, row.erased_at);
  for (const row of grants) held.grants.add(`${row.customer} ${row.iteration}`);
}
