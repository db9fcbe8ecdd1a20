// A feature in full: its settings, verdict, funnel, series, iterations and story.

import type { FeatureDetail } from "../../../contract/api/features.ts";
import type { Day } from "../../../contract/day.ts";
import type { Env } from "../../env.ts";
import type { Call } from "../../handler.ts";
import { calendarOf, startOf } from "../../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../../ledger/catalogue.ts";
import { readLedgers } from "../../ledger/sums.ts";
import { isRefusal, notFound, type Refusal } from "../../problem.ts";
import { lookForBursts } from "../../standing/bursts.ts";
import { historyOf } from "../../standing/history.ts";
import { featureAsOf, judged } from "../../standing/portfolio.ts";
import { funnelOf, seriesOf } from "../../standing/series.ts";
import type { Standing } from "../../standing/standing.ts";
import { asOfDay } from "../as-of.ts";
import { confirmationsOf } from "../confirmation/confirmations.ts";
import { currentOf, type OfFeature } from "../current.ts";
import { iterationOf, rowOf } from "./feature-row.ts";
import { settingsOf } from "./feature-settings.ts";
import { timelineOf } from "./timeline.ts";

type Operation = "GET /projects/{project}/features/{feature}";

/** Which feature to read, at which time, and which of its iterations if not the current one. */
interface Wanted extends OfFeature {
  now: number;
  query?: Call<Operation>["query"];
}

/** What is looked at: an iteration among those that were shipped by the day. */
interface Look {
  project: Project;
  feature: Feature;
  iterations: readonly Iteration[];
  shown: Iteration;
  today: Day;
  /** The day looked at, today unless an earlier one was asked for. */
  day: Day;
  /** The last moment that is looked at. */
  until: number;
}

/** The detail of a feature; a day that has not come, or on which there was no such iteration, is refused. */
export async function readDetail(wanted: Wanted): Promise<FeatureDetail | Refusal> {
  const { env } = wanted;
  const look = await lookAt(wanted);
  if (isRefusal(look)) return look;
  const { project, feature, iterations, today, day } = look;
  const entries = iterations.map((iteration) => ({ feature, iteration }));
  if (day === today && feature.discovered === 0)
    await lookForBursts(env, storiesOf(look), wanted.now);
  const standings = await judged(env, { project, entries, today, asOf: day });
  return detailOf(env, look, standings);
}

function storiesOf({ project, feature, iterations }: Look) {
  return iterations.map((iteration) => ({ feature, iteration, timeZone: project.time_zone }));
}

async function lookAt(wanted: Wanted): Promise<Look | Refusal> {
  const { project, now, query = {} } = wanted;
  const current = await currentOf(wanted);
  if (isRefusal(current)) return current;
  const asOf = asOfDay(query["as-of"], project, now);
  if (isRefusal(asOf)) return asOf;
  const today = calendarOf(project.time_zone)(now);
  const day = asOf.day ?? today;
  const end = startOf(day + 1, project.time_zone);
  const iterations = current.iterations.filter(({ shipped_at }) => shipped_at < end);
  const shown = query.iteration
    ? iterations.find(({ label }) => label === query.iteration)
    : iterations.at(-1);
  if (!shown) return notFound(day === today ? "iteration" : "iteration on that day");
  const feature = featureAsOf(current.feature, end);
  return { project, feature, iterations, shown, today, day, until: end - 1 };
}

async function detailOf(
  env: Env,
  look: Look,
  standings: Map<number, Standing>,
): Promise<FeatureDetail> {
  const { project, feature, iterations, shown, until } = look;
  const [confirmations, series, timeline] = await Promise.all([
    confirmationsOf(env.DB, [shown.id], until),
    readSeries(env, look),
    timelineOf(env.DB, {
      ...{ feature: feature.id, discovered: feature.discovered === 1 },
      ...{ timeZone: project.time_zone },
      ...{ iterations, standings, until },
    }),
  ]);
  const entry = { feature, iteration: shown, standing: standings.get(shown.id) ?? null };
  return {
    ...rowOf(entry, confirmations.get(shown.id)),
    ...settingsOf(feature),
    funnel: funnelOf(series),
    series,
    iterations: iterations.map((each) => iterationWith(each, standings)),
    timeline,
  };
}

/** An iteration as it is listed, with what the judge says of it. */
export function iterationWith(iteration: Iteration, standings: ReadonlyMap<number, Standing>) {
  const state = standings.get(iteration.id)?.verdict.state ?? null;
  return { ...iterationOf(iteration), notes: iteration.notes, state };
}

async function readSeries(env: Env, { project, feature, shown, day }: Look) {
  const ledger = (await readLedgers(env, [shown.id])).get(shown.id) ?? [];
  const story = { feature, iteration: shown, timeZone: project.time_zone };
  return seriesOf(historyOf(story, { ledger }, day), day);
}
