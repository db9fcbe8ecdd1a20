// The people a request speaks of, by pseudonym, and what is already held about them.

import type { Signal, SignalsBody } from "../../contract/signals.ts";
import type { Env } from "../env.ts";
import { isAbsorbed } from "../ledger/absorbed.ts";
import type { Project } from "../ledger/catalogue.ts";
import type { Fact } from "../ledger/fact.ts";
import { deriveKey, shortHash } from "../ledger/keyed.ts";
import { subjectOf } from "../ledger/subject.ts";
import { readHeld } from "./held.ts";

export interface Person {
  customer: string;
  account: string | null;
  internal: boolean;
  erasedAt: number | null;
}

/** Looks people up by what a signal says of them. */
export interface Subjects {
  of(signal: Pick<Signal, "customer" | "account">, body: SignalsBody): Person;
  /** Whether this customer belongs to the team itself. */
  isInternal(customer: string): boolean;
  /** Whether this customer holds a grant for this iteration, used or not. */
  hasGrant(customer: string, iteration: number): boolean;
  /** Whether nothing is kept of this customer yet. */
  isNew(customer: string): boolean;
  /** Whether what is held of its customer says all that a fact would add. */
  isHeld(fact: Fact): boolean;
  /** Rows the project wrote today, about. */
  written: number;
  answerId(iteration: number, customer: string, at: number): Promise<string>;
}

interface Spoken {
  customer: string;
  account: string | undefined;
}

export interface Setting {
  env: Env;
  project: Project;
  /** Whether they are kept apart: unproven where proof is required. */
  apart: boolean;
  /** Iterations of the named features. */
  iterations: readonly number[];
}

/** Names everyone a request speaks of and reads what is held about them. */
export async function findSubjects(spoken: readonly Spoken[], setting: Setting): Promise<Subjects> {
  const { env, project, apart } = setting;
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
  const { held, written } = await readHeld({
    ...setting,
    project: project.id,
    customers: [...customers.values()],
  });
  const internal = JSON.parse(project.internal) as { customers: string[]; accounts: string[] };
  const isInternal = (customer: string) => internal.customers.includes(`c${customer.slice(1)}`);
  const answerKey = await deriveKey(env.LANDED_SECRET, `answer/${project.id}`);
  return {
    of(signal, body) {
      const said = spokenOf(signal, body);
      const customer = customers.get(said.customer) ?? "";
      const account = (said.account !== undefined && accounts.get(said.account)) || null;
      return {
        customer,
        account,
        internal: isInternal(customer) || (account !== null && internal.accounts.includes(account)),
        erasedAt: held.get(customer)?.erasedAt ?? null,
      };
    },
    isInternal,
    hasGrant: (customer, iteration) => held.get(customer)?.grants.includes(iteration) ?? false,
    isNew: (customer) => !held.get(customer)?.known,
    isHeld: (fact) => isAbsorbed(fact, held.get(fact.customer)?.journeys.get(fact.iteration)),
    written,
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
