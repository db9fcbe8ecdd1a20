// Unusual bursts of answers: listed, excluded by a named act with its reason, and taken back in again.

import type { answerRoutes, Burst } from "../../../contract/api/answers.ts";
import { dayToText } from "../../../contract/day.ts";
import { query, rows } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import { isRefusal, notFound, type Refusal } from "../../problem.ts";
import { lookForBursts } from "../../standing/bursts.ts";
import { type Current, currentOf, storyOf } from "../current.ts";
import {
  type BurstRow,
  burstOf,
  carryOut,
  type Found,
  hourOf,
  hourText,
} from "./burst-exclusion.ts";

type Listing = Call<"GET /projects/{project}/features/{feature}/bursts">;
type Excluding = Call<"PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion">;
type Including = Call<"DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion">;

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
  await carryOut(call, found, {
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
  await carryOut(call, found, {
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

async function burstNamed(call: Excluding | Including): Promise<Found | Refusal> {
  const shipped = await iterationNamed(call);
  if (isRefusal(shipped)) return shipped;
  const hour = hourOf(call.params.hour);
  const burst = hour === null ? undefined : await burstOf(call.env.DB, shipped, hour);
  return burst ? { shipped, burst } : notFound("burst");
}

/** The feature with the iteration that is meant in the place of the current one. */
async function iterationNamed(call: Listing | Excluding | Including): Promise<Current | Refusal> {
  const { query: asked } = call;
  const current = await currentOf(call);
  if (isRefusal(current) || asked.iteration === undefined) return current;
  const iteration = current.iterations.find(({ label }) => label === asked.iteration);
  return iteration ? { ...current, iteration } : notFound("iteration");
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
    typeof answerRoutes,
    | "GET /projects/{project}/features/{feature}/bursts"
    | "PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion"
    | "DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion"
  >
> = {
  "GET /projects/{project}/features/{feature}/bursts": list,
  "PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion": exclude,
  "DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion": include,
};
