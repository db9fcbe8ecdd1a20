// The portfolio as read from the API, and as filtered by the address.

import type { FeatureRow } from "../../contract/api/features.ts";
import { STATES, type State } from "../../contract/verdict.ts";
import { call, type Result } from "../api.ts";
import { useResource } from "../resource.ts";
import { needOf } from "../words/needs.ts";

export type Shown = State | "needs" | "discovered" | "retired" | "";

export interface Filter {
  shown: Shown;
  owner: string;
  text: string;
}

export function usePortfolio(project: string, asOf: string) {
  return useResource(`project:${project}:features:${asOf}`, () => loadAll(project, asOf));
}

/** All pages of the portfolio, what needs a person first. */
async function loadAll(project: string, asOf: string): Promise<Result<FeatureRow[]>> {
  const query = asOf ? { "as-of": asOf } : {};
  const page = await call("GET /projects/{project}/features", { project }, { query });
  if (!page.ok) return page;
  return { ok: true, value: page.value.items.toSorted((a, b) => needOf(a).rank - needOf(b).rank) };
}

export function filterOf(query: Record<string, string>): Filter {
  const { state = "", owner = "", q = "" } = query;
  const known: readonly string[] = [...STATES, "needs", "discovered", "retired"];
  return { shown: known.includes(state) ? (state as Shown) : "", owner, text: q };
}

export function filtered(
  features: readonly FeatureRow[],
  { shown, owner, text }: Filter,
): FeatureRow[] {
  const wanted = text.trim().toLowerCase();
  return features.filter(
    (one) =>
      isShown(one, shown) &&
      (owner === "" || one.owner === owner) &&
      `${one.name} ${one.key} ${one.owner ?? ""}`.toLowerCase().includes(wanted),
  );
}

function isShown(one: FeatureRow, shown: Shown): boolean {
  if (shown === "discovered") return one.discovered && !one.retired;
  if (shown === "retired") return one.retired;
  if (one.retired || one.verdict === null) return false;
  if (shown === "needs") return needOf(one).you;
  return shown === "" || one.verdict.state === shown;
}

/** How many there are of each kind, for the filter's own labels. */
export function countBy(features: readonly FeatureRow[], shown: Shown): number {
  return features.filter((one) => isShown(one, shown)).length;
}
