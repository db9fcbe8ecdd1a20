// The rows of what people decided, under the ids and in the name of the project they are imported into.

import { textToDay } from "../../../contract/day.ts";
import type { ExportLine, LineOf } from "../../../contract/export.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { THIS_ITERATION } from "./export-catalogue.ts";
import { featureRow, iterationRow, msOf, msOrNull } from "./import-rows.ts";
import { idOf, type Writing } from "./import-writing.ts";
import type { Insertion } from "./inserting.ts";

interface Deciding extends Writing {
  project: Project;
  records: readonly ExportLine[];
}

/** The ids of what records name. */
interface Ids {
  project: string;
  feature(key: string): number;
  iteration(ref: { feature: string; iteration: string }): number;
}

/** Every row, in an order in which each finds what it refers to. */
export function decidedRows(deciding: Deciding): Insertion[] {
  const { records } = deciding;
  const ids = idsOf(deciding);
  const rows = <Kind extends ExportLine["kind"]>(
    table: string,
    kind: Kind,
    rowOf: (record: LineOf<Kind>, ids: Ids) => object,
  ): Insertion => ({ table, rows: recordsOf(records, kind).map((each) => rowOf(each, ids)) });
  return [
    rows("feature", "feature", featureOf),
    rows("iteration", "iteration", iterationOf),
    rows("confirmation", "confirmation", confirmationOf),
    rows("event", "event", eventOf),
    rows("goal", "goal", goalOf),
    rows("decision", "decision", decisionOf),
    rows("closed_quarter", "quarter", quarterOf),
    rows("burst", "burst", burstOf),
    rows("audit", "audit", auditOf),
  ];
}

/** The records of one kind. */
export function recordsOf<Kind extends ExportLine["kind"]>(
  records: readonly ExportLine[],
  kind: Kind,
): LineOf<Kind>[] {
  return records.filter((record): record is LineOf<Kind> => record.kind === kind);
}

function idsOf(deciding: Deciding): Ids {
  const { firstId } = deciding.importing;
  const features = recordsOf(deciding.records, "feature");
  const places = new Map(features.map(({ key }, place) => [key, firstId + place]));
  return {
    project: deciding.project.id,
    feature: (key) => places.get(key) ?? 0,
    iteration: (ref) => idOf(deciding, ref),
  };
}

function featureOf(record: LineOf<"feature">, ids: Ids) {
  const given = { id: ids.feature(record.key), project: ids.project, current: null };
  // The current iteration is kept beside its feature by the iteration's own insertion.
  const { current: _, ...row } = featureRow(record, given);
  return row;
}

function iterationOf(record: LineOf<"iteration">, ids: Ids) {
  const { feature, label } = record;
  return iterationRow(record, {
    id: ids.iteration({ feature, iteration: label }),
    feature: ids.feature(feature),
  });
}

function confirmationOf(record: LineOf<"confirmation">, ids: Ids) {
  return {
    iteration: ids.iteration(record),
    partner: record.partner,
    by_id: "imported",
    by_name: record.by,
    at: msOf(record.at),
    note: record.note,
    override: record.override,
    frozen: JSON.stringify(record.frozen),
    ended_at: msOrNull(record.endedAt),
    ended_by: record.endedBy,
    imported: 1,
  };
}

function eventOf(record: LineOf<"event">, ids: Ids) {
  const { feature, iteration } = record;
  const id = iteration === null ? null : ids.iteration({ feature, iteration });
  return {
    feature: ids.feature(feature),
    iteration: id,
    at: msOf(record.at),
    kind: record.about,
    text: record.text,
    once: onceOf(record.once, id),
  };
}

/**
 * The name of what is told once, of this iteration's own alone: `what id …`. Any other could be that of an event
 * which another project has still to tell.
 */
function onceOf(once: string | null, iteration: number | null): string | null {
  if (once === null || iteration === null) return null;
  const [what, whose, ...rest] = once.split(" ");
  return whose === THIS_ITERATION ? [what, iteration, ...rest].join(" ") : null;
}

function goalOf({ quarter, feature, value }: LineOf<"goal">, ids: Ids) {
  return { project: ids.project, quarter, feature: ids.feature(feature), value };
}

function decisionOf(record: LineOf<"decision">, ids: Ids) {
  return {
    project: ids.project,
    quarter: record.quarter,
    iteration: ids.iteration(record),
    decision: record.decision,
    reason: record.reason,
    by_name: record.by,
    at: msOf(record.at),
  };
}

function quarterOf(record: LineOf<"quarter">, ids: Ids) {
  return {
    project: ids.project,
    quarter: record.quarter,
    by_name: record.by,
    at: msOf(record.at),
    frozen: JSON.stringify(record.frozen),
  };
}

function burstOf(record: LineOf<"burst">, ids: Ids) {
  return {
    iteration: ids.iteration(record),
    hour: record.hour,
    day: textToDay(record.day),
    answers: record.answers,
    usual: record.usual,
    excluded_at: msOrNull(record.excludedAt),
    excluded_by: record.excludedBy,
    reason: record.reason,
  };
}

/** Stands behind names that this deployment does not answer for. */
const MARK = " (imported)";

function auditOf(record: LineOf<"audit">, ids: Ids) {
  return {
    project: ids.project,
    at: msOf(record.at),
    by_name: record.by.endsWith(MARK) ? record.by : record.by + MARK,
    action: record.action,
    subject: record.subject,
    before: record.before === null ? null : JSON.stringify(record.before),
    after: record.after === null ? null : JSON.stringify(record.after),
  };
}
