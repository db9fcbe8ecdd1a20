// A project's features with their iterations and what the judge says of the current ones.

import type { Day } from "../../contract/day.ts";
import type { Env } from "../env.ts";
import { calendarOf, startOf } from "../ledger/calendar.ts";
import type { Feature, Project } from "../ledger/catalogue.ts";
import { type FeatureNow, readCurrent, readCurrentBefore } from "./entries.ts";
import type { Story } from "./history.ts";
import { refreshed, type Standing, standingsAsOf, standingsOf } from "./standing.ts";

export interface Entry extends FeatureNow {
  /** Null for discovered features, which nobody promised anything of. */
  standing: Standing | null;
}

interface Look {
  now: number;
  /** An earlier day, at whose end to look. */
  asOf?: Day | undefined;
  /** The features wanted; all unless said. The others are not judged. */
  wanted?: (feature: Feature) => boolean;
}

/** The current iteration of each feature, judged today, or as of an earlier day. */
export async function portfolioOf(env: Env, project: Project, look: Look): Promise<Entry[]> {
  const today = calendarOf(project.time_zone)(look.now);
  const isToday = look.asOf === undefined || look.asOf === today;
  return isToday
    ? portfolioNow(env, project, { ...look, today })
    : portfolioAsOf(env, project, { ...look, asOf: look.asOf ?? today });
}

async function portfolioNow(
  env: Env,
  project: Project,
  { today, wanted = () => true }: Look & { today: Day },
): Promise<Entry[]> {
  const { entries, kept, revisions } = await readCurrent(env, project.id);
  const shown = entries.filter(({ feature }) => wanted(feature));
  const stories = storiesOf(shown, project);
  return withStandings(shown, await refreshed(env, { stories, today, kept, revisions }));
}

async function portfolioAsOf(
  env: Env,
  project: Project,
  { asOf, wanted = () => true }: Look & { asOf: Day },
): Promise<Entry[]> {
  const end = startOf(asOf + 1, project.time_zone);
  const entries = (await readCurrentBefore(env, project.id, end))
    .filter(({ feature }) => wanted(feature))
    .map(({ feature, iteration }) => ({ feature: featureAsOf(feature, end), iteration }));
  return withStandings(entries, await standingsAsOf(env, storiesOf(entries, project), asOf));
}

/** What is known to have changed since is taken back: what was adopted or retired later was not yet. */
export function featureAsOf(feature: Feature, end: number): Feature {
  const isLater = (at: number | null) => at !== null && at >= end;
  return {
    ...feature,
    discovered: isLater(feature.adopted_at) ? 1 : feature.discovered,
    retired_at: isLater(feature.retired_at) ? null : feature.retired_at,
  };
}

function withStandings(entries: FeatureNow[], standings: Map<number, Standing>): Entry[] {
  return entries.map((entry) => ({
    ...entry,
    standing: standings.get(entry.iteration.id) ?? null,
  }));
}

/** What the judge says of any iterations, today or as of an earlier day; discovered features are left out. */
export async function judged(
  env: Env,
  given: {
    project: Project;
    entries: readonly FeatureNow[];
    today: Day;
    asOf?: Day | undefined;
  },
): Promise<Map<number, Standing>> {
  const { asOf, today, entries, project } = given;
  const stories = storiesOf(entries, project);
  return asOf === undefined || asOf === today
    ? standingsOf(env, stories, today)
    : standingsAsOf(env, stories, asOf);
}

function storiesOf(entries: readonly FeatureNow[], project: Project): Story[] {
  return entries
    .filter(({ feature }) => feature.discovered === 0)
    .map(({ feature, iteration }) => ({ feature, iteration, timeZone: project.time_zone }));
}
