// The team's side: goals, decisions, the sign-off of what customers confirm, and the last quarter closed.

import type { Day } from "../../contract/day.ts";
import { dayToText } from "../../contract/day.ts";
import { features } from "../features/all.ts";
import type { DemoFeature, Review } from "../features/feature.ts";
import { type Access, call } from "./api.ts";

/** Somebody of Ledgerly's team. */
export interface Colleague {
  name: string;
  email: string;
}

/** Everyone whose word is on a sign-off. */
export function signers(): Colleague[] {
  const names = features.flatMap(({ review }) => review?.signs?.map(({ by }) => by) ?? []);
  return [...new Set(names)].map((name) => ({ name, email: addressOf(name) }));
}

export interface Reviewed {
  project: string;
  anchor: Day;
  /** The signers' own ways in, by name. */
  team: ReadonlyMap<string, Access>;
}

/** Who sets goals, decides and closes quarters. */
const LEAD = "Ada Lindqvist";

/** Everything people say; verdicts are never among it. */
export async function review({ project, anchor, team }: Reviewed): Promise<void> {
  const access = accessOf(team, LEAD);
  const quarters = { current: quarterOf(anchor, 0), previous: quarterOf(anchor, 1) };
  for (const feature of features) {
    await setGoals(access, { project, feature, quarters });
    await sign({ project, feature, team });
  }
  for (const quarter of [quarters.previous, quarters.current])
    await decide(access, { project, quarter });
  await call(access, "POST /projects/{project}/quarters/{quarter}/close", {
    params: { project, quarter: quarters.previous },
  });
}

function accessOf(team: Reviewed["team"], name: string): Access {
  const access = team.get(name);
  if (!access) throw new Error(`${name} has no way in`);
  return access;
}

/** `YYYY-Qn` of the calendar quarter so many before the anchor's. */
function quarterOf(anchor: Day, before: number): string {
  const [year = 0, month = 1] = dayToText(anchor - 1)
    .split("-")
    .map(Number);
  const quarters = year * 4 + Math.floor((month - 1) / 3) - before;
  return `${Math.floor(quarters / 4)}-Q${(quarters % 4) + 1}`;
}

async function setGoals(
  access: Access,
  given: {
    project: string;
    feature: DemoFeature;
    quarters: Record<"current" | "previous", string>;
  },
): Promise<void> {
  const { project, feature, quarters } = given;
  for (const [name, value] of Object.entries(feature.review?.goals ?? {}))
    await call(access, "PUT /projects/{project}/quarters/{quarter}/goals/{feature}", {
      params: { project, quarter: quarters[name as "current" | "previous"], feature: feature.key },
      body: { value },
    });
}

/** Decisions belong to the quarter in which an iteration was shipped. */
async function decide(
  access: Access,
  { project, quarter }: { project: string; quarter: string },
): Promise<void> {
  const found = await call(access, "GET /projects/{project}/quarters/{quarter}", {
    params: { project, quarter },
  });
  for (const { feature, iteration } of found?.shipped ?? []) {
    const decision = decisionsOf(feature)?.[iteration];
    if (!decision) continue;
    await call(
      access,
      "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}",
      { params: { project, quarter, feature, iteration }, body: decision },
    );
  }
}

function decisionsOf(key: string): Review["decisions"] {
  return features.find((feature) => feature.key === key)?.review?.decisions;
}

async function sign(given: {
  project: string;
  feature: DemoFeature;
  team: Reviewed["team"];
}): Promise<void> {
  const { project, feature, team } = given;
  for (const { partner, by, note } of feature.review?.signs ?? []) {
    await call(accessOf(team, by), "POST /projects/{project}/features/{feature}/confirmation", {
      params: { project, feature: feature.key },
      body: { partner, note },
    });
  }
}

function addressOf(name: string): string {
  return `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@ledgerly.test`;
}
