// Reads a project's features, each with the iteration that was current at a moment and what is kept of it.

import { sql } from "kysely";
import { query, rows } from "../database.ts";
import { type Env, shardsBound } from "../env.ts";
import type { Feature, Iteration } from "../ledger/catalogue.ts";
import { readRevisions } from "../ledger/sums.ts";
import type { Kept } from "./kept.ts";

export interface FeatureNow {
  feature: Feature;
  iteration: Iteration;
}

/** What a portfolio is made of; every row is read once, joined, since D1 bills rows. */
export interface Entries {
  entries: FeatureNow[];
  kept: Map<number, Kept>;
  revisions: Map<number, number>;
}

/** Features with their current iterations and what is kept of those, by name. */
export async function readCurrent(env: Env, project: string): Promise<Entries> {
  const isOneDatabase = shardsBound(env) === 0;
  const found = await rows(
    env.DB,
    isOneDatabase ? withRevision(project) : withKept(project).select(nothing.as("moved")),
  );
  const current = found.flatMap((row) => {
    const iteration = currentOf(row);
    return iteration ? [{ row, iteration }] : [];
  });
  const ids = current.map(({ iteration }) => iteration.id);
  return {
    entries: current.map(({ row, iteration }) => ({ feature: row, iteration })),
    kept: new Map(current.flatMap(({ row, iteration }) => keptOf(row, iteration.id))),
    revisions: isOneDatabase
      ? new Map(current.map(({ row, iteration }) => [iteration.id, row.moved ?? 0]))
      : await readRevisions(env, ids),
  };
}

const nothing = sql<number | null>`NULL`;
const currentId = sql<number>`feature.current ->> 'id'`;

function withKept(project: string) {
  return query
    .selectFrom("feature")
    .leftJoin("standing", (join) => join.on("standing.iteration", "=", currentId))
    .where("feature.project", "=", project)
    .selectAll("feature")
    .select(["standing.rules", "standing.revision", "standing.day", "standing.judgement"])
    .orderBy("feature.key");
}

function withRevision(project: string) {
  return withKept(project)
    .leftJoin("revision", (join) => join.on("revision.iteration", "=", currentId))
    .select("revision.number as moved");
}

/** The row of a feature's current iteration, as triggers keep it beside the feature. */
function currentOf({ id, current }: Feature): Iteration | undefined {
  if (current === null) return undefined;
  const kept = JSON.parse(current) as Omit<Iteration, "feature" | "superseded_at">;
  return { ...kept, feature: id, superseded_at: null };
}

/** Features with the iterations that were current just before a moment; those shipped later are left out. */
export async function readCurrentBefore(
  env: Env,
  project: string,
  before: number,
): Promise<FeatureNow[]> {
  const found = await rows(
    env.DB,
    withIteration(project)
      .where("iteration.shipped_at", "<", before)
      .where((where) =>
        where.or([
          where("iteration.superseded_at", "is", null),
          where("iteration.superseded_at", ">=", before),
        ]),
      ),
  );
  return found.map(entryOf);
}

/** A project's features with all their iterations, by name. */
export function withIteration(project: string) {
  return query
    .selectFrom("feature")
    .innerJoin("iteration", "iteration.feature", "feature.id")
    .where("feature.project", "=", project)
    .selectAll("feature")
    .select([
      "iteration.id as iteration_id",
      "iteration.label",
      "iteration.attempt",
      "iteration.notes",
      "iteration.shipped_at",
      "iteration.superseded_at",
      "iteration.sealed_at",
      "iteration.terms",
      "iteration.terms_changes",
      "iteration.checked",
    ])
    .orderBy("feature.key");
}

type EntryRow = Feature & Omit<Iteration, "id" | "feature"> & { iteration_id: number };

export function entryOf(row: EntryRow): FeatureNow {
  const { iteration_id, label, attempt, notes, shipped_at, superseded_at, sealed_at, ...rest } =
    row;
  const { terms, terms_changes, checked, ...feature } = rest;
  const dates = { shipped_at, superseded_at, sealed_at };
  const told = { label, attempt, notes, terms, terms_changes, checked };
  return { feature, iteration: { id: iteration_id, feature: feature.id, ...dates, ...told } };
}

interface KeptRow {
  rules: string | null;
  revision: number | null;
  day: number | null;
  judgement: string | null;
}

function keptOf(row: KeptRow, iteration: number): [number, Kept][] {
  const { rules, revision, day, judgement } = row;
  if (rules === null || revision === null || day === null || judgement === null) return [];
  return [[iteration, { iteration, rules, revision, day, judgement }]];
}
