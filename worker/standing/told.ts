// What the judge is told of an iteration besides its ledger, and what it says: enough for anybody to ask it again.

import type { Day } from "../../contract/day.ts";
import type { Verdict } from "../../contract/verdict.ts";
import type { History } from "../judge/history.ts";
import { judge } from "../judge/judge.ts";
import type { LedgerRow } from "../ledger/sums.ts";
import { type Evidence, historyOf, type Story, sumsOf } from "./history.ts";

/** A history without its sums, which are the ledger's. */
export type Told = Omit<History, "customers" | "accounts">;

/** What is told on a day. */
export function toldOf(story: Story, evidence: Evidence, day: Day): Told {
  const { customers: _, accounts: __, ...told } = historyOf(story, evidence, day);
  return told;
}

/** What the judge says on a day, told these things and the ledger's days until then. */
export function verdictOn(told: Told, ledger: readonly LedgerRow[], day: Day): Verdict {
  const until = ledger.filter((row) => row.day <= day);
  return judge({ ...told, ...sumsOf(until) }, day).verdict;
}
