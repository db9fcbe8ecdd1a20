// Unusual bursts of answers: looked for where a day's answers have changed, kept, and told once.

import type { Day } from "../../contract/day.ts";
import { batch, prepare, query, rows, wanted } from "../database.ts";
import type { Env } from "../env.ts";
import {
  type Burst,
  burstsOf,
  couldBurst,
  LEAST_ANSWERS,
  LOOK_BACK_HOURS,
} from "../judge/burst.ts";
import { burstWarning } from "../judge/warnings.ts";
import { calendarOf, startOf } from "../ledger/calendar.ts";
import { type DayOfAnswers, readDays, readHours } from "./answer-hours.ts";
import type { Story } from "./history.ts";
import { MAKE_STALE_IF_CHANGED } from "./kept.ts";

/** Answers without proof are at most 30 days old when they come: days before that have no news. */
const DAYS_WITH_NEWS = 31;
const HOUR_MS = 3_600_000;

/** The bursts of some iterations that nobody has excluded, ascending, by iteration. */
export async function readBursts(
  db: D1Database,
  iterations: readonly number[],
): Promise<Map<number, Burst[]>> {
  const found = await rows(
    db,
    query
      .selectFrom(wanted(iterations))
      .innerJoin("burst", "burst.iteration", "wanted.value")
      .where("burst.excluded_at", "is", null)
      .select(["burst.iteration", "burst.hour", "burst.day", "burst.answers", "burst.usual"])
      .orderBy("burst.hour"),
  );
  return Map.groupBy(found, ({ iteration }) => iteration);
}

/**
 * Looks for bursts of answers to some iterations of one project. A day is looked through when it has answers
 * enough for a burst and their number is not the one it was last looked through at; a standing that knows
 * nothing of a new burst is made stale. To be called before an iteration is judged for somebody to act upon.
 * Gives how many iterations were looked through.
 */
export async function lookForBursts(
  env: Env,
  stories: readonly Story[],
  now: number,
): Promise<number> {
  if (stories.length === 0) return 0;
  const changed = await changedDays(env, stories, now);
  for (const story of stories) {
    const days = changed.get(story.iteration.id);
    if (days) await lookThrough(env, story, days);
  }
  return changed.size;
}

async function changedDays(env: Env, stories: readonly Story[], now: number) {
  const ids = stories.map(({ iteration }) => iteration.id);
  const from = calendarOf(stories[0]?.timeZone ?? "UTC")(now) - DAYS_WITH_NEWS;
  const [days, [looked]] = await Promise.all([
    readDays(env, ids, from),
    batch(env.DB, [
      query
        .selectFrom(wanted(ids))
        .innerJoin("burst_look", "burst_look.iteration", "wanted.value")
        .where("burst_look.day", ">=", from)
        .selectAll("burst_look"),
    ]),
  ]);
  const known = new Set(looked.map(nameOf));
  const changed = days.filter((day) => day.answers >= LEAST_ANSWERS && !known.has(nameOf(day)));
  return Map.groupBy(changed, ({ iteration }) => iteration);
}

function nameOf({ iteration, day, answers }: DayOfAnswers): string {
  return `${iteration} ${day} ${answers}`;
}

async function lookThrough(env: Env, story: Story, days: readonly DayOfAnswers[]): Promise<void> {
  const spans = days.map(({ day }) => spanOf(story, day));
  const hours = await readHours(env, story.iteration.id, spans);
  const suspicious = new Set(hours.filter(couldBurst).map(({ hour }) => hour));
  const found = suspicious.size > 0 ? await among(env, story, suspicious) : [];
  await env.DB.batch([
    ...found.flatMap((burst) => keeping(env.DB, story, burst)),
    ...days.map((day) => prepare(env.DB, query.replaceInto("burst_look").values(day))),
  ]);
}

function spanOf({ timeZone }: Story, day: Day) {
  return { from: startOf(day, timeZone), to: startOf(day + 1, timeZone) };
}

/** Which of some hours are bursts, measured by what was usual in the weeks before. */
async function among(env: Env, story: Story, hours: ReadonlySet<number>): Promise<Burst[]> {
  const from = (Math.min(...hours) - LOOK_BACK_HOURS) * HOUR_MS;
  const to = (Math.max(...hours) + 1) * HOUR_MS;
  const all = await readHours(env, story.iteration.id, [{ from, to }]);
  return burstsOf(all).filter(({ hour }) => hours.has(hour));
}

/** A burst that somebody excluded stays as it was then. */
const KEEP = `
INSERT INTO burst (iteration, hour, day, answers, usual) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (iteration, hour) DO UPDATE SET answers = excluded.answers, usual = excluded.usual
WHERE excluded_at IS NULL AND (answers <> excluded.answers OR usual <> excluded.usual)`;

function keeping(db: D1Database, { feature, iteration }: Story, burst: Burst) {
  const { hour, day, answers, usual } = burst;
  const warning = burstWarning(burst);
  const event = query.insertInto("event").values({
    feature: feature.id,
    iteration: iteration.id,
    at: hour * HOUR_MS,
    kind: "verdict",
    text: `${warning[0]?.toUpperCase()}${warning.slice(1)}`,
    once: `burst ${iteration.id} ${hour}`,
  });
  return [
    db.prepare(KEEP).bind(iteration.id, hour, day, answers, usual),
    db.prepare(MAKE_STALE_IF_CHANGED).bind(iteration.id),
    prepare(
      db,
      event.onConflict((conflict) => conflict.column("once").doNothing()),
    ),
  ];
}
