// The first owner: whoever holds the set-up link that the first start or deploy prints, and nobody else.

import { first, query } from "../database.ts";
import { conflict, isRefusal, type Refusal } from "../problem.ts";
import { verification } from "./link.ts";
import type { LinkTable } from "./schema.ts";
import { newId } from "./secret.ts";
import { signIn, usableLink, type Visit, WRONG } from "./sign-in.ts";

/** Who becomes the owner. `email` is lower case. */
export interface FirstOwner {
  token?: string | undefined;
  email: string;
  name: string;
}

/** Makes the holder of a set-up link the first owner and signs them in; the Set-Cookie value, or why not. */
export async function setUp(owner: FirstOwner, visit: Visit): Promise<string | Refusal> {
  const { token } = owner;
  if (await hasOwner(visit.env.DB)) return TAKEN;
  if (token === undefined) return WRONG;
  const link = await usableLink(token, visit);
  if (isRefusal(link)) return link;
  if (link.user !== null) return WRONG;
  return (await claim(owner, link, visit)) ? signIn(token, visit) : TAKEN;
}

const TAKEN = conflict("This deployment has an owner already; ask them for a link.");

async function hasOwner(db: D1Database): Promise<boolean> {
  const owner = query.selectFrom("user").where("deployment", "=", 1).select("id").limit(1);
  return (await first(db, owner)) !== undefined;
}

/**
 * Turns the set-up link into a sign-in link of a new owner, in one transaction; false if somebody was faster.
 * Each statement acts only if the one before it did.
 */
async function claim(
  owner: FirstOwner,
  { hash }: LinkTable,
  { env, now }: Visit,
): Promise<boolean> {
  const at = new Date(now).toISOString();
  const row = verification(owner, hash, now);
  const [made] = await env.DB.batch([
    env.DB.prepare(INSERT_OWNER).bind(newId("u"), owner.name, owner.email, at, hash),
    env.DB.prepare(GIVE_LINK).bind(hash, owner.email),
    env.DB.prepare(INSERT_VERIFICATION).bind(row.id, row.identifier, row.value, row.expires_at, at),
  ]);
  return made !== undefined && made.meta.changes > 0;
}

const INSERT_OWNER = `INSERT INTO user (id, name, email, email_verified, created_at, updated_at, deployment)
  SELECT ?1, ?2, ?3, 1, ?4, ?4, 1
  WHERE NOT EXISTS (SELECT 1 FROM user WHERE deployment = 1)
    AND EXISTS (SELECT 1 FROM link WHERE hash = ?5 AND user IS NULL AND used_at IS NULL)
  ON CONFLICT (email) DO UPDATE SET deployment = 1`;

const GIVE_LINK = `UPDATE link SET user = (SELECT id FROM user WHERE email = ?2)
  WHERE hash = ?1 AND user IS NULL AND changes() > 0`;

const INSERT_VERIFICATION = `INSERT INTO verification (id, identifier, value, expires_at, created_at, updated_at)
  SELECT ?1, ?2, ?3, ?4, ?5, ?5 WHERE changes() > 0`;
