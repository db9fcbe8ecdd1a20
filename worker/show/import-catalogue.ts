// What makes an import seen: features, iterations and all that people decided, in one transaction with its end.

import type { ExportLine, LineOf } from "../../contract/export.ts";
import { prepare, query } from "../database.ts";
import { type Env, shardsBound } from "../env.ts";
import type { Project } from "../ledger/catalogue.ts";
import { originRows } from "../ledger/origins.ts";
import { auditLine } from "../people/audit.ts";
import { THIS_ITERATION } from "./export-catalogue.ts";
import { featureRow, iterationRow, msOf, msOrNull } from "./import-rows.ts";
import { ending } from "./import-spool.ts";
import { idOf, type Writing } from "./import-writing.ts";
import { inserting } from "./inserting.ts";
import { nameIn, sealOf } from "./names-out.ts";
import { projectColumns } from "./project-columns.ts";

/** The kinds of records that people made; few enough to be held at once. */
const DECIDED = new Set<ExportLine["kind"]>([
  ...(["export", "project", "feature", "iteration", "confirmation", "event"] as const),
  ...(["goal", "decision", "quarter", "burst", "audit"] as const),
]);

export function isDecided(record: ExportLine): boolean {
  return DECIDED.has(record.kind);
}

export interface Showing extends Writing {
  project: Project;
  records: readonly ExportLine[];
  by: string;
  now: number;
}

/**
 * Shows an import. Throws what D1 throws; then nothing of it is seen. The project must still be empty: the
 * table `import` says so, and aborts the transaction otherwise.
 */
export async function showImport(showing: Showing): Promise<void> {
  const { env, importing, project, by, now } = showing;
  const db = env.DB;
  const settings = await settingsOf(showing);
  await db.batch([
    db.prepare(STILL_EMPTY).bind(importing.id),
    ...rowsOf(showing).flatMap((insertion) => inserting(db, insertion)),
    prepare(db, query.updateTable("project").set(settings).where("id", "=", project.id)),
    prepare(db, query.deleteFrom("project_origin").where("project", "=", project.id)),
    prepare(
      db,
      query
        .insertInto("project_origin")
        .values(originRows(project.id, JSON.parse(settings.origins ?? "[]") as string[])),
    ),
    auditLine(db, {
      ...{ project: project.id, now, by, action: "project imported" },
      subject: settings.name ?? project.name,
      before: null,
      after: { lines: showing.records.length },
    }),
    ...ending(db, importing.id),
  ]);
}

/** Counts what the project holds by now; `CHECK (found = 0)` lets nothing pass. */
const STILL_EMPTY = `
UPDATE import SET found = (SELECT count(*) FROM feature f WHERE f.project = import.project)
  + (SELECT count(*) FROM closed_quarter q WHERE q.project = import.project)
  + (SELECT count(*) FROM project p WHERE p.id = import.project AND p.shards IS NOT NULL)
WHERE id = ?1`;

async function settingsOf({ env, project, records, importing }: Showing) {
  const [record] = of(records, "project");
  const [header] = of(records, "export");
  if (!record || !header) throw new Error("an import that was found right lacks its settings");
  const { kind: _, ...told } = record;
  const columns = await projectColumns(told, (__, name) =>
    nameIn(env.LANDED_SECRET, importing.project)(name),
  );
  return {
    ...columns,
    pseudonym_scope: await scopeOf(env, project, header),
    shards: shardsBound(env),
  };
}

/** Whose pseudonyms these are, if this deployment vouches for that; else nobody is recognised again. */
async function scopeOf(env: Env, project: Project, { pseudonyms }: LineOf<"export">) {
  const { scope, seal } = pseudonyms;
  const isVouched = seal === (await sealOf(env.LANDED_SECRET, scope));
  return isVouched ? scope : `unknown/${project.id}`;
}

function of<Kind extends ExportLine["kind"]>(records: readonly ExportLine[], kind: Kind) {
  return records.filter((record): record is LineOf<Kind> => record.kind === kind);
}

/** Names that this deployment does not answer for. */
const MARK = " (imported)";

function marked(name: string): string {
  return name.endsWith(MARK) ? name : name + MARK;
}

function rowsOf(showing: Showing) {
  const { records, importing, project } = showing;
  const ids = new Map(
    of(records, "feature").map(({ key }, place) => [key, importing.firstId + place]),
  );
  const feature = (key: string) => ids.get(key) ?? 0;
  const iteration = (ref: { feature: string; iteration: string }) => idOf(showing, ref);
  return [
    {
      table: "feature",
      rows: of(records, "feature").map((record) => {
        const given = { id: feature(record.key), project: project.id, current: null };
        const { current: _, ...row } = featureRow(record, given);
        return row;
      }),
    },
    {
      table: "iteration",
      rows: of(records, "iteration").map((record) =>
        iterationRow(record, {
          id: iteration({ feature: record.feature, iteration: record.label }),
          feature: feature(record.feature),
        }),
      ),
    },
    {
      table: "confirmation",
      rows: of(records, "confirmation").map((record) => ({
        iteration: iteration(record),
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
      })),
    },
    {
      table: "event",
      rows: of(records, "event").map((record) => {
        const id =
          record.iteration === null
            ? null
            : iteration({ feature: record.feature, iteration: record.iteration });
        return {
          feature: feature(record.feature),
          iteration: id,
          at: msOf(record.at),
          kind: record.about,
          text: record.text,
          once: record.once === null ? null : record.once.replaceAll(THIS_ITERATION, String(id)),
        };
      }),
    },
    {
      table: "goal",
      rows: of(records, "goal").map(({ quarter, value, ...record }) => {
        return { project: project.id, quarter, feature: feature(record.feature), value };
      }),
    },
    {
      table: "decision",
      rows: of(records, "decision").map((record) => ({
        project: project.id,
        quarter: record.quarter,
        iteration: iteration(record),
        decision: record.decision,
        reason: record.reason,
        by_name: record.by,
        at: msOf(record.at),
      })),
    },
    {
      table: "closed_quarter",
      rows: of(records, "quarter").map((record) => ({
        project: project.id,
        quarter: record.quarter,
        by_name: record.by,
        at: msOf(record.at),
        frozen: JSON.stringify(record.frozen),
      })),
    },
    {
      table: "burst",
      rows: of(records, "burst").map((record) => ({
        iteration: iteration(record),
        hour: record.hour,
        day: Math.floor(Date.parse(record.day) / 86_400_000),
        answers: record.answers,
        usual: record.usual,
        excluded_at: msOrNull(record.excludedAt),
        excluded_by: record.excludedBy,
        reason: record.reason,
      })),
    },
    {
      table: "audit",
      rows: of(records, "audit").map((record) => ({
        project: project.id,
        at: msOf(record.at),
        by_name: marked(record.by),
        action: record.action,
        subject: record.subject,
        before: record.before === null ? null : JSON.stringify(record.before),
        after: record.after === null ? null : JSON.stringify(record.after),
      })),
    },
  ];
}
