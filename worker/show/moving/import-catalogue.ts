// What makes an import seen: features, iterations and all that people decided, in one transaction with its end.

import type { ExportLine, LineOf } from "../../../contract/export.ts";
import { prepare, query } from "../../database.ts";
import { type Env, shardsBound } from "../../env.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { replaceOrigins } from "../../ledger/origins.ts";
import { auditLine } from "../../people/audit.ts";
import { projectColumns } from "../projects/project-columns.ts";
import { decidedRows, recordsOf } from "./import-decided.ts";
import { ending } from "./import-spool.ts";
import type { Writing } from "./import-writing.ts";
import { inserting } from "./inserting.ts";
import { nameIn, sealOf } from "./names-out.ts";

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
  /** What people decided. */
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
    db.prepare(STILL_OPEN).bind(importing.id),
    db.prepare(STILL_EMPTY).bind(importing.id),
    ...decidedRows(showing).flatMap((insertion) => inserting(db, insertion)),
    prepare(db, query.updateTable("project").set(settings).where("id", "=", project.id)),
    ...replaceOrigins(db, project.id, JSON.parse(settings.origins ?? "[]") as string[]),
    auditLine(db, {
      ...{ project: project.id, now, by, action: "project imported" },
      subject: settings.name ?? project.name,
      before: null,
      after: { lines: showing.records.length },
    }),
    ...ending(db, importing.id),
  ]);
}

/** Shows nothing of an import that was undone meanwhile: no part is without lines. */
const STILL_OPEN = `
INSERT INTO import_part (import, number, lines)
SELECT ?1, -1, NULL WHERE NOT EXISTS (SELECT 1 FROM import WHERE id = ?1)`;

/** Counts what the project holds by now; `CHECK (found = 0)` lets nothing pass. */
const STILL_EMPTY = `
UPDATE import SET found = (SELECT count(*) FROM feature f WHERE f.project = import.project)
  + (SELECT count(*) FROM closed_quarter q WHERE q.project = import.project)
  + (SELECT count(*) FROM project p WHERE p.id = import.project AND p.shards IS NOT NULL)
WHERE id = ?1`;

async function settingsOf({ env, project, records, importing }: Showing) {
  const [record] = recordsOf(records, "project");
  const [header] = recordsOf(records, "export");
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
