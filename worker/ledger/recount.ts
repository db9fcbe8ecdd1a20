// Counts one ledger on one shard anew from its journeys, in SQL of its own, and says where the two differ.

import type { Day } from "../../contract/day.ts";
import type { LedgerTable } from "../schema.ts";
import { COLUMNS, MILESTONES, type MilestoneName, WHOSE } from "./milestones.ts";

/** A cell of a ledger that is not what its journeys say. */
export interface Difference {
  day: Day;
  column: string;
  /** The place of the shard. */
  shard: number;
  /** Ledger less journeys. */
  delta: number;
}

/** The day of each milestone of a journey; those of answers given again are told apart below. */
const DAY: Partial<Record<MilestoneName, string>> = {
  seen: "seen_on",
  used: "used_on",
  returned: "returned_on",
  last_used: "last_used_on",
  // Who answered was asked, also where no ask was recorded.
  asked: "min(coalesce(asked_on, answered_on), coalesce(answered_on, asked_on))",
  dismissed: "dismissed_on",
  helped: "iif(helped = 1, answered_on, NULL)",
  unhelped: "iif(helped = 0, answered_on, NULL)",
};

/** Journeys kept apart, whose letter is u, are counted nowhere. */
const COUNTED = "iteration = ?1 AND subject < 'u'";

const counting = (milestone: MilestoneName, day: string) => `
SELECT '${milestone}' AS milestone, substr(subject, 1, 1) AS letter, ${day} AS day, count(*) AS number
FROM journey WHERE ${COUNTED} AND ${day} IS NOT NULL GROUP BY 2, 3`;

const COUNT_AGAIN = `
SELECT iif(g.value ->> 1 = 1, 'again_helped', 'again_unhelped') AS milestone, substr(subject, 1, 1) AS letter,
  g.value ->> 0 AS day, count(*) AS number
FROM journey, json_each(again) g WHERE ${COUNTED} AND again IS NOT NULL GROUP BY 1, 2, 3`;

const COUNTS = [
  ...MILESTONES.flatMap((milestone) => {
    const day = DAY[milestone];
    return day === undefined ? [] : [counting(milestone, day)];
  }),
  COUNT_AGAIN,
];

interface Count {
  milestone: MilestoneName;
  letter: string;
  day: Day;
  number: number;
}

/** Reads a ledger and its journeys at one moment, in one transaction. */
export async function compareShard(
  shard: D1Database,
  place: number,
  iteration: number,
): Promise<{ journeys: number; differences: Difference[] }> {
  const [ledger, size, ...counts] = await shard.batch<unknown>(
    ["SELECT * FROM ledger WHERE iteration = ?1", SIZE, ...COUNTS].map((sql) =>
      shard.prepare(sql).bind(iteration),
    ),
  );
  // D1 answers in the order of the statements.
  const kept = (ledger?.results ?? []) as LedgerTable[];
  const [{ journeys } = { journeys: 0 }] = (size?.results ?? []) as { journeys: number }[];
  const found = counts.flatMap((each) => each.results as Count[]);
  return { journeys, differences: differing(kept, found, place) };
}

/** Whether a ledger on a shard is made of more journeys than so many. */
export async function isLarger(
  shard: D1Database,
  iteration: number,
  most: number,
): Promise<boolean> {
  const found = await shard.prepare(LARGER).bind(iteration, most).first();
  return found !== null;
}

const LARGER = "SELECT 1 FROM journey WHERE iteration = ?1 LIMIT 1 OFFSET ?2";
const SIZE = "SELECT count(*) AS journeys FROM journey WHERE iteration = ?1";

function differing(
  ledger: readonly LedgerTable[],
  counts: readonly Count[],
  shard: number,
): Difference[] {
  const cells = new Map<string, number>();
  const add = (day: Day, column: string, number: number) => {
    const cell = `${day} ${column}`;
    cells.set(cell, (cells.get(cell) ?? 0) + number);
  };
  for (const row of ledger) for (const { name } of COLUMNS) add(row.day, name, row[name]);
  for (const { milestone, letter, day, number } of counts)
    add(day, `${whose(letter)}_${milestone}`, -number);
  return [...cells].flatMap(([cell, delta]) => {
    const [day, column = ""] = cell.split(" ");
    return delta === 0 ? [] : [{ day: Number(day), column, shard, delta }];
  });
}

function whose(letter: string): string {
  return WHOSE.find((each) => each.letter === letter)?.column ?? letter;
}
