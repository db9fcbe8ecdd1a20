// Folds messages that come out of the queue: what was deleted or forgotten since they went in is left out.

import { batch, query, rows, wanted } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { sharesOf } from "./charge.ts";
import type { Fact } from "./fact.ts";
import { fold } from "./fold.ts";
import { type Message, readMessage } from "./message.ts";
import { isSealed } from "./sealing.ts";
import { shardMismatch } from "./shards.ts";
import { shardOf } from "./subject.ts";

/** Why a fact was left out: its project or feature is deleted, its iteration sealed, its customer forgotten. */
export type Dropped = Record<"gone" | "sealed" | "erased", number>;

/**
 * Folds messages, each shard in one transaction. Repeating is harmless. Throws what D1 throws, and where other
 * shards are bound than the data was made with: a subject must not come to lie on two.
 */
export async function deliver(env: Env, messages: readonly Message[]): Promise<Dropped> {
  const mismatch = await shardMismatch(env);
  if (mismatch) throw new Error(mismatch.detail);
  const dropped: Dropped = { gone: 0, sealed: 0, erased: 0 };
  const { why, requireProof } = await readWorld(env, messages);
  const kept = messages.map(({ project, facts }) => ({
    project,
    facts: facts
      .filter((fact) => {
        const reason = why(project, fact);
        if (reason) dropped[reason]++;
        return reason === null;
      })
      // It may have been switched on while they waited, and what is derived from them now must hold now.
      .map((fact) => ({ ...fact, requireProof: requireProof(project) })),
  }));
  const facts = kept.flatMap((message) => message.facts);
  const shares = sharesOf(kept.map((each) => ({ ...each, facts: each.facts.length })));
  if (facts.length > 0) await fold(env, facts, shares);
  noteGone(messages, why);
  return dropped;
}

/** Longest reason that is given. */
const REASON_LENGTH = 500;

/** Folds bodies as they came out of the queue, all or none on each shard; null, or why that failed. */
export async function whyUndelivered(env: Env, bodies: readonly unknown[]): Promise<string | null> {
  const read = bodies.map(readMessage);
  const malformed = read.find((each) => "malformed" in each);
  if (malformed) return `not in the form of a message: ${malformed.malformed}`;
  try {
    await deliver(
      env,
      read.filter((each) => "facts" in each),
    );
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH);
  }
}

type Why = (project: string, fact?: Fact) => keyof Dropped | null;

interface World {
  why: Why;
  /** Whether unproven answers never count in a project. */
  requireProof(project: string): boolean;
}

/** Reads what became of everything that messages speak of. */
async function readWorld(env: Env, messages: readonly Message[]): Promise<World> {
  const now = Date.now();
  const facts = messages.flatMap((message) => message.facts);
  const [catalogue, tombstones] = await Promise.all([
    readCatalogue(env.DB, messages, facts),
    readTombstones(env, [...new Set(facts.map(({ customer }) => customer))]),
  ]);
  const projects = new Map(catalogue.projects.map((row) => [row.id, row]));
  const iterations = new Map(catalogue.iterations.map((row) => [row.id, row]));
  const why: Why = (project, fact) => {
    if (!projects.has(project)) return "gone";
    if (!fact) return null;
    const erasedAt = tombstones.get(fact.customer.slice(1));
    if (erasedAt !== undefined && fact.at <= erasedAt) return "erased";
    if (fact.kind === "refused") return null;
    const iteration = iterations.get(fact.iteration);
    if (iteration?.project !== project) return "gone";
    return isSealed(iteration, now) ? "sealed" : null;
  };
  return { why, requireProof: (project) => projects.get(project)?.require_proof === 1 };
}

async function readCatalogue(db: D1Database, messages: readonly Message[], facts: readonly Fact[]) {
  const [projects, iterations] = await batch(db, [
    query
      .selectFrom(wanted(once(messages.map(({ project }) => project))))
      .innerJoin("project", "project.id", "wanted.value")
      .select(["project.id", "project.require_proof"]),
    query
      .selectFrom(wanted(once(facts.map(({ iteration }) => iteration))))
      .innerJoin("iteration", "iteration.id", "wanted.value")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .select([
        "iteration.id",
        "iteration.sealed_at",
        "iteration.superseded_at",
        "feature.project",
      ]),
  ]);
  return { projects, iterations };
}

/** When people were forgotten, by the hash that their pseudonyms share. */
async function readTombstones(
  env: Env,
  customers: readonly string[],
): Promise<Map<string, number>> {
  const shards = shardsOf(env);
  const perShard = await Promise.all(
    shards.map((shard, index) => {
      const here = customers.filter((each) => shardOf(each, shards.length) === index);
      return here.length > 0 ? rows(shard, tombstonesOf(here)) : [];
    }),
  );
  return new Map(perShard.flat().map((row) => [row.customer.slice(1), row.erased_at]));
}

function tombstonesOf(customers: readonly string[]) {
  return query
    .selectFrom(wanted(once(customers.map((customer) => `c${customer.slice(1)}`))))
    .innerJoin("tombstone", "tombstone.customer", "wanted.value")
    .selectAll("tombstone");
}

/** Each value once. */
function once<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function noteGone(messages: readonly Message[], why: Why): void {
  const gone = messages.filter(({ project }) => why(project) === "gone");
  for (const project of new Set(gone.map((message) => message.project)))
    console.log(JSON.stringify({ event: "dropped", why: "gone", project }));
}
