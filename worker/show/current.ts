// A feature as its team speaks of it: with its project, and the iteration that is current.

import type { Env } from "../env.ts";
import { type Feature, type Iteration, type Project, readFeatures } from "../ledger/catalogue.ts";
import { isRefusal, notFound, type Refusal } from "../problem.ts";
import { projectOf } from "./project.ts";

export interface Current {
  project: Project;
  feature: Feature;
  iteration: Iteration;
  /** Oldest first; the current one is among them. */
  iterations: readonly Iteration[];
}

/** The feature that a call's path names. */
export async function currentOf(
  env: Env,
  { project: id, feature: key }: { project: string; feature: string },
): Promise<Current | Refusal> {
  const [project, features] = await Promise.all([
    projectOf(env, id),
    readFeatures(env.DB, id, [key]),
  ]);
  if (isRefusal(project)) return project;
  const shipped = features.get(key);
  const iteration = shipped?.iterations.find(({ superseded_at }) => superseded_at === null);
  return shipped && iteration ? { ...shipped, project, iteration } : notFound("feature");
}

/** A current iteration as the judge is told of it. */
export function storyOf({ project, feature, iteration }: Current) {
  return { feature, iteration, timeZone: project.time_zone };
}
