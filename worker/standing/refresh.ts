// Judges anew whatever has become stale, so that asks, pages and stories need not wait until somebody looks.

import { query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Project } from "../ledger/catalogue.ts";
import { readRevisions } from "../ledger/sums.ts";
import { lookForBursts } from "./bursts.ts";
import { entryOf, withIteration } from "./entries.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Story } from "./history.ts";
import { standingsOf } from "./standing.ts";

/** Iterations judged in one piece; the standings of at most so many are held in memory. */
const PIECE = 100;

/** Refreshes the standings of every project and gives how many iterations were judged anew. `now` in ms. */
export async function refreshStandings(env: Env, now: number): Promise<number> {
  const projects = await rows(
    env.DB,
    query.selectFrom("project").select(["id", "time_zone"]).orderBy("id"),
  );
  let refreshed = 0;
  for (const project of projects) refreshed += await refreshProject(env, project, now);
  return refreshed;
}

type Zoned = Pick<Project, "id" | "time_zone">;

async function refreshProject(env: Env, project: Zoned, now: number): Promise<number> {
  const today = calendarOf(project.time_zone)(now);
  const looked = await readLooked(env.DB, project);
  const ids = looked.map(({ story }) => story.iteration.id);
  const revisions = await readRevisions(env, ids);
  const stale = looked.filter((each) => isStale(each, revisions, today)).map(({ story }) => story);
  for (let start = 0; start < stale.length; start += PIECE) {
    const piece = stale.slice(start, start + PIECE);
    await lookForBursts(env, piece, now);
    await standingsOf(env, piece, today);
  }
  return stale.length;
}

interface Looked {
  story: Story;
  /** Of the standing that is kept; null where none is. */
  rules: string | null;
  revision: number | null;
  day: number | null;
}

/**
 * The current iteration of each feature is kept fresh. One that was superseded is judged anew only when late facts
 * have moved it, so that a day they move is told; on other days it is judged when somebody looks.
 */
function isStale(looked: Looked, revisions: Map<number, number>, today: number): boolean {
  const { story, rules, revision, day } = looked;
  const { iteration } = story;
  if (revision !== revisions.get(iteration.id)) return true;
  return iteration.superseded_at === null && (day !== today || rules !== fingerprintOf(story));
}

/** Iterations of features that people have adopted and not retired; of superseded ones, those judged before. */
async function readLooked(db: D1Database, project: Zoned): Promise<Looked[]> {
  const found = await rows(
    db,
    withIteration(project.id)
      .leftJoin("standing", "standing.iteration", "iteration.id")
      .where("feature.discovered", "=", 0)
      .where("feature.retired_at", "is", null)
      .where((where) =>
        where.or([
          where("iteration.superseded_at", "is", null),
          where("standing.iteration", "is not", null),
        ]),
      )
      .select(["standing.rules", "standing.revision", "standing.day"]),
  );
  return found.map(({ rules, revision, day, ...row }) => ({
    story: { ...entryOf(row), timeZone: project.time_zone },
    ...{ rules, revision, day },
  }));
}
