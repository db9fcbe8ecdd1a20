// The pit stop over HTTP: quarters, their goals and decisions, and closing them for good.

import type { Quarter, quarterRoutes } from "../../../contract/api/quarters.ts";
import { first, query } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import type { Feature } from "../../ledger/catalogue.ts";
import { conflict, isRefusal, notFound, type Refusal } from "../../problem.ts";
import { frozenOf, frozenQuarter, liveBeside } from "./quarter-closed.ts";
import { asDocument, splitEnding } from "./quarter-document.ts";
import { type Quartered, quartered } from "./quarter-held.ts";
import type { Look } from "./quarter-items.ts";
import { listQuarters } from "./quarter-list.ts";
import { liveView } from "./quarter-view.ts";
import { close, decide, putGoal, takeGoal, type Writing, writtenIn } from "./quarter-writing.ts";

const PATH = "/projects/{project}/quarters/{quarter}";
type Path = typeof PATH;

interface Found extends Look {
  quarter: Quartered;
}

/** The quarter that a path names, in its project's calendar. */
function find(
  { env, project, params, now }: Pick<Call<`GET ${Path}`>, "env" | "project" | "params" | "now">,
  id = params.quarter,
): Found | Refusal {
  const today = calendarOf(project.time_zone)(now);
  const quarter = quartered(id, project.fiscal_start_month, today);
  return quarter
    ? { env, project, now, quarter }
    : notFound("quarter; they are named YYYY-Q1 to Q4");
}

async function show(call: Call<`GET ${Path}`>) {
  const { id, ending } = splitEnding(call.params.quarter);
  const found = find(call, id);
  if (isRefusal(found)) return found;
  const view = await viewOf(found, call.query.live === "true");
  return ending === null ? view : asDocument(view, ending, found.project.time_zone);
}

/** The document of a closed quarter, unless its live view is wanted; else the quarter as it stands. */
async function viewOf(found: Found, wantsLive = false): Promise<Quarter> {
  const frozen = await frozenQuarter(found, found.quarter.id);
  if (frozen && !wantsLive) return frozen;
  const live = await liveView(found, found.quarter);
  return frozen ? liveBeside(frozen, live, found.project.time_zone) : live;
}

async function featureOf({ env, project }: Found, key: string): Promise<Feature | Refusal> {
  const feature = await first(
    env.DB,
    query
      .selectFrom("feature")
      .where("project", "=", project.id)
      .where("key", "=", key)
      .selectAll(),
  );
  if (!feature) return notFound("feature");
  return feature.discovered === 0
    ? feature
    : conflict(`${key} was only heard of; adopt it before it becomes a goal.`);
}

async function goalValue({ env, project, quarter }: Found, feature: Feature) {
  const goal = query
    .selectFrom("goal")
    .where("project", "=", project.id)
    .where("quarter", "=", quarter.id)
    .where("feature", "=", feature.id)
    .select("value");
  return first(env.DB, goal);
}

function writing({ env, project, quarter, now }: Found, caller: { name: string }): Writing {
  return { env, project: project.id, quarter: quarter.id, now, by: caller.name };
}

const CLOSED = conflict("This quarter is closed; what was frozen stays as it is.");

async function setGoal(call: Call<`PUT ${Path}/goals/{feature}`>) {
  const found = find(call);
  if (isRefusal(found)) return found;
  const feature = await featureOf(found, call.params.feature);
  if (isRefusal(feature)) return feature;
  const { value } = call.body;
  const before = (await goalValue(found, feature)) ?? null;
  const subject = `${feature.key} in ${found.quarter.id}`;
  await putGoal(
    writing(found, call.caller),
    { feature: feature.id, value },
    { action: "goal set", subject, before, after: { value } },
  );
  const view = await viewOf(found);
  return view.closed ? CLOSED : view;
}

async function dropGoal(call: Call<`DELETE ${Path}/goals/{feature}`>) {
  const found = find(call);
  if (isRefusal(found)) return found;
  const feature = await featureOf(found, call.params.feature);
  if (isRefusal(feature)) return feature;
  const before = (await goalValue(found, feature)) ?? null;
  const subject = `${feature.key} in ${found.quarter.id}`;
  const told = { action: "goal taken off", subject, before, after: null };
  if (await takeGoal(writing(found, call.caller), feature.id, told)) return null;
  return (await frozenQuarter(found, found.quarter.id)) ? CLOSED : notFound("goal in this quarter");
}

async function setDecision(call: Call<`PUT ${Path}/decisions/{feature}/{iteration}`>) {
  const found = find(call);
  if (isRefusal(found)) return found;
  const before = await viewOf(found);
  if (before.closed) return CLOSED;
  const { params, body, caller } = call;
  const held = [...before.shipped, ...before.carried].find(
    ({ feature, iteration }) => feature === params.feature && iteration === params.iteration,
  );
  const id = held && (await iterationId(found, params));
  if (!id) return notFound("iteration in this quarter");
  const subject = `${params.feature} ${params.iteration} in ${found.quarter.id}`;
  const told = { action: "decision made", subject, before: held.decision, after: body };
  await decide(writing(found, caller), { iteration: id, ...body }, told);
  const view = await viewOf(found);
  return view.closed ? CLOSED : view;
}

async function iterationId(
  { env, project }: Found,
  { feature, iteration }: { feature: string; iteration: string },
): Promise<number | undefined> {
  const row = await first(
    env.DB,
    query
      .selectFrom("iteration")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .where("feature.project", "=", project.id)
      .where("feature.key", "=", feature)
      .where("iteration.label", "=", iteration)
      .select("iteration.id"),
  );
  return row?.id;
}

async function closeQuarter(call: Call<`POST ${Path}/close`>) {
  const found = find(call);
  if (isRefusal(found)) return found;
  const who = writing(found, call.caller);
  const written = await writtenIn(who);
  const view = await viewOf(found);
  if (view.closed) return conflict(`${view.id} is closed already.`);
  if (!view.over) return conflict(`${view.id} runs until ${view.to}; close it once that is over.`);
  const frozen = frozenOf(view, { by: who.by, at: who.now }, found.project.time_zone);
  const told = { action: "quarter closed", subject: view.id, before: null, after: view.counts };
  const closed = await close(who, { frozen: JSON.stringify(frozen), written }, told);
  return closed ? frozen : conflict(`${view.id} was changed or closed just now; look at it again.`);
}

export const quarterHandlers: Handlers<typeof quarterRoutes> = {
  "GET /projects/{project}/quarters": listQuarters,
  "GET /projects/{project}/quarters/{quarter}": show,
  "PUT /projects/{project}/quarters/{quarter}/goals/{feature}": setGoal,
  "DELETE /projects/{project}/quarters/{quarter}/goals/{feature}": dropGoal,
  "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}": setDecision,
  "POST /projects/{project}/quarters/{quarter}/close": closeQuarter,
};
