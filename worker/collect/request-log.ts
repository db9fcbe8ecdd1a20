// One line a request of signals: outcome, counts and ms. No person, no text, no id.

import type { Rejection } from "../../contract/signals.ts";
import { isRefusal } from "../problem.ts";
import { isUnusable, type Outcome } from "./reply.ts";

/** Writes the line. `ms` is as the platform lets time pass: while waiting for storage. */
export function logRequest(outcome: Outcome, status: number, ms: number): void {
  const { result, signals } = outcome;
  const line = { event: "signals", route: "/v1/signals", status, signals };
  const told = isRefusal(result)
    ? { outcome: result.refused, accepted: 0, rejected: {} }
    : {
        outcome: isUnusable(outcome) ? "unusable" : "kept",
        accepted: result.accepted,
        rejected: counted(result.rejected.map(({ reason }) => reason)),
        ask: result.ask ? "granted" : (result.why ?? null),
      };
  console.log(JSON.stringify({ ...line, ...told, ms }));
}

function counted(reasons: readonly Rejection[]): Partial<Record<Rejection, number>> {
  const counts: Partial<Record<Rejection, number>> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
