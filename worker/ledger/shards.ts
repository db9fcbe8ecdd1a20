// How many shards a deployment's data was made with: the first signal fixes it, since subjects are placed by it.

import { first, query } from "../database.ts";
import { type Env, shardsBound } from "../env.ts";
import type { Refusal } from "../problem.ts";
import type { Project } from "./catalogue.ts";

/** Databases whose data is known to fit what is bound: asked once in an isolate's life. */
const agreed = new WeakSet<D1Database>();

/** Why nothing may be read or written: the data was made with another number of shards. Null where all is well. */
export async function shardMismatch(env: Env): Promise<Refusal | null> {
  if (agreed.has(env.DB)) return null;
  const made = await shardsOfData(env.DB);
  if (made === null) return null;
  if (made !== shardsBound(env)) return mismatch(made, shardsBound(env));
  agreed.add(env.DB);
  return null;
}

/** With how many shards the deployment's first signal was kept; 0: in the first database; null: nothing is kept yet. */
export async function shardsOfData(db: D1Database): Promise<number | null> {
  const row = await first(
    db,
    query.selectFrom("project").where("shards", "is not", null).select("shards").limit(1),
  );
  return row?.shards ?? null;
}

/**
 * Notes at a project's first signal how many shards there are. Refused where other data knows another number, and where
 * the project's days or names have become others since it was read: they are what they are from its first signal on.
 */
export async function claimShards(env: Env, project: Project): Promise<Refusal | null> {
  const bound = shardsBound(env);
  if (project.shards === bound) return null;
  // One statement, so that two deployments with different numbers cannot both be first.
  await env.DB.prepare(CLAIM).bind(project.id, bound).run();
  const made = await shardsOfData(env.DB);
  if (made !== null && made !== bound) return mismatch(made, bound);
  return (await isAsRead(env.DB, project)) ? null : CHANGED;
}

async function isAsRead(db: D1Database, project: Project): Promise<boolean> {
  const now = await first(
    db,
    query
      .selectFrom("project")
      .where("id", "=", project.id)
      .select(["time_zone", "pseudonym_scope"]),
  );
  return now?.time_zone === project.time_zone && now.pseudonym_scope === project.pseudonym_scope;
}

const CHANGED: Refusal = {
  refused: "unavailable",
  detail: "The project was changed at this very moment; nothing was kept, send it again.",
  retryAfter: 1,
};

const CLAIM = `UPDATE project SET shards = ?2
WHERE id = ?1 AND shards IS NULL AND NOT EXISTS (SELECT 1 FROM project other WHERE other.shards <> ?2)`;

function mismatch(made: number, bound: number): Refusal {
  return {
    refused: "unavailable",
    detail: `The data was made with ${counted(made)}, and ${counted(bound)} ${bound === 1 ? "is" : "are"} bound now. Bind what was bound before; until then nothing is read or written.`,
    retryAfter: 60,
  };
}

function counted(shards: number): string {
  if (shards === 0) return "no shards";
  return shards === 1 ? "1 shard" : `${shards} shards`;
}
