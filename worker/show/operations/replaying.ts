// Folds dead letters again: what now works is marked, what still fails stays with its newest reason.

import { sql } from "kysely";
import { prepare, query, rows } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Call } from "../../handler.ts";
import { whyUndelivered } from "../../ledger/delivery.ts";
import { auditLine } from "../../people/audit.ts";

/** Letters handled in one call; who has more calls again. */
const PER_CALL = 1_000;
/** Letters held at once: each may be 128 KB. */
const PIECE = 25;

interface Letter {
  id: string;
  body: string;
}

/** A letter's id, and why it still cannot be folded; null where it was. */
type Fate = { id: string; reason: string | null };

/** Folds those that wait, or those of them that are named. */
export async function replay(call: Call<"POST /projects/{project}/dead-letters/replay">) {
  const { env, params, body } = call;
  const waiting = await idsWaiting(env, params.project, body.ids);
  const fates: Fate[] = [];
  for (let start = 0; start < waiting.length; start += PIECE) {
    const piece = await read(env, waiting.slice(start, start + PIECE));
    const settled = await foldAgain(env, piece);
    await mark(call, settled);
    fates.push(...settled);
  }
  const failed = fates.filter(({ reason }) => reason !== null).length;
  return { replayed: fates.length - failed, failed };
}

async function idsWaiting(env: Env, project: string, ids: string[] | undefined): Promise<string[]> {
  const waiting = query
    .selectFrom("dead_letter")
    .where("project", "=", project)
    .where("replayed_at", "is", null)
    .orderBy("at")
    .limit(PER_CALL)
    .select("id");
  const found = await rows(
    env.DB,
    ids === undefined ? waiting : waiting.where("id", "in", values(ids)),
  );
  return found.map(({ id }) => id);
}

function read(env: Env, ids: readonly string[]): Promise<Letter[]> {
  return rows(
    env.DB,
    query.selectFrom("dead_letter").where("id", "in", values(ids)).select(["id", "body"]),
  );
}

function values(ids: readonly string[]) {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Folds all in one go; where one spoils it, one by one. */
async function foldAgain(env: Env, letters: readonly Letter[]): Promise<Fate[]> {
  const bodies = letters.map(({ body }): unknown => JSON.parse(body));
  if ((await whyUndelivered(env, bodies)) === null)
    return letters.map(({ id }) => ({ id, reason: null }));
  const fates: Fate[] = [];
  for (const [index, { id }] of letters.entries())
    fates.push({ id, reason: await whyUndelivered(env, [bodies[index]]) });
  return fates;
}

async function mark(
  { env, params, now, caller }: Call<"POST /projects/{project}/dead-letters/replay">,
  fates: readonly Fate[],
): Promise<void> {
  const changes = fates.map(({ id, reason }) =>
    query
      .updateTable("dead_letter")
      .set(reason === null ? { replayed_at: now } : { reason })
      .where("id", "=", id),
  );
  const folded = fates.filter(({ reason }) => reason === null).length;
  await env.DB.batch([
    ...changes.map((change) => prepare(env.DB, change)),
    auditLine(env.DB, {
      project: params.project,
      now,
      by: caller.name,
      action: "dead letters replayed",
      subject: `${folded} of ${fates.length}`,
      before: null,
      after: { folded, failed: fates.length - folded },
    }),
  ]);
}
