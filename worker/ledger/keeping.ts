// How long what customers did and said is kept, and the nightly deletion of what was kept long enough.

import { PUBLIC_AGE_MS } from "../../contract/limits.ts";
import { type Env, shardsOf } from "../env.ts";
import { AGAIN_MS } from "./counted.ts";

const DAY_MS = 86_400_000;

/** Texts of answers, and journeys of superseded iterations: 400 days. */
export const KEPT_MS = 400 * DAY_MS;
/** Leave to ask: as long as an answer may come that it lets count, or an ask be weighed against it. */
export const GRANT_KEPT_MS = AGAIN_MS + PUBLIC_AGE_MS;
/** Counts of rows written: enough to look back on a month. */
export const BUDGET_KEPT_DAYS = 40;
/** Dead letters that were folded after all. */
export const REPLAYED_KEPT_MS = 30 * DAY_MS;
/** Rows that one transaction deletes or blanks at most. */
export const ROWS_AT_ONCE = 5_000;
/** Transactions of a run on each shard; what is left waits for the next. */
const PIECES_A_RUN = 20;

const BLANK_TEXTS = `UPDATE answer SET comment = '', page = '' WHERE rowid IN (
  SELECT rowid FROM answer WHERE (comment <> '' OR page <> '') AND at <= ?1 LIMIT ?2)`;

/** Removes comments and pages that were kept long enough; the answers stay. Gives whether none are left. */
export async function forgetTexts(env: Env, now: number): Promise<boolean> {
  const until = now - KEPT_MS;
  await env.DB.prepare("DELETE FROM dead_letter WHERE at <= ?1 OR replayed_at <= ?2")
    .bind(until, now - REPLAYED_KEPT_MS)
    .run();
  const blanked = await Promise.all(shardsOf(env).map((shard) => blank(shard, until)));
  return blanked.every(Boolean);
}

async function blank(shard: D1Database, until: number): Promise<boolean> {
  for (let piece = 0; piece < PIECES_A_RUN; piece++) {
    const { meta } = await shard.prepare(BLANK_TEXTS).bind(until, ROWS_AT_ONCE).run();
    if (meta.changes === 0) return true;
  }
  return false;
}

/** Forgets signals that were kept for somebody who watched, once nobody does. */
export async function forgetHeard(env: Env, now: number): Promise<void> {
  await env.DB.prepare(
    "DELETE FROM heard WHERE project NOT IN (SELECT id FROM project WHERE listened_until > ?1)",
  )
    .bind(now)
    .run();
}

/** Forgets how many rows were written on days long past. */
export async function forgetBudgets(env: Env, now: number): Promise<void> {
  const until = Math.floor(now / DAY_MS) - BUDGET_KEPT_DAYS;
  for (const shard of shardsOf(env))
    await shard.prepare("DELETE FROM row_budget WHERE day < ?1").bind(until).run();
}

/** The characters that the hash in a pseudonym begins with; each is one 64th of all people. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** In so many nights all people are looked through. */
export const GRANT_NIGHTS = 8;
const LETTERS_A_NIGHT = LETTERS.length / GRANT_NIGHTS;

/** Forgets old leave to ask among an eighth of the people; gives where to go on. */
export async function forgetGrants(env: Env, now: number, position: number): Promise<number> {
  const letters = LETTERS.slice(position, position + LETTERS_A_NIGHT);
  for (const shard of shardsOf(env)) {
    await shard.batch(
      [...letters].map((letter) =>
        shard
          .prepare(
            "DELETE FROM ask_grant WHERE customer >= ?1 AND customer < ?1 || '~' AND granted_at <= ?2",
          )
          .bind(`c${letter}`, now - GRANT_KEPT_MS),
      ),
    );
  }
  return (position + LETTERS_A_NIGHT) % LETTERS.length;
}
