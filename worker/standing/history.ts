// Tells the judge an iteration's story: its ledger in days, its promise and how that changed.

import type { Day } from "../../contract/day.ts";
import type { Burst } from "../judge/burst.ts";
import type { DaySums, History, Terms, TermsChange } from "../judge/history.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Feature, Iteration } from "../ledger/catalogue.ts";
import type { LedgerRow } from "../ledger/sums.ts";

/** A change of the promise as the catalogue keeps it. */
export interface KeptChange extends TermsChange {
  at: number;
  by: string;
}

/** A slip that somebody looked into, as the catalogue keeps it. */
export interface Checked {
  day: Day;
  at: number;
  by: string;
  reason: string;
}

export interface Story {
  feature: Feature;
  iteration: Iteration;
  timeZone: string;
}

/** What was heard of an iteration, and what else its warnings are read from. */
export interface Evidence {
  /** Ascending by day. */
  ledger: readonly LedgerRow[];
  /** When all partners had signed; null or left out while they have not. */
  signedOff?: NonNullable<History["signedOff"]> | null;
  /** Unusual bursts of answers that nobody has excluded, ascending. */
  bursts?: readonly Burst[];
}

/** The history up to a day: what came later, or was decided later, is left out. */
export function historyOf(story: Story, evidence: Evidence, until: Day): History {
  const { iteration } = story;
  const { ledger, signedOff = null, bursts = [] } = evidence;
  const changes = changesOf(iteration);
  const known = ledger.filter((row) => row.day <= until);
  return {
    attempt: iteration.attempt,
    shippedOn: countsFrom(story),
    ...sumsOf(known),
    terms: changes[0]?.from ?? (JSON.parse(iteration.terms) as Terms),
    changes: changes.filter((change) => change.day <= until),
    checked: checksOf(iteration)
      .map((check) => check.day)
      .filter((day) => day <= until),
    signedOff,
    bursts,
  };
}

/** The terms in force on a day: those of the last change until then. */
export function termsOn(history: History, day: Day): Terms {
  return history.changes.findLast((change) => change.day <= day)?.to ?? history.terms;
}

/** The day from which an iteration's 14 days count: shipped, or adopted from discovery if that was later. */
function countsFrom({ feature, iteration, timeZone }: Story): Day {
  const adopted = iteration.attempt === 1 ? (feature.adopted_at ?? 0) : 0;
  return calendarOf(timeZone)(Math.max(iteration.shipped_at, adopted));
}

export function changesOf(iteration: Iteration): KeptChange[] {
  return JSON.parse(iteration.terms_changes) as KeptChange[];
}

export function checksOf(iteration: Iteration): Checked[] {
  return JSON.parse(iteration.checked) as Checked[];
}

/** A ledger's days as the judge is told them; days that hold nothing of either kind are left out of it. */
export function sumsOf(ledger: readonly LedgerRow[]): Pick<History, "customers" | "accounts"> {
  return {
    customers: ledger.map((row) => daySums(row, "customers")).filter(holdsSomething),
    accounts: ledger.map((row) => daySums(row, "accounts")).filter(holdsSomething),
  };
}

function daySums(row: LedgerRow, whose: "customers" | "accounts"): DaySums {
  return {
    day: row.day,
    seen: row[`${whose}_seen`],
    used: row[`${whose}_used`],
    returned: row[`${whose}_returned`],
    lastUsed: row[`${whose}_last_used`],
    asked: row[`${whose}_asked`],
    helped: row[`${whose}_helped`],
    unhelped: row[`${whose}_unhelped`],
    againHelped: row[`${whose}_again_helped`],
    againUnhelped: row[`${whose}_again_unhelped`],
  };
}

function holdsSomething({ day: _, ...sums }: DaySums): boolean {
  return Object.values(sums).some((value) => value !== 0);
}
