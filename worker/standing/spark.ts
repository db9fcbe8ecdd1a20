// The little line of cumulative adoption beside a feature.

import type { Day } from "../../contract/day.ts";
import type { History } from "../judge/history.ts";

/** A spark has at most this many points. */
const POINTS = 24;

/** Adopted so far at the ends of up to 24 equal spans from shipping to a day, in the project's unit. */
export function sparkOf(history: History, day: Day): number[] {
  const { unit, rule } = history.changes.at(-1)?.to ?? history.terms;
  const sums = unit === "account" ? history.accounts : history.customers;
  const spans = Math.min(POINTS, Math.max(1, day - history.shippedOn + 1));
  const length = (day - history.shippedOn + 1) / spans;
  const points: number[] = [];
  let adopted = 0;
  let next = 0;
  for (let span = 1; span <= spans; span++) {
    const end = history.shippedOn - 1 + Math.round(span * length);
    for (; next < sums.length && (sums[next]?.day ?? 0) <= end; next++)
      adopted += sums[next]?.[rule === "once" ? "used" : "returned"] ?? 0;
    points.push(adopted);
  }
  return points;
}
