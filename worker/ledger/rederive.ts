// Derives counted answers anew where what counts has changed, and moves the ledger with them.

import { sql } from "kysely";
import { query, rows, wanted } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { iterationsOf, type Project } from "./catalogue.ts";
import { emptyDelta, type JourneyDelta } from "./fact.ts";
import { MERGE_JOURNEYS } from "./merge.ts";

/** Subjects handled in one transaction. */
const PIECE = 2_000;

/**
 * Derives every counted answer of a project anew, as after a change of whether proof is required. Harmless to repeat,
 * and to be repeated where it failed half-way.
 */
export async function rederiveProject(env: Env, project: Project): Promise<void> {
  const iterations = await iterationsOf(env.DB, project.id);
  for (const shard of shardsOf(env)) {
    for (const iteration of await answered(shard, iterations)) {
      const subjects = await rows(
        shard,
        query.selectFrom("answer").where("iteration", "=", iteration).select("subject").distinct(),
      );
      const touched = subjects.map(({ subject }) => ({ iteration, subject }));
      await rederive(shard, touched, project.require_proof === 1);
    }
  }
}

/** Those of some iterations that have answers on a shard: a project may have shipped any number. */
async function answered(shard: D1Database, iterations: readonly number[]): Promise<number[]> {
  const found = await rows(
    shard,
    query
      .selectFrom(wanted(iterations))
      .where(sql<boolean>`EXISTS (SELECT 1 FROM answer WHERE answer.iteration = wanted.value)`)
      .select("wanted.value"),
  );
  return found.map(({ value }) => value);
}

/** Derives the counted answers of some subjects of one shard anew. */
export async function rederive(
  shard: D1Database,
  touched: readonly { iteration: number; subject: string }[],
  requireProof: boolean,
): Promise<void> {
  for (let start = 0; start < touched.length; start += PIECE) {
    const deltas = touched
      .slice(start, start + PIECE)
      .map((each) => onlyAnswers(each, requireProof));
    await shard.batch(rederiving(shard, deltas));
  }
}

/** The statements that derive some journeys' counted answers anew. */
export function rederiving(
  shard: D1Database,
  deltas: readonly JourneyDelta[],
): D1PreparedStatement[] {
  const json = JSON.stringify(deltas);
  return MERGE_JOURNEYS.map((statement) => shard.prepare(statement).bind(json));
}

/** A delta that says nothing new but that the answers are to be looked at again. */
export function onlyAnswers(
  { iteration, subject }: { iteration: number; subject: string },
  requireProof: boolean,
): JourneyDelta {
  // No tombstone is as late as this: what is derived anew is never refused.
  const nothing = emptyDelta(iteration, subject, Number.MAX_SAFE_INTEGER);
  return { ...nothing, answers: 1, proof: requireProof ? 1 : 0 };
}
