// A feature as the portfolio shows it.

import type { FeatureRow } from "../../../contract/api/features.ts";
import type { Iteration } from "../../ledger/catalogue.ts";
import type { Entry } from "../../standing/portfolio.ts";
import { type Confirmation, UNSIGNED } from "../confirmation/confirmations.ts";

export function rowOf(entry: Entry, confirmation: Confirmation | undefined): FeatureRow {
  const { feature, iteration, standing } = entry;
  return {
    key: feature.key,
    name: feature.name,
    owner: feature.owner,
    discovered: feature.discovered === 1,
    retired: feature.retired_at !== null,
    paused: feature.paused === 1,
    iteration: iterationOf(iteration),
    verdict: standing?.verdict ?? null,
    confirmation: confirmation ?? UNSIGNED,
    spark: standing?.spark ?? [],
  };
}

export function iterationOf({ label, shipped_at, attempt }: Iteration): FeatureRow["iteration"] {
  return { label, shippedAt: new Date(shipped_at).toISOString(), attempt };
}
