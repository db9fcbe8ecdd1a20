// Ends what somebody held in a project, once they are no longer in it or no longer its owner.

import type { Member } from "./schema.ts";

type Membership = Pick<Member, "user" | "project">;

/**
 * Tokens fall with the ownership of whoever made them, and so do those that they made: nobody keeps by a token what
 * they lost. Owners still, and the deployment's, keep theirs.
 */
export function endTokens(db: D1Database, { user, project }: Membership): D1PreparedStatement {
  return db.prepare(END_TOKENS).bind(user, project);
}

/** Revokes a token and all that it made. */
export function revokeToken(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare(REVOKE).bind(id);
}

/** Sessions and unused links that reached the project alone, or that reach nothing any more. */
export function endAccess(
  db: D1Database,
  { user, project }: Membership,
  now: number,
): D1PreparedStatement[] {
  return [
    db.prepare(`DELETE FROM session WHERE user_id = ?1 AND ${IS_OUT}`).bind(user, project),
    db
      .prepare(`UPDATE link SET used_at = ?3 WHERE user = ?1 AND used_at IS NULL AND ${IS_OUT}`)
      .bind(user, project, now),
  ];
}

const IS_OUT = `NOT EXISTS (SELECT 1 FROM member WHERE user = ?1 AND project = ?2)
  AND (project = ?2 OR NOT EXISTS (SELECT 1 FROM member WHERE user = ?1))
  AND NOT EXISTS (SELECT 1 FROM user WHERE id = ?1 AND deployment = 1)`;

const AND_WHAT_THEY_MADE =
  "UNION SELECT token.id FROM token JOIN fallen ON token.maker = fallen.id";

const REVOKE = `WITH RECURSIVE fallen (id) AS (SELECT ?1 ${AND_WHAT_THEY_MADE})
  DELETE FROM token WHERE id IN (SELECT id FROM fallen)`;

const END_TOKENS = `WITH RECURSIVE fallen (id) AS (
    SELECT id FROM token WHERE maker = ?1 AND project = ?2
      AND NOT EXISTS (SELECT 1 FROM member WHERE user = ?1 AND project = ?2 AND role = 'owner')
      AND NOT EXISTS (SELECT 1 FROM user WHERE id = ?1 AND deployment = 1)
    ${AND_WHAT_THEY_MADE})
  DELETE FROM token WHERE id IN (SELECT id FROM fallen)`;
