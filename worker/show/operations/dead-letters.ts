// Signals that could not be folded: who kept failing and why, and folding them again once the cause is mended.

import type { operationRoutes } from "../../../contract/api/operations.ts";
import { query, rows } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import { invalid } from "../../problem.ts";
import type { DeadLetterTable } from "../../schema.ts";
import { replay } from "./replaying.ts";

const PAGE = 50;

/** The newest first, by page. */
async function list({ env, params, query: asked }: Call<"GET /projects/{project}/dead-letters">) {
  const after = asked.cursor === undefined ? END : positionOf(asked.cursor);
  if (after === null) return invalid("cursor", "is not one that this list gave out");
  const limit = asked.limit ?? PAGE;
  const found = await rows(
    env.DB,
    query
      .selectFrom("dead_letter")
      .where("project", "=", params.project)
      .where((where) =>
        where.or([
          where("at", "<", after.at),
          where.and([where("at", "=", after.at), where("id", "<", after.id)]),
        ]),
      )
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .select(["id", "at", "reason", "signals", "replayed_at"]),
  );
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = last !== undefined && found.length > limit;
  return { items: items.map(shown), cursor: more ? btoa(`${last.at} ${last.id}`) : null };
}

interface Position {
  at: number;
  id: string;
}

/** Before the first row. */
const END: Position = { at: Number.MAX_SAFE_INTEGER, id: "" };

/** Where a page ended: its last letter's moment and id. */
function positionOf(cursor: string): Position | null {
  try {
    const [, at, id] = /^(\d{1,15}) (.{1,200})$/s.exec(atob(cursor)) ?? [];
    return at !== undefined && id !== undefined ? { at: Number(at), id } : null;
  } catch {
    return null;
  }
}

function shown(row: Omit<DeadLetterTable, "project" | "body">) {
  const { id, at, reason, signals, replayed_at } = row;
  return {
    id,
    at: new Date(at).toISOString(),
    reason,
    signals,
    replayedAt: replayed_at === null ? null : new Date(replayed_at).toISOString(),
  };
}

export const deadLetterHandlers: Handlers<
  Pick<
    typeof operationRoutes,
    "GET /projects/{project}/dead-letters" | "POST /projects/{project}/dead-letters/replay"
  >
> = {
  "GET /projects/{project}/dead-letters": list,
  "POST /projects/{project}/dead-letters/replay": replay,
};
