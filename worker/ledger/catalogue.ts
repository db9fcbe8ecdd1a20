// What signals are read against: projects by key, features and their iterations.

import type { RawBuilder, Selectable } from "kysely";
import { sql } from "kysely";
import { batch, query, rows, wanted } from "../database.ts";
import type { FeatureTable, IterationTable, ProjectTable } from "../schema.ts";

export type Project = Selectable<ProjectTable>;
export type Feature = Selectable<FeatureTable>;
export type Iteration = Selectable<IterationTable>;

export interface Key {
  kind: "publishable" | "secret" | "test";
  project: Project;
}

/** A feature and its iterations, oldest first. */
export interface Shipped {
  feature: Feature;
  iterations: Iteration[];
}

const withIterations = sql<string>`(
  SELECT json_group_array(json_object(
    'id', i.id, 'feature', i.feature, 'label', i.label, 'attempt', i.attempt, 'notes', i.notes,
    'shipped_at', i.shipped_at, 'superseded_at', i.superseded_at, 'sealed_at', i.sealed_at,
    'terms', i.terms, 'terms_changes', i.terms_changes, 'checked', i.checked))
  FROM iteration i WHERE i.feature = feature.id)`;

/**
 * The project of a key and those of its features that are named, in one round trip. Null for a key that
 * is unknown or revoked; which of the two is not told.
 */
export async function readCatalogue(
  db: D1Database,
  keyHash: string,
  featureKeys: readonly string[],
): Promise<{ key: Key; features: Map<string, Shipped> } | null> {
  const [found, features] = await batch(db, [
    query
      .selectFrom("api_key")
      .innerJoin("project", "project.id", "api_key.project")
      .where("api_key.hash", "=", keyHash)
      .where("api_key.revoked_at", "is", null)
      .selectAll("project")
      .select("api_key.kind"),
    namedFeatures(sql`(SELECT project FROM api_key WHERE hash = ${keyHash})`, featureKeys),
  ]);
  const row = found[0];
  if (!row) return null;
  const { kind, ...project } = row;
  return { key: { kind, project }, features: shippedByKey(features) };
}

/** Some features of a project with their iterations, by key. */
export async function readFeatures(
  db: D1Database,
  project: string,
  featureKeys: readonly string[],
): Promise<Map<string, Shipped>> {
  return shippedByKey(await rows(db, namedFeatures(sql`${project}`, featureKeys)));
}

function namedFeatures(project: RawBuilder<string>, featureKeys: readonly string[]) {
  return query
    .selectFrom(wanted(featureKeys))
    .innerJoin("feature", (join) =>
      join.on("feature.project", "=", project).onRef("feature.key", "=", "wanted.value"),
    )
    .selectAll("feature")
    .select(withIterations.as("iterations"));
}

function shippedByKey(found: (Feature & { iterations: string })[]): Map<string, Shipped> {
  return new Map(
    found.map(({ iterations, ...feature }) => [
      feature.key,
      { feature, iterations: oldestFirst(JSON.parse(iterations) as Iteration[]) },
    ]),
  );
}

function oldestFirst(iterations: Iteration[]): Iteration[] {
  return iterations.sort((a, b) => a.attempt - b.attempt);
}

/** The ids of all iterations of a project. */
export async function iterationsOf(db: D1Database, project: string): Promise<number[]> {
  const found = await rows(
    db,
    query
      .selectFrom("iteration")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .where("feature.project", "=", project)
      .select("iteration.id"),
  );
  return found.map(({ id }) => id);
}

/** The iteration that was current at a moment; facts older than the first belong to the first. */
export function iterationAt(iterations: readonly Iteration[], at: number): Iteration | undefined {
  return iterations.findLast((each) => each.shipped_at <= at) ?? iterations[0];
}
