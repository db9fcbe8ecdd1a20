// How often something may be tried: counted in D1, so that it holds in every place the Worker runs.

import type { Env } from "../env.ts";
import { deriveKey, shortHash } from "../ledger/keyed.ts";
import type { Refusal } from "../problem.ts";

/** So many times in so many seconds, counted from the first. */
export interface Budget {
  purpose: string;
  times: number;
  seconds: number;
}

/** Who is counted, for what, and when. `who` is kept as a keyed hash alone. */
export interface Attempt {
  env: Env;
  budget: Budget;
  who: string;
  now: number;
}

/** Counts an attempt; a refusal if there were too many. What is refused writes nothing. */
export async function spend(attempt: Attempt): Promise<Refusal | null> {
  const { env, budget, now } = attempt;
  const counted = await env.DB.prepare(COUNT)
    .bind(await bucketOf(attempt), now + budget.seconds * 1000, now, budget.times)
    .first();
  return counted === null ? whenSpent(attempt) : null;
}

/** A refusal if the attempts are used up, without counting one. */
export async function whenSpent(attempt: Attempt): Promise<Refusal | null> {
  const { env, budget, now } = attempt;
  const spent = await env.DB.prepare(
    "SELECT ends_at FROM attempt WHERE bucket = ?1 AND ends_at > ?2 AND count >= ?3",
  )
    .bind(await bucketOf(attempt), now, budget.times)
    .first<{ ends_at: number }>();
  if (!spent) return null;
  const retryAfter = Math.max(1, Math.ceil((spent.ends_at - now) / 1000));
  const detail = `Too many tries; try again in ${retryAfter} seconds.`;
  return { refused: "too-many", detail, retryAfter };
}

const COUNT = `INSERT INTO attempt (bucket, count, ends_at) VALUES (?1, 1, ?2)
  ON CONFLICT (bucket) DO UPDATE SET
    count = iif(ends_at <= ?3, 1, count + 1),
    ends_at = iif(ends_at <= ?3, ?2, ends_at)
  WHERE ends_at <= ?3 OR count < ?4
  RETURNING count`;

async function bucketOf({ env, budget, who }: Attempt): Promise<string> {
  return shortHash(await deriveKey(env.LANDED_SECRET, "attempt"), `${budget.purpose} ${who}`);
}
