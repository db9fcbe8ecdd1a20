// A feature as its team speaks of it: with its project, and the iteration that is current.

import type { Env } from "../env.ts";
import { type Feature, type Iteration, type Project, readFeatures } from "../ledger/catalogue.ts";
import { notFound, type Refusal } from "../problem.ts";

export interface Current {
  project: Project;
  feature: Feature;
  iteration: Iteration;
  /** Oldest first; the current one is among them. */
  iterations: readonly Iteration[];
}

/** What of a call says which feature is meant. */
export interface OfFeature {
  env: Env;
  project: Project;
  params: { feature: string };
}

/** The feature that a call's path names. */
export async function currentOf({ env, project, params }: OfFeature): Promise<Current | Refusal> {
  const { feature: key } = params;
  const shipped = (await readFeatures(env.DB, project.id, [key])).get(key);
  const iteration = shipped?.iterations.find(({ superseded_at }) => superseded_at === null);
  return shipped && iteration ? { ...shipped, project, iteration } : notFound("feature");
}

/** A current iteration as the judge is told of it. */
export function storyOf({ project, feature, iteration }: Current) {
  return { feature, iteration, timeZone: project.time_zone };
}
