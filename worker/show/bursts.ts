// Unusual bursts of answers: listed, excluded by a named act with its reason, and taken back in again.

import type { Selectable } from "kysely";
import type { Burst, featureRoutes } from "../../contract/api/features.ts";
import { dayToText } from "../../contract/day.ts";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Call, Caller, Handlers } from "../handler.ts";
import { calendarOf } from "../ledger/calendar.ts";
import { setExcluded } from "../ledger/excluding.ts";
import { auditLineOfChange } from "../people/audit.ts";
import { isRefusal, notFound, type Refusal } from "../problem.ts";
import type { BurstTable } from "../schema.ts";
import { lookForBursts } from "../standing/bursts.ts";
import { forgetting } from "../standing/kept.ts";
import { standingsOf } from "../standing/standing.ts";
import { type Current, currentOf, storyOf } from "./current.ts";
import { eventOfChange } from "./events.ts";
import { eventIn, lineOf } from "./signing.ts";

type Listing = Call<"GET /projects/{project}/features/{feature}/bursts">;
type Excluding = Call<"PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion">;
type Including = Call<"DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion">;
type BurstRow = Selectable<BurstTable>;

const HOUR_MS = 3_600_000;

async function list(call: Listing) {
  const { env, now } = call;
  const shipped = await iterationNamed(call);
  if (isRefusal(shipped)) return shipped;
  await lookForBursts(env, [storyOf(shipped)], now);
  const found = await rows(
    env.DB,
    query
      .selectFrom("burst")
      .where("iteration", "=", shipped.iteration.id)
      .orderBy("hour", "desc")
      .selectAll(),
  );
  return { items: found.map((row) => shown(row, shipped)), cursor: null };
}

async function exclude(call: Excluding) {
  const { env, body, now, caller } = call;
  const found = await burstNamed(call);
  if (isRefusal(found)) return found;
  const change = query
    .updateTable("burst")
    .set({ excluded_at: now, excluded_by: caller.name, reason: body.reason })
    .where("excluded_at", "is", null);
  await act(call, found, {
    change,
    action: "burst excluded",
    text: `${caller.name} excluded ${inWords(found.burst)}: ${body.reason}`,
    reason: body.reason,
  });
  const after = await burstOf(env.DB, found.shipped, found.burst.hour);
  return after ? shown(after, found.shipped) : notFound("burst");
}

async function include(call: Including) {
  const { caller } = call;
  const found = await burstNamed(call);
  if (isRefusal(found)) return found;
  const change = query
    .updateTable("burst")
    .set({ excluded_at: null, excluded_by: null, reason: null })
    .where("excluded_at", "is not", null);
  await act(call, found, {
    change,
    action: "burst included again",
    text: `${caller.name} took back the exclusion of ${inWords(found.burst)}`,
    reason: null,
  });
  return null;
}

function inWords({ answers, hour }: BurstRow): string {
  return `the burst of ${answers} answers in the hour from ${hourText(hour).replace("T", " ")}:00 UTC`;
}

interface Found {
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
async function act(
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

async function burstNamed(call: Excluding | Including): Promise<Found | Refusal> {
  const shipped = await iterationNamed(call);
  if (isRefusal(shipped)) return shipped;
  const hour = hourOf(call.params.hour);
  const burst = hour === null ? undefined : await burstOf(call.env.DB, shipped, hour);
  return burst ? { shipped, burst } : notFound("burst");
}

/** The feature with the iteration that is meant in the place of the current one. */
async function iterationNamed({
  env,
  params,
  query: asked,
}: Listing | Excluding | Including): Promise<Current | Refusal> {
  const current = await currentOf(env, params);
  if (isRefusal(current) || asked.iteration === undefined) return current;
  const iteration = current.iterations.find(({ label }) => label === asked.iteration);
  return iteration ? { ...current, iteration } : notFound("iteration");
}

function burstOf(db: D1Database, { iteration }: Current, hour: number) {
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
function hourText(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString().slice(0, 13);
}

function hourOf(text: string): number | null {
  const at = Date.parse(`${text}:00:00.000Z`);
  return Number.isNaN(at) || hourText(at / HOUR_MS) !== text ? null : at / HOUR_MS;
}

function shown(row: BurstRow, { iteration }: Current): Burst {
  const { excluded_at: at, excluded_by: by, reason } = row;
  return {
    hour: hourText(row.hour),
    day: dayToText(row.day),
    iteration: iteration.label,
    answers: row.answers,
    usual: row.usual,
    excluded:
      at === null ? null : { by: by ?? "", at: new Date(at).toISOString(), reason: reason ?? "" },
  };
}

export const burstHandlers: Handlers<
  Pick<
    typeof featureRoutes,
    | "GET /projects/{project}/features/{feature}/bursts"
    | "PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion"
    | "DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion"
  >
> = {
  "GET /projects/{project}/features/{feature}/bursts": list,
  "PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion": exclude,
  "DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion": include,
};
