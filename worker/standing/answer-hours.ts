// Reads when an iteration's answers came: how many counted each day, and each hour of some days, over all shards.

import { sql } from "kysely";
import type { Day } from "../../contract/day.ts";
import { query, rows, wanted } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import type { HourOfAnswers } from "../judge/burst.ts";

/** Counted answers of one day. */
export interface DayOfAnswers {
  iteration: number;
  day: Day;
  answers: number;
}

/** Counted answers of each day since `from`, of some iterations; read from their ledgers. */
export async function readDays(
  env: Env,
  iterations: readonly number[],
  from: Day,
): Promise<DayOfAnswers[]> {
  const perShard = await Promise.all(
    shardsOf(env).map((shard) => rows(shard, daysOf(iterations, from))),
  );
  const sums = new Map<string, DayOfAnswers>();
  for (const { iteration, day, answers } of perShard.flat()) {
    const name = `${iteration} ${day}`;
    const before = sums.get(name)?.answers ?? 0;
    sums.set(name, { iteration, day, answers: answers + before });
  }
  return [...sums.values()];
}

function daysOf(iterations: readonly number[], from: Day) {
  return query
    .selectFrom(wanted(iterations))
    .innerJoin("ledger", "ledger.iteration", "wanted.value")
    .where("ledger.day", ">=", from)
    .where(sql<boolean>`customers_helped + customers_unhelped > 0`)
    .select(["ledger.iteration", "ledger.day"])
    .select(sql<number>`customers_helped + customers_unhelped`.as("answers"));
}

/** A span of time, ms: `from` and whatever follows, up to but without `to`. */
export interface Span {
  from: number;
  to: number;
}

/** Of a span the newest so many answers on a shard are read: more make no hour less of a burst. */
const MOST_READ = 20_000;

/**
 * The hours of some spans in which customers' counted answers came, ascending. A newcomer is somebody who was not
 * seen with this iteration on a day before.
 */
export async function readHours(
  env: Env,
  iteration: number,
  spans: readonly Span[],
): Promise<HourOfAnswers[]> {
  const perShard = await Promise.all(
    shardsOf(env).map((shard) =>
      shard.batch<HourOfAnswers>(
        spans.map(({ from, to }) => shard.prepare(HOURS).bind(iteration, from, to, MOST_READ)),
      ),
    ),
  );
  const sums = new Map<number, HourOfAnswers>();
  for (const each of perShard.flat().flatMap(({ results }) => results)) {
    const known = sums.get(each.hour);
    sums.set(each.hour, known ? together(known, each) : each);
  }
  return [...sums.values()].sort((a, b) => a.hour - b.hour);
}

function together(a: HourOfAnswers, b: HourOfAnswers): HourOfAnswers {
  return {
    hour: a.hour,
    // Where clocks differ by half hours an hour may lie on two days; it is told on the first.
    day: Math.min(a.day, b.day),
    answers: a.answers + b.answers,
    newcomers: a.newcomers + b.newcomers,
  };
}

const HOURS = `
SELECT a.at / 3600000 AS hour, min(a.on_day) AS day, count(*) AS answers,
  sum(coalesce(j.seen_on, j.answered_on) >= j.answered_on) AS newcomers
FROM (
  SELECT iteration, subject, at, on_day FROM answer
  WHERE iteration = ?1 AND subject = customer AND at >= ?2 AND at < ?3
  ORDER BY at DESC LIMIT ?4) a
JOIN journey j ON j.iteration = a.iteration AND j.subject = a.subject AND j.answered_at = a.at
WHERE a.subject LIKE 'c%'
GROUP BY a.at / 3600000`;
