// API tokens: found by their hash, used up to their scope, project and expiry.

import type { Compilable } from "kysely";
import { first, prepare, query } from "../database.ts";
import type { Env } from "../env.ts";
import { orLater } from "../unavailable.ts";
import type { TokenTable } from "./schema.ts";
import { hashOf, newId, newSecret } from "./secret.ts";

const NOTED_MS = 3_600_000;

/** The live token of an `Authorization` header, or null. Notes its use at most once an hour. */
export async function tokenOf(header: string, env: Env, now: number): Promise<TokenTable | null> {
  const secret = /^bearer +(lt_[\w-]{32,})$/i.exec(header)?.[1];
  if (secret === undefined) return null;
  const hash = await hashOf(secret);
  const row = await first(env.DB, query.selectFrom("token").where("hash", "=", hash).selectAll());
  if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
  if ((row.last_used_at ?? 0) <= now - NOTED_MS) await orLater("last use", noteUse(env, hash, now));
  return row;
}

async function noteUse(env: Env, hash: string, now: number): Promise<void> {
  const used = { last_used_at: now };
  await prepare(env.DB, query.updateTable("token").set(used).where("hash", "=", hash)).run();
}

/** A token to be made. */
export interface TokenOrder {
  name: string;
  scope: "read" | "write";
  /** Null for the whole deployment. */
  project: string | null;
  /** ms, or null for never. */
  expiresAt: number | null;
  /** Who makes it: a name to be read, and the id of the user or token it falls with. */
  by: { name: string; id: string | null };
}

/** A new token: its secret, to be shown once, its row, and the insertion. */
export async function newToken(order: TokenOrder, now: number) {
  const secret = newSecret("lt_");
  const row: TokenTable = {
    hash: await hashOf(secret),
    id: newId("t"),
    project: order.project,
    name: order.name,
    scope: order.scope,
    created_at: now,
    created_by: order.by.name,
    maker: order.by.id,
    expires_at: order.expiresAt,
    last_used_at: null,
  };
  const insertion: Compilable = query.insertInto("token").values(row);
  return { secret, row, insertion };
}
