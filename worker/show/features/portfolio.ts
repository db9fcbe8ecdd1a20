// The portfolio: every feature with its verdict, what needs a person first.

import type { FeatureRow } from "../../../contract/api/features.ts";
import type { Query } from "../../../contract/api/routes.ts";
import type { Call } from "../../handler.ts";
import { startOf } from "../../ledger/calendar.ts";
import type { Feature } from "../../ledger/catalogue.ts";
import { isRefusal } from "../../problem.ts";
import { portfolioOf } from "../../standing/portfolio.ts";
import { asOfDay } from "../as-of.ts";
import { confirmationsOf } from "../confirmation/confirmations.ts";
import { rowOf } from "./feature-row.ts";
import { byNeed } from "./needs.ts";

type Operation = "GET /projects/{project}/features";

export async function listFeatures({ env, project, query, now }: Call<Operation>) {
  const asOf = asOfDay(query["as-of"], project, now);
  if (isRefusal(asOf)) return asOf;
  const { day } = asOf;
  const entries = await portfolioOf(env, project, { now, asOf: day, wanted: wantedBy(query) });
  const confirmations = await confirmationsOf(
    env.DB,
    entries.map(({ iteration }) => iteration.id),
    day === undefined ? undefined : startOf(day + 1, project.time_zone) - 1,
  );
  const items = entries
    .map((entry) => rowOf(entry, confirmations.get(entry.iteration.id)))
    .filter((row) => query.state === undefined || row.verdict?.state === query.state)
    .sort(byNeed);
  return { items, cursor: null } satisfies { items: FeatureRow[]; cursor: null };
}

/** Whether a feature fits the filters that need no verdict. */
function wantedBy({ q, owner }: Query<Operation>): (feature: Feature) => boolean {
  const words = q?.trim().toLowerCase() ?? "";
  return (feature) => {
    const text = [feature.key, feature.name, feature.owner, feature.value].join("\n").toLowerCase();
    return text.includes(words) && (owner === undefined || feature.owner === owner);
  };
}
