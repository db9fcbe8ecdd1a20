// Counts the rows that a fold writes against its project's day, inside the fold's own transaction.

/** A project's part of a batch, from 0 to 1. */
export interface Share {
  project: string;
  of: number;
}

/** An answer's row, its three indexes, and the words of its comment. */
const ROWS_PER_ANSWER = 5;
/** A batch that moves journeys moves a ledger and a revision with them, and writes this count. */
const ROWS_PER_BATCH = 3;

/** Rows that each changed row of a table stands for, and those that come with the first. */
const WEIGHTS: Record<"answers" | "people" | "journeys", { each: number; once: number }> = {
  answers: { each: ROWS_PER_ANSWER, once: 0 },
  people: { each: 1, once: 0 },
  journeys: { each: 1, once: ROWS_PER_BATCH },
};

/** About what the statement right before this one wrote; nothing where it changed nothing. */
const CHARGE = `
INSERT INTO row_budget (project, day, written)
SELECT value ->> 'project', unixepoch() / 86400, ceil((changes() * ?2 + ?3) * (value ->> 'of'))
FROM json_each(?1) WHERE changes() > 0
ON CONFLICT (project, day) DO UPDATE SET written = written + excluded.written`;

/** The statement that charges what the one before it wrote to the projects of a batch. */
export function charging(
  shard: D1Database,
  shares: readonly Share[],
  table: keyof typeof WEIGHTS,
): D1PreparedStatement[] {
  if (shares.length === 0) return [];
  const { each, once } = WEIGHTS[table];
  return [shard.prepare(CHARGE).bind(JSON.stringify(shares), each, once)];
}

/** How many facts of a batch are each project's, as shares of the whole. */
export function sharesOf(parts: readonly { project: string; facts: number }[]): Share[] {
  const total = parts.reduce((sum, { facts }) => sum + facts, 0);
  const byProject = Map.groupBy(parts, ({ project }) => project);
  return [...byProject].map(([project, own]) => ({
    project,
    of: own.reduce((sum, { facts }) => sum + facts, 0) / Math.max(1, total),
  }));
}
