// Excludes a span of time from what counts, or takes that back: unproven answers in it are kept and shown all the same.

import { sql } from "kysely";
import { batch, prepare, query } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { rederive } from "./rederive.ts";

/** A span of an iteration's time, ms; `to` is the first moment after it. */
export interface ExcludedSpan {
  iteration: number;
  from: number;
  to: number;
}

/**
 * Makes a span excluded, or not, on every shard, and derives what counts anew where that matters. Harmless to
 * repeat, and to be repeated where it failed half-way. The mark is set before the answers are read: whatever is
 * folded later sees it, whatever was folded before is found.
 */
export async function setExcluded(
  env: Env,
  span: ExcludedSpan,
  given: { excluded: boolean; requireProof: boolean },
): Promise<void> {
  for (const shard of shardsOf(env)) {
    await prepare(shard, given.excluded ? marking(span) : unmarking(span)).run();
    const touched = await touchedBy(shard, span);
    await rederive(shard, touched, given.requireProof);
    await prepare(shard, sweeping(touched)).run();
  }
}

const DATES = [
  ...(["seen_on", "used_on", "returned_on", "last_used_on"] as const),
  ...(["asked_on", "dismissed_on", "answered_at"] as const),
];

/** A journey of an answer that does not count, and of nothing else, is none: so it is before any exclusion too. */
function sweeping(touched: readonly { iteration: number; subject: string }[]) {
  const names = sql<number>`(SELECT value ->> 'iteration', value ->> 'subject'
    FROM json_each(${JSON.stringify(touched)}))`;
  return DATES.reduce(
    (empty, date) => empty.where(date, "is", null),
    query.deleteFrom("journey").where(sql<boolean>`(iteration, subject) IN ${names}`),
  );
}

function marking({ iteration, from, to }: ExcludedSpan) {
  return query.replaceInto("exclusion").values({ iteration, from_at: from, to_at: to });
}

function unmarking({ iteration, from }: ExcludedSpan) {
  return query
    .deleteFrom("exclusion")
    .where("iteration", "=", iteration)
    .where("from_at", "=", from);
}

/** The customers with unproven answers in a span, and the accounts that hold copies of such. */
async function touchedBy(shard: D1Database, span: ExcludedSpan) {
  const inSpan = query
    .selectFrom("answer")
    .where("iteration", "=", span.iteration)
    .where("at", ">=", span.from)
    .where("at", "<", span.to)
    .where("proven", "=", 0)
    .select(["iteration", "subject"])
    .distinct();
  const [customers, accounts] = await batch(shard, [
    inSpan.where(sql<boolean>`subject = customer`),
    inSpan.where("subject", ">=", "a").where("subject", "<", "b"),
  ]);
  return [...customers, ...accounts];
}
