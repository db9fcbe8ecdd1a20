// Counts the rows that folds write against their project's day, inside the fold's own transaction.
//
// It is an estimate on purpose: a count kept with every signal would cost a row itself. Small batches are counted
// one in 64, for 64 times what they wrote; which ones, their pseudonyms decide, and nobody outside can tell.

import type { Delta } from "./fact.ts";
import { fnv1a } from "./subject.ts";

/** A project's part of a batch, from 0 to 1. */
export interface Share {
  project: string;
  of: number;
}

/** One small batch in so many is counted, for so many times its rows. */
const ONE_IN = 64;
/** An answer's row, its indexes, and the words of its comment. */
const ROWS_PER_ANSWER = 6;
/** A batch that moves journeys moves days of a ledger and a revision with them. */
const ROWS_PER_BATCH = 3;

/** Charges what the statement right before it wrote; nothing where it changed nothing. */
export type Charge = (table: "answers" | "people" | "journeys") => D1PreparedStatement[];

/** How a batch's rows are charged to the projects of `shares`. */
export function chargeFor(shard: D1Database, delta: Delta, shares: readonly Share[]): Charge {
  const times = timesCounted(delta);
  if (shares.length === 0 || times === 0) return () => [];
  // The word index spoils changes() after answers, so that their charge is what they may write at most.
  const answers = delta.answers.length * ROWS_PER_ANSWER;
  const rows = {
    answers: { each: 0, once: answers },
    people: { each: 1, once: 0 },
    journeys: { each: 1, once: ROWS_PER_BATCH },
  };
  const json = JSON.stringify(shares.map(({ project, of }) => ({ project, of: of * times })));
  return (table) => [shard.prepare(CHARGE).bind(json, rows[table].each, rows[table].once)];
}

/** For how many times its rows a batch is counted: large ones as they are. */
function timesCounted({ journeys, answers, people }: Delta): number {
  if (journeys.length + answers.length + people.length >= ONE_IN) return 1;
  const [journey] = journeys;
  const [person] = people;
  const name = journey ? `${journey.s} ${journey.i} ${journey.at}` : `${person?.c} ${person?.at}`;
  return fnv1a(name) % ONE_IN === 0 ? ONE_IN : 0;
}

const CHARGE = `
INSERT INTO row_budget (project, day, written)
SELECT value ->> 'project', unixepoch() / 86400, ceil((changes() * ?2 + ?3) * (value ->> 'of'))
FROM json_each(?1) WHERE changes() > 0
ON CONFLICT (project, day) DO UPDATE SET written = written + excluded.written`;

/** How many facts of a batch are each project's, as shares of the whole. */
export function sharesOf(parts: readonly { project: string; facts: number }[]): Share[] {
  const total = parts.reduce((sum, { facts }) => sum + facts, 0);
  const byProject = Map.groupBy(parts, ({ project }) => project);
  return [...byProject].map(([project, own]) => ({
    project,
    of: own.reduce((sum, { facts }) => sum + facts, 0) / Math.max(1, total),
  }));
}
