// The records of an export that people decided: settings, features, iterations, and what was said and done about them.

import type { Selectable } from "kysely";
import { type Day, dayToText } from "../../../contract/day.ts";
import type { LineOf } from "../../../contract/export.ts";
import type { Feature, Iteration, Project } from "../../ledger/catalogue.ts";
import type {
  AuditTable,
  BurstTable,
  ClosedQuarterTable,
  ConfirmationTable,
  DecisionTable,
  EventTable,
  GoalTable,
} from "../../schema.ts";
import { changesOf, checksOf } from "../../standing/history.ts";
import { settingsOf } from "../features/feature-settings.ts";
import { projectSettings } from "../project.ts";

/** A row without its own id. */
type Row<Table> = Omit<Selectable<Table>, "id">;

export function momentOf(at: number): string {
  return new Date(at).toISOString();
}

export function momentOrNull(at: number | null): string | null {
  return at === null ? null : momentOf(at);
}

export function dayOrNull(day: Day | null): string | null {
  return day === null ? null : dayToText(day);
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

export function projectRecord(
  row: Project,
  internal: LineOf<"project">["internal"],
): LineOf<"project"> {
  return { kind: "project", ...projectSettings(row), internal };
}

export function featureRecord(row: Feature): LineOf<"feature"> {
  return {
    kind: "feature",
    key: row.key,
    ...settingsOf(row),
    partners: JSON.parse(row.partners) as LineOf<"feature">["partners"],
    discovered: row.discovered === 1,
    adoptedAt: momentOrNull(row.adopted_at),
    retiredAt: momentOrNull(row.retired_at),
    createdAt: momentOf(row.created_at),
  };
}

export function iterationRecord(row: Iteration, feature: string): LineOf<"iteration"> {
  return {
    kind: "iteration",
    feature,
    label: row.label,
    attempt: row.attempt,
    notes: row.notes,
    shippedAt: momentOf(row.shipped_at),
    supersededAt: momentOrNull(row.superseded_at),
    sealedAt: momentOrNull(row.sealed_at),
    terms: JSON.parse(row.terms) as LineOf<"iteration">["terms"],
    changes: changesOf(row).map(({ day, at, by, from, to, answers }) => ({
      ...{ day: dayToText(day), at: momentOf(at), by, from, to, answers },
    })),
    checked: checksOf(row).map(({ day, at, by, reason }) => ({
      ...{ day: dayToText(day), at: momentOf(at), by, reason },
    })),
  };
}

/** Of which feature and iteration a row is, in words that mean the same everywhere. */
export interface Ref {
  feature: string;
  iteration: string;
}

export function confirmationRecord(row: Row<ConfirmationTable>, ref: Ref): LineOf<"confirmation"> {
  return {
    kind: "confirmation",
    ...ref,
    partner: row.partner,
    by: row.by_name,
    at: momentOf(row.at),
    note: row.note,
    override: row.override,
    frozen: JSON.parse(row.frozen) as LineOf<"confirmation">["frozen"],
    endedAt: momentOrNull(row.ended_at),
    endedBy: row.ended_by,
    imported: row.imported === 1,
  };
}

/** Where an event's name for "once" speaks of its iteration's id, which means nothing elsewhere. */
export const THIS_ITERATION = "{iteration}";

export function eventRecord(
  row: Row<EventTable>,
  ref: { feature: string; iteration: string | null },
): LineOf<"event"> {
  return {
    kind: "event",
    ...ref,
    at: momentOf(row.at),
    about: row.kind as LineOf<"event">["about"],
    text: row.text,
    once: row.once === null ? null : portable(row.once, row.iteration),
  };
}

function portable(once: string, iteration: number | null): string {
  const [what, whose, ...rest] = once.split(" ");
  return whose === String(iteration) ? [what, THIS_ITERATION, ...rest].join(" ") : once;
}

export function goalRecord(row: GoalTable, feature: string): LineOf<"goal"> {
  return { kind: "goal", quarter: row.quarter, feature, value: row.value };
}

export function decisionRecord(row: DecisionTable, ref: Ref): LineOf<"decision"> {
  return {
    kind: "decision",
    quarter: row.quarter,
    ...ref,
    decision: row.decision,
    reason: row.reason,
    by: row.by_name,
    at: momentOf(row.at),
  };
}

export function quarterRecord(row: ClosedQuarterTable): LineOf<"quarter"> {
  return {
    kind: "quarter",
    quarter: row.quarter,
    by: row.by_name,
    at: momentOf(row.at),
    frozen: JSON.parse(row.frozen) as LineOf<"quarter">["frozen"],
  };
}

export function burstRecord(row: BurstTable, ref: Ref): LineOf<"burst"> {
  return {
    kind: "burst",
    ...ref,
    hour: row.hour,
    day: dayToText(row.day),
    answers: row.answers,
    usual: row.usual,
    excludedAt: momentOrNull(row.excluded_at),
    excludedBy: row.excluded_by,
    reason: row.reason,
  };
}

export function auditRecord(row: Row<AuditTable>): LineOf<"audit"> {
  return {
    kind: "audit",
    at: momentOf(row.at),
    by: row.by_name,
    action: row.action,
    subject: row.subject,
    before: parsed<LineOf<"audit">["before"]>(row.before),
    after: parsed<LineOf<"audit">["after"]>(row.after),
  };
}
