// In which order features want a person: what slips first, what is settled last.

import type { FeatureRow } from "../../../contract/api/features.ts";
import type { State } from "../../../contract/verdict.ts";

const RANK: Record<Exclude<State, "done" | "collecting">, number> = {
  slipping: 0,
  "not-helping": 2,
  neither: 3,
  "not-reached": 4,
  "too-close": 5,
};

/** The lower, the sooner it wants a person. */
function rankOf({ verdict, confirmation, retired, discovered }: FeatureRow): number {
  if (retired) return 9;
  if (verdict === null || discovered) return 6;
  if (verdict.state === "slipping") return RANK.slipping;
  if (verdict.state === "collecting") return 7;
  if (confirmation.complete) return 8;
  return verdict.state === "done" ? 1 : RANK[verdict.state];
}

/** What needs a person first; among equals by name. */
export function byNeed(a: FeatureRow, b: FeatureRow): number {
  return rankOf(a) - rankOf(b) || a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1);
}
