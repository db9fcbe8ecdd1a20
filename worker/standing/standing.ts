// Where ledger and judge meet: what the judge says of each iteration, cached until its ledger moves or the day turns.

import { sql } from "kysely";
import type { Day } from "../../contract/day.ts";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Judgement } from "../judge/history.ts";
import { judge } from "../judge/judge.ts";
import { readLedgers, readRevisions } from "../ledger/sums.ts";
import { historyOf, type Story } from "./history.ts";
import { movedRuns } from "./moved.ts";
import { sparkOf } from "./spark.ts";

/** Names the rules a judgement was made by; a change of the rules makes every standing stale. */
export const RULES = "odds-ladder-1";

/** A judgement and what the portfolio draws beside it. */
export interface Standing extends Judgement {
  /** Adopted so far, at the ends of equal spans since shipping. */
  spark: number[];
}

/** How many to ask, as last judged. It is taken as it stands: an ask never waits for a judgement. */
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
  const ids = stories.map(({ iteration }) => iteration.id);
  const [kept, revisions] = await Promise.all([readKept(env.DB, ids), readRevisions(env, ids)]);
  const isFresh = ({ iteration }: Story) => {
    const row = kept.get(iteration.id);
    return (
      row?.rules === RULES && row.day === today && row.revision === revisions.get(iteration.id)
    );
  };
  const standings = new Map<number, Standing>();
  for (const story of stories.filter(isFresh)) {
    const row = kept.get(story.iteration.id);
    if (row) standings.set(story.iteration.id, JSON.parse(row.judgement) as Standing);
  }
  const stale = stories.filter((story) => !isFresh(story));
  const judged = await judgeAll(env, stale, today);
  for (const [id, standing] of judged) standings.set(id, standing);
  await writeBack(env.DB, { stale, judged, kept, revisions, today });
  return standings;
}

/** What the judge would have said on an earlier day. Nothing is cached. */
export function standingsAsOf(
  env: Env,
  stories: readonly Story[],
  day: Day,
): Promise<Map<number, Standing>> {
  return judgeAll(env, stories, day);
}

async function judgeAll(
  env: Env,
  stories: readonly Story[],
  day: Day,
): Promise<Map<number, Standing>> {
  const ledgers = await readLedgers(
    env,
    stories.map(({ iteration }) => iteration.id),
  );
  return new Map(
    stories.map((story) => {
      const history = historyOf(story, ledgers.get(story.iteration.id) ?? [], day);
      return [story.iteration.id, { ...judge(history, day), spark: sparkOf(history, day) }];
    }),
  );
}

type Kept = Awaited<ReturnType<typeof readKept>>;

async function readKept(db: D1Database, ids: readonly number[]) {
  const wanted = sql<{ value: number }>`json_each(${JSON.stringify(ids)})`.as("wanted");
  const found = await rows(
    db,
    query
      .selectFrom(wanted)
      .innerJoin("standing", "standing.iteration", "wanted.value")
      .selectAll("standing"),
  );
  return new Map(found.map((row) => [row.iteration, row]));
}

interface WriteBack {
  stale: readonly Story[];
  judged: Map<number, Standing>;
  kept: Kept;
  /** Read before the ledgers were: a fold in between makes the standing stale again, never wrong. */
  revisions: Map<number, number>;
  today: Day;
}

async function writeBack(db: D1Database, write: WriteBack): Promise<void> {
  const statements = write.stale.flatMap((story) => {
    const { id } = story.iteration;
    const standing = write.judged.get(id);
    if (!standing) return [];
    const before = write.kept.get(id);
    return [
      prepare(
        db,
        query.replaceInto("standing").values({
          iteration: id,
          rules: RULES,
          revision: write.revisions.get(id) ?? 0,
          day: write.today,
          judgement: JSON.stringify(standing),
        }),
      ),
      ...movedRuns(story, before, standing).map((event) => prepare(db, event)),
    ];
  });
  if (statements.length > 0) await db.batch(statements);
}
