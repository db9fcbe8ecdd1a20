// Judges anew whatever has become stale, so that asks, pages and stories need not wait until somebody looks.

import { query, rows } from "../database.ts";
import { type Env, shardsBound } from "../env.ts";
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

/** Calls of D1 that a run makes, about: a Worker may make 1,000 at a time, and the nightly work comes with some runs. */
const CALLS_A_RUN = 500;

/**
 * Refreshes the standings of all projects, or of as many as a run may, and gives how many iterations were judged
 * anew. `now` in ms. A project that fails keeps no other waiting; its failure is thrown at the end.
 */
export async function refreshStandings(
  env: Env,
  now: number,
  calls = CALLS_A_RUN,
): Promise<number> {
  const projects = await rows(
    env.DB,
    query.selectFrom("project").select(["id", "time_zone"]).orderBy("id"),
  );
  const databases = 1 + shardsBound(env);
  const failures: unknown[] = [];
  let refreshed = 0;
  let left = calls;
  for (const project of inTurn(projects, now)) {
    if (left <= 0) break;
    try {
      const done = await refreshProject(env, project, now);
      refreshed += done.judged;
      left -= callsFor(done, databases);
    } catch (error) {
      failures.push(error);
      left -= callsFor({ judged: PIECE, looked: 0 }, databases);
    }
  }
  if (failures.length > 0) throw failures[0];
  return refreshed;
}

/** The clock strikes so often. */
export const RUN_MS = 5 * 60_000;
/** Each run begins so many projects after where the one before began: fewer than any run gets through. */
const STEP = 10;

/** Projects that a run does not get to are among the first of a later one. */
function inTurn<T>(all: readonly T[], now: number): T[] {
  const start = (Math.floor(now / RUN_MS) * STEP) % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)];
}

/** How many of a project's iterations were judged anew, and how many were looked through for bursts. */
interface Done {
  judged: number;
  looked: number;
}

/** About how many calls that cost. */
function callsFor({ judged, looked }: Done, databases: number): number {
  const pieces = Math.ceil(judged / PIECE);
  return 1 + databases + pieces * (8 + 4 * databases) + looked * (1 + 2 * databases);
}

type Zoned = Pick<Project, "id" | "time_zone">;

async function refreshProject(env: Env, project: Zoned, now: number): Promise<Done> {
  const today = calendarOf(project.time_zone)(now);
  const looked = await readLooked(env.DB, project);
  const ids = looked.map(({ story }) => story.iteration.id);
  const revisions = await readRevisions(env, ids);
  const stale = looked.filter((each) => isStale(each, revisions, today)).map(({ story }) => story);
  let searched = 0;
  for (let start = 0; start < stale.length; start += PIECE) {
    const piece = stale.slice(start, start + PIECE);
    searched += await lookForBursts(env, piece, now);
    await standingsOf(env, piece, today);
  }
  return { judged: stale.length, looked: searched };
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
