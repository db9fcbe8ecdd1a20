// The audit log as it is read: newest first, by page, searchable.

import { sql } from "kysely";
import { query, rows } from "../database.ts";
import type { Call } from "../handler.ts";
import { invalid } from "../problem.ts";
import type { AuditTable } from "../schema.ts";

const PAGE = 50;

export async function listAudit({
  env,
  params,
  query: asked,
}: Call<"GET /projects/{project}/audit">) {
  const before = asked.cursor === undefined ? Number.MAX_SAFE_INTEGER : positionOf(asked.cursor);
  if (before === null) return invalid("cursor", "is not one that this list gave out");
  const limit = asked.limit ?? PAGE;
  const lines = query
    .selectFrom("audit")
    .where("project", "=", params.project)
    .where("id", "<", before)
    .orderBy("id", "desc")
    .limit(limit + 1)
    .selectAll();
  const found = await rows(env.DB, asked.q ? lines.where(mentions(asked.q)) : lines);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(shown),
    cursor: last && found.length > limit ? btoa(`${last.id}`) : null,
  };
}

/** Where a page ended: its last line's number. */
function positionOf(cursor: string): number | null {
  try {
    const text = atob(cursor);
    return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}

/** Whether a line holds a text anywhere. Not LIKE, whose patterns D1 holds to 50 bytes. */
function mentions(text: string) {
  const line = sql`by_name || ' ' || action || ' ' || subject || ' ' || ifnull(before, '') || ' ' || ifnull(after, '')`;
  return sql<boolean>`instr(lower(${line}), lower(${text})) > 0`;
}

function shown(row: Omit<AuditTable, "id"> & { id: number }) {
  const { id, at, by_name, action, subject, before, after } = row;
  return {
    id: `${id}`,
    at: new Date(at).toISOString(),
    by: by_name,
    action,
    subject,
    before: parsed(before),
    after: parsed(after),
  };
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
