// Clears away what nobody can use any more: run once a night.

import type { Env } from "../env.ts";

/** How long a used or expired link is remembered, so that whoever tries it hears why it does not work. */
const LINK_MEMORY_MS = 7 * 86_400_000;

/** Deletes ended sessions and tokens, old links and counts, and people who belong to nothing any more. */
export async function tidyPeople(env: Env, now: number): Promise<void> {
  const at = new Date(now).toISOString();
  await env.DB.batch([
    env.DB.prepare("DELETE FROM session WHERE expires_at <= ?1").bind(at),
    env.DB.prepare("DELETE FROM verification WHERE expires_at <= ?1").bind(at),
    env.DB.prepare("DELETE FROM link WHERE expires_at <= ?1").bind(now - LINK_MEMORY_MS),
    env.DB.prepare("DELETE FROM attempt WHERE ends_at <= ?1").bind(now),
    env.DB.prepare("DELETE FROM token WHERE expires_at <= ?1").bind(now - LINK_MEMORY_MS),
    env.DB.prepare(DELETE_STRANGERS),
  ]);
}

const DELETE_STRANGERS = `DELETE FROM user WHERE deployment = 0
  AND NOT EXISTS (SELECT 1 FROM member WHERE member.user = user.id)
  AND NOT EXISTS (SELECT 1 FROM session WHERE session.user_id = user.id)
  AND NOT EXISTS (SELECT 1 FROM link WHERE link.user = user.id)`;
