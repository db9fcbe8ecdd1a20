// Excluding a burst and taking that back: written down by name, then made to hold on every shard.

import type { Selectable } from "kysely";
import { first, prepare, query } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Caller } from "../../handler.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import { setExcluded } from "../../ledger/excluding.ts";
import { auditLineOfChange } from "../../people/audit.ts";
import type { BurstTable } from "../../schema.ts";
import { forgetting, MAKE_STALE } from "../../standing/kept.ts";
import { standingsOf } from "../../standing/standing.ts";
import { eventIn, lineOf } from "../confirmation/signing.ts";
import { type Current, storyOf } from "../current.ts";
import { eventOfChange } from "../events.ts";

export type BurstRow = Selectable<BurstTable>;

const HOUR_MS = 3_600_000;

/** A burst and the iteration it came to. */
export interface Found {
  shipped: Current;
  burst: BurstRow;
}

interface Act {
  change: ReturnType<typeof changing>;
  action: string;
  text: string;
  reason: string | null;
}

function changing() {
  return query.updateTable("burst").set({});
}

/**
 * Writes down what was decided, then makes every shard agree with it. Where that fails half-way the same call
 * again completes it.
 */
export async function carryOut(
  call: { env: Env; caller: Caller; now: number },
  { shipped, burst }: Found,
  { change, action, text, reason }: Act,
): Promise<void> {
  const { env, now } = call;
  await env.DB.batch([
    prepare(env.DB, change.where("iteration", "=", burst.iteration).where("hour", "=", burst.hour)),
    auditLineOfChange(env.DB, {
      ...lineOf(call, shipped),
      action,
      before: { hour: hourText(burst.hour), answers: burst.answers, reason: burst.reason },
      after: { hour: hourText(burst.hour), reason },
    }),
    eventOfChange(env.DB, { ...eventIn(shipped, now), kind: "checked", text }),
    env.DB.prepare(MAKE_STALE).bind(burst.iteration),
  ]);
  await settle(env, { shipped, burst });
  await judgeAnew(env, shipped, now);
}

/** Two who decide at once differ: what was decided last is made to hold. */
async function settle(env: Env, { shipped, burst }: Found): Promise<void> {
  const span = {
    iteration: burst.iteration,
    from: burst.hour * HOUR_MS,
    to: (burst.hour + 1) * HOUR_MS,
  };
  const requireProof = shipped.project.require_proof === 1;
  let held: boolean | null = null;
  for (;;) {
    const row = await burstOf(env.DB, shipped, burst.hour);
    const excluded = row !== undefined && row.excluded_at !== null;
    if (excluded === held) return;
    await setExcluded(env, span, { excluded, requireProof });
    held = excluded;
  }
}

/** What was judged before does not count as told: nothing arrived late, somebody decided. */
async function judgeAnew(env: Env, shipped: Current, now: number): Promise<void> {
  if (shipped.feature.discovered === 1) return;
  await forgetting(env.DB, shipped.iteration.id).run();
  const today = calendarOf(shipped.project.time_zone)(now);
  await standingsOf(env, [storyOf(shipped)], today);
}

/** A burst of an iteration, by its hour. */
export function burstOf(db: D1Database, { iteration }: Current, hour: number) {
  return first(
    db,
    query
      .selectFrom("burst")
      .where("iteration", "=", iteration.id)
      .where("hour", "=", hour)
      .selectAll(),
  );
}

/** `YYYY-MM-DDTHH`, UTC. */
export function hourText(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString().slice(0, 13);
}

/** The hour of such a text, in hours since the epoch; null if it is none. */
export function hourOf(text: string): number | null {
  const at = Date.parse(`${text}:00:00.000Z`);
  return Number.isNaN(at) || hourText(at / HOUR_MS) !== text ? null : at / HOUR_MS;
}
