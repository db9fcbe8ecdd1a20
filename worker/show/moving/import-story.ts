// What later lines of an export speak of: its project, features, iterations and tombstones, and whether those agree.

import type { LineOf } from "../../../contract/export.ts";
import { msOf } from "./import-rows.ts";

/** A field and what is wrong with it. */
export type Fault = readonly [field: string, detail: string];

/** An iteration as later lines find it. */
export interface ToldIteration {
  record: LineOf<"iteration">;
  feature: LineOf<"feature">;
  /** Its place among all iterations, from 0. */
  place: number;
  excluded: { from: number; to: number }[];
  confirmations: LineOf<"confirmation">[];
  bursts: LineOf<"burst">[];
}

export interface ToldStory {
  header: LineOf<"export"> | null;
  project: LineOf<"project"> | null;
  features: Map<string, LineOf<"feature">>;
  iterations: Map<string, ToldIteration>;
  /** When people were forgotten, by the hash that their pseudonyms share. */
  erased: Map<string, number>;
  /** Names of what may be told once. */
  told: Set<string>;
  current: LineOf<"feature"> | null;
  last: LineOf<"iteration"> | null;
}

export function newStory(): ToldStory {
  return {
    header: null,
    project: null,
    features: new Map(),
    iterations: new Map(),
    erased: new Map(),
    told: new Set(),
    current: null,
    last: null,
  };
}

export function iterationNamed(
  story: ToldStory,
  ref: { feature: string; iteration: string },
): ToldIteration | undefined {
  return story.iterations.get(`${ref.feature}\n${ref.iteration}`);
}

/** Takes a feature in. */
export function addFeature(story: ToldStory, record: LineOf<"feature">): Fault[] {
  if (story.features.has(record.key)) return [["key", "this feature was told before"]];
  const open = unfinished(story);
  story.features.set(record.key, record);
  story.current = record;
  story.last = null;
  return open;
}

/** A feature has at least one iteration, and the last of them is the one that nothing has superseded. */
export function unfinished({ current, last }: ToldStory): Fault[] {
  if (current === null) return [];
  if (last === null) return [["kind", `no iteration of ${current.key} was told before this`]];
  return last.supersededAt === null
    ? []
    : [["kind", `nothing superseded ${current.key} ${last.label}: what did is missing`]];
}

/** Takes an iteration in; those of a feature follow it, in the order in which they were shipped. */
export function addIteration(story: ToldStory, record: LineOf<"iteration">): Fault[] {
  const { current: feature, last } = story;
  if (feature?.key !== record.feature) return [["feature", "its feature's line comes before it"]];
  const faults = iterationFaults(record, last);
  if (iterationNamed(story, { feature: record.feature, iteration: record.label }))
    faults.push(["label", "this iteration was told before"]);
  story.last = record;
  story.iterations.set(`${record.feature}\n${record.label}`, {
    record,
    feature,
    place: story.iterations.size,
    excluded: [],
    confirmations: [],
    bursts: [],
  });
  return faults;
}

function iterationFaults(
  { attempt, shippedAt, supersededAt, sealedAt }: LineOf<"iteration">,
  last: LineOf<"iteration"> | null,
): Fault[] {
  const faults: Fault[] = [];
  if (attempt !== (last?.attempt ?? 0) + 1) faults.push(["attempt", "attempts count up from 1"]);
  if (last !== null && last.supersededAt === null)
    faults.push(["shippedAt", "the iteration before says that nothing superseded it"]);
  if (last !== null && msOf(shippedAt) < msOf(last.shippedAt))
    faults.push(["shippedAt", "lies before the iteration before"]);
  if (supersededAt !== null && msOf(supersededAt) < msOf(shippedAt))
    faults.push(["supersededAt", "lies before it was shipped"]);
  if (sealedAt !== null && (supersededAt === null || msOf(sealedAt) < msOf(supersededAt)))
    faults.push(["sealedAt", "only what was superseded is sealed, and later"]);
  return faults;
}

/** Notes that something was told; a fault if it was before. */
export function once(story: ToldStory, field: string, name: string): Fault[] {
  if (story.told.has(name)) return [[field, "this was told before"]];
  story.told.add(name);
  return [];
}

/** Whether something of a person may stand, given when it happened at the latest. */
export function erasedFault(
  { erased }: ToldStory,
  customer: string,
  given: { field: string; at: number },
): Fault[] {
  const at = erased.get(customer.slice(1));
  const isBefore = at !== undefined && given.at <= at;
  return isBefore ? [[given.field, "is from before this person was erased"]] : [];
}

export function addTombstone(story: ToldStory, record: LineOf<"tombstone">): Fault[] {
  const hash = record.customer.slice(1);
  if (story.erased.has(hash)) return [["customer", "this was told before"]];
  story.erased.set(hash, msOf(record.erasedAt));
  return [];
}
