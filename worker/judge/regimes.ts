// Regimes: spans of days under the same promise. Help is decided once in each.

import type { Regime } from "../../contract/verdict.ts";
import type { Day, History, Terms, TermsChange } from "./history.ts";

/** A span from `since` until the next one's, with the terms that hold in it. */
export interface Reign {
  since: Day;
  why: Regime["why"];
  terms: Terms;
}

/** The regimes of a history until a day, ascending. Terms that changed before shipping are simply its terms. */
export function reignsOf(history: History, today: Day): [Reign, ...Reign[]] {
  const since = Math.min(history.shippedOn, today);
  const changes = history.changes.filter((change) => change.day <= today);
  const before = changes.filter((change) => change.day < since).at(-1);
  const reigns: [Reign, ...Reign[]] = [
    { since, why: "shipped", terms: before?.to ?? history.terms },
  ];
  for (const change of changes) if (change.day >= since) begin(reigns, change);
  return reigns;
}

/** Of several changes on one day the last one holds. */
function begin(reigns: Reign[], change: TermsChange): void {
  if (reigns.at(-1)?.since === change.day) reigns.pop();
  reigns.push({ since: change.day, why: whyOf(change), terms: change.to });
}

function whyOf({ from, to }: TermsChange): Regime["why"] {
  if (from.helpfulness !== to.helpfulness || from.adoption !== to.adoption) return "target";
  if (from.unit !== to.unit) return "unit";
  return from.population === to.population ? "target" : "population";
}
