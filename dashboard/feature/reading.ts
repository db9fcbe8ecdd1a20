// One feature as read from the API: the iteration shown, those before it, and their place in the address.

import type { FeatureDetail } from "../../contract/api/features.ts";
import { call, type Result } from "../api.ts";
import { type Address, useAddress } from "../frame/address.ts";
import { useResource } from "../resource.ts";

/** Which feature a page is about, and from where it is looked at. */
export interface Subject {
  project: string;
  feature: string;
  /** A label; empty for the current iteration. */
  iteration: string;
  /** `YYYY-MM-DD`; empty for today. */
  asOf: string;
}

export function subjectOf(
  params: { project: string; feature: string },
  query: Address["query"],
): Subject {
  return { ...params, iteration: query["iteration"] ?? "", asOf: query["as-of"] ?? "" };
}

/** What every key of a feature's resources begins with. */
export function prefixOf({ project, feature }: Pick<Subject, "project" | "feature">): string {
  return `project:${project}:feature:${feature}:`;
}

export function useFeature(subject: Subject) {
  const { iteration, asOf } = subject;
  return useResource(`${prefixOf(subject)}${iteration}:${asOf}`, () => read(subject, iteration));
}

function read({ project, feature, asOf }: Subject, iteration: string) {
  return call(
    "GET /projects/{project}/features/{feature}",
    { project, feature },
    { query: { ...(asOf && { "as-of": asOf }), ...(iteration && { iteration }) } },
  );
}

/** Whether the iteration shown is the one that customers meet now. */
export function isCurrent({ iteration, iterations }: FeatureDetail): boolean {
  return iterations.every(({ attempt }) => attempt <= iteration.attempt);
}

/** The curves show this many iterations before the one looked at. */
const EARLIER = 4;

/** The details of iterations shipped before one, for the curves. */
export function useEarlier(subject: Subject, shown: FeatureDetail | null) {
  const labels = (shown?.iterations ?? [])
    .filter(({ attempt }) => attempt < (shown?.iteration.attempt ?? 0))
    .toSorted((a, b) => b.attempt - a.attempt)
    .slice(0, EARLIER)
    .map(({ label }) => label);
  const key = `${prefixOf(subject)}before:${subject.asOf}:${labels.join()}`;
  return useResource(labels.length > 0 ? key : null, () => readAll(subject, labels));
}

async function readAll(
  subject: Subject,
  labels: readonly string[],
): Promise<Result<FeatureDetail[]>> {
  const results = await Promise.all(labels.map((label) => read(subject, label)));
  const wrong = results.find((result) => !result.ok);
  if (wrong && !wrong.ok) return wrong;
  return { ok: true, value: results.flatMap((result) => (result.ok ? [result.value] : [])) };
}

export const VIEWS = ["evidence", "answers", "promise", "setup"] as const;
export type View = (typeof VIEWS)[number];

export function useView(): View {
  const { query } = useAddress();
  return VIEWS.find((view) => view === query["view"]) ?? "evidence";
}
