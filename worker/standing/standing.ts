// Where ledger and judge meet: what the judge says of each iteration, cached until its ledger moves or the day turns.

import { sql } from "kysely";
import type { Day } from "../../contract/day.ts";
import { first, prepare, query } from "../database.ts";
import type { Env } from "../env.ts";
import type { Judgement } from "../judge/history.ts";
import { judge } from "../judge/judge.ts";
import { readRevisions } from "../ledger/sums.ts";
import { orLater } from "../unavailable.ts";
import { readEvidence } from "./evidence.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { historyOf, type Story } from "./history.ts";
import { type Kept, keeping, readKept } from "./kept.ts";
import { movedRuns } from "./moved.ts";
import { reopening } from "./reopening.ts";
import { sparkOf } from "./spark.ts";

/** A judgement and what the portfolio draws beside it. */
export interface Standing extends Judgement {
  /** Adopted so far, at the ends of equal spans since shipping. */
  spark: number[];
}

/** Iterations judged at a time: a year of days of each is held in memory, and travels as one answer of D1. */
const PIECE = 50;

/**
 * How many to ask, as last judged. It is taken as it stands: an ask never waits for a judgement. Of what was
 * never judged, or is to be judged anew, nothing is known to be decided, so everybody may be asked.
 */
export async function askPolicyOf(
  db: D1Database,
  iteration: number,
): Promise<{ askRate: number; decided: boolean }> {
  const row = await first(
    db,
    query
      .selectFrom("standing")
      .where("iteration", "=", iteration)
      .select(sql<number>`judgement ->> 'askRate'`.as("rate"))
      .select(sql<number>`judgement ->> 'decided'`.as("decided")),
  );
  return { askRate: row?.rate ?? 1, decided: row?.decided === 1 };
}

/** What the judge says today of each iteration, by its id. Stale standings are judged anew and written back. */
export async function standingsOf(
  env: Env,
  stories: readonly Story[],
  today: Day,
): Promise<Map<number, Standing>> {
  if (stories.length === 0) return new Map();
  const ids = stories.map(({ iteration }) => iteration.id);
  const [kept, revisions] = await Promise.all([readKept(env.DB, ids), readRevisions(env, ids)]);
  return refreshed(env, { stories, today, kept, revisions });
}

/** Iterations of one project, what is kept of them, and how far their ledgers have moved. */
export interface Looked {
  stories: readonly Story[];
  today: Day;
  kept: Map<number, Kept>;
  /** Read before the ledgers are: a fold in between makes a standing stale again, never wrong. */
  revisions: Map<number, number>;
}

/** Takes what is fresh and judges the rest anew, in pieces. */
export async function refreshed(env: Env, looked: Looked): Promise<Map<number, Standing>> {
  const standings = new Map<number, Standing>();
  for (const story of looked.stories) {
    const row = freshRow(looked, story);
    if (row) standings.set(row.iteration, JSON.parse(row.judgement) as Standing);
  }
  const stale = staleOf(looked);
  for (let start = 0; start < stale.length; start += PIECE) {
    const stories = stale.slice(start, start + PIECE);
    const judged = await standingsAsOf(env, stories, looked.today);
    for (const [id, standing] of judged) standings.set(id, standing);
    await orLater("standings", writeBack(env.DB, { ...looked, stories }, judged));
  }
  return standings;
}

/** The iterations whose standing is missing, or was judged of another day, ledger or promise. */
export function staleOf(looked: Looked): Story[] {
  return looked.stories.filter((story) => !freshRow(looked, story));
}

function freshRow({ kept, revisions, today }: Looked, story: Story): Kept | undefined {
  const row = kept.get(story.iteration.id);
  const isFresh =
    row?.day === today &&
    row.revision === (revisions.get(row.iteration) ?? 0) &&
    row.rules === fingerprintOf(story);
  return isFresh ? row : undefined;
}

/** What the judge says of iterations of one project as of the end of a day. Nothing is cached. */
export async function standingsAsOf(
  env: Env,
  stories: readonly Story[],
  day: Day,
): Promise<Map<number, Standing>> {
  const standings = new Map<number, Standing>();
  for (let start = 0; start < stories.length; start += PIECE) {
    const piece = stories.slice(start, start + PIECE);
    const evidence = await readEvidence(env, piece, day);
    for (const story of piece) {
      const history = historyOf(story, evidence.get(story.iteration.id) ?? { ledger: [] }, day);
      const standing = { ...judge(history, day), spark: sparkOf(history, day) };
      standings.set(story.iteration.id, standing);
    }
  }
  return standings;
}

async function writeBack(
  db: D1Database,
  { stories, kept, revisions, today }: Looked,
  judged: Map<number, Standing>,
): Promise<void> {
  const told = stories.flatMap((story) => {
    const { id } = story.iteration;
    const standing = judged.get(id);
    if (!standing) return [];
    const row: Kept = {
      iteration: id,
      rules: fingerprintOf(story),
      revision: revisions.get(id) ?? 0,
      day: today,
      judgement: JSON.stringify(standing),
    };
    const moves = movedRuns(story, { before: kept.get(id), now: standing, today });
    return [{ row, moves, reopened: reopening(db, story, standing.verdict) }];
  });
  await db.batch([
    keeping(
      db,
      told.map(({ row }) => row),
    ),
    ...told.flatMap(({ moves }) => moves.map((event) => prepare(db, event))),
    ...told.flatMap(({ reopened }) => reopened),
  ]);
}
