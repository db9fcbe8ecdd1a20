// Records as the rows they were told of, under ids and names of whoever reads them.

import { textToDay } from "../../../contract/day.ts";
import type { LineOf } from "../../../contract/export.ts";
import type { Feature, Iteration } from "../../ledger/catalogue.ts";
import { MILESTONES } from "../../ledger/milestones.ts";
import { emptyRow } from "../../ledger/refold.ts";
import type { JourneyTable, LedgerTable } from "../../schema.ts";
import type { Checked, KeptChange } from "../../standing/history.ts";
import { featureColumns } from "../features/feature-settings.ts";
import { CELLS } from "./export-customers.ts";

export function msOf(moment: string): number {
  return Date.parse(moment);
}

export function msOrNull(moment: string | null | undefined): number | null {
  return moment == null ? null : msOf(moment);
}

function dayOrNull(day: string | null | undefined): number | null {
  return day == null ? null : textToDay(day);
}

export function flagOf(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

export function journeyRow(
  record: LineOf<"journey">,
  iteration: number,
  subject = record.subject,
): JourneyTable {
  const { again } = record;
  return {
    iteration,
    subject,
    seen_on: dayOrNull(record.seenOn),
    used_on: dayOrNull(record.usedOn),
    returned_on: dayOrNull(record.returnedOn),
    last_used_on: dayOrNull(record.lastUsedWeek),
    asked_on: dayOrNull(record.askedOn),
    dismissed_on: dayOrNull(record.dismissedOn),
    answered_at: msOrNull(record.answeredAt),
    answered_on: dayOrNull(record.answeredOn),
    helped: record.helped === undefined ? null : flagOf(record.helped),
    again: again
      ? JSON.stringify(again.map(([day, helped]) => [textToDay(day), flagOf(helped)]))
      : null,
  };
}

export function ledgerRow(record: LineOf<"ledger">, iteration: number): LedgerTable {
  const row = emptyRow(iteration, textToDay(record.day));
  for (const milestone of MILESTONES) {
    row[`customers_${milestone}`] = record.customers[CELLS[milestone]] ?? 0;
    row[`accounts_${milestone}`] = record.accounts[CELLS[milestone]] ?? 0;
  }
  return row;
}

/** A feature's row; `ids` are those that whoever reads it gives. */
export function featureRow(
  record: LineOf<"feature">,
  ids: Pick<Feature, "id" | "project" | "current">,
): Feature {
  return {
    ...BLANK,
    ...featureColumns(record),
    ...ids,
    key: record.key,
    discovered: flagOf(record.discovered),
    adopted_at: msOrNull(record.adoptedAt),
    retired_at: msOrNull(record.retiredAt),
    created_at: msOf(record.createdAt),
  };
}

/** What an export always says otherwise: every setting is told. */
const BLANK = {
  name: "",
  question: null,
  labels: null,
  follow_up: null,
  owner: null,
  value: null,
  partners: "[]",
  target_adoption: null,
  target_helpfulness: null,
  population: null,
  adoption_rule: "twice",
  window: 28,
  moment: '"first-use"',
  placement: "bottom-right",
  paused: 0,
} as const satisfies Partial<Feature>;

export function iterationRow(
  record: LineOf<"iteration">,
  ids: Pick<Iteration, "id" | "feature">,
): Iteration {
  return {
    ...ids,
    label: record.label,
    attempt: record.attempt,
    notes: record.notes,
    shipped_at: msOf(record.shippedAt),
    superseded_at: msOrNull(record.supersededAt),
    sealed_at: msOrNull(record.sealedAt),
    terms: JSON.stringify(record.terms),
    terms_changes: JSON.stringify(changesRow(record.changes)),
    checked: JSON.stringify(checkedRow(record.checked)),
  };
}

function changesRow(changes: LineOf<"iteration">["changes"]): KeptChange[] {
  return changes.map(({ day, at, by, from, to, answers }) => {
    return { day: textToDay(day), at: msOf(at), by, from, to, answers };
  });
}

function checkedRow(checked: LineOf<"iteration">["checked"]): Checked[] {
  return checked.map(({ day, at, by, reason }) => {
    return { day: textToDay(day), at: msOf(at), by, reason };
  });
}
