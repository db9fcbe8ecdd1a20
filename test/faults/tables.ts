// What a deployment's tables say, and the ledger counted anew from the journeys by plain code.

import type { DatabaseSync } from "node:sqlite";

type Row = Record<string, unknown>;
const rows = (db: DatabaseSync, sql: string) => db.prepare(sql).all() as Row[];

/** Ledger cells that are not zero, by `iteration day column`, in order. */
export function ledgerCells(db: DatabaseSync): string[] {
  return rows(db, "SELECT * FROM ledger")
    .flatMap(({ iteration, day, ...columns }) =>
      Object.entries(columns)
        .filter(([, count]) => count !== 0)
        .map(([column, count]) => `${iteration} ${day} ${column} ${count}`),
    )
    .sort();
}

/** The same cells, counted from the journeys. */
export function foldedCells(db: DatabaseSync): string[] {
  const cells = new Map<string, number>();
  for (const journey of rows(db, "SELECT * FROM journey"))
    for (const cell of cellsOf(journey)) cells.set(cell, (cells.get(cell) ?? 0) + 1);
  return [...cells].map(([cell, count]) => `${cell} ${count}`).sort();
}

const WHOSE: Record<string, string> = { c: "customers", a: "accounts" };

function cellsOf(journey: Row): string[] {
  const whose = WHOSE[String(journey["subject"]).charAt(0)];
  if (whose === undefined) return [];
  return milestonesOf(journey)
    .filter(([, day]) => day !== null)
    .map(([milestone, day]) => `${journey["iteration"]} ${day} ${whose}_${milestone}`);
}

function milestonesOf(journey: Row): [string, number | null][] {
  const day = (column: string) => journey[column] as number | null;
  const answered = day("answered_on");
  const asked = [day("asked_on"), answered].filter((each) => each !== null);
  const again = JSON.parse(String(journey["again"] ?? "[]")) as [number, number][];
  return [
    ["seen", day("seen_on")],
    ["used", day("used_on")],
    ["returned", day("returned_on")],
    ["last_used", day("last_used_on")],
    ["asked", asked.length > 0 ? Math.min(...asked) : null],
    ["dismissed", day("dismissed_on")],
    [journey["helped"] === 1 ? "helped" : "unhelped", answered],
    ...again.map(([on, helped]): [string, number] => [
      helped === 1 ? "again_helped" : "again_unhelped",
      on,
    ]),
  ];
}

/** How many journeys of customers a feature's iterations have. */
export function journeysOf(db: DatabaseSync, features: readonly string[]): number {
  const [row] = rows(
    db,
    `SELECT count(*) AS n FROM journey WHERE subject LIKE 'c%' AND iteration IN (
       SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature
       WHERE f.key IN (${features.map((key) => `'${key}'`).join(", ")}))`,
  );
  return Number(row?.["n"]);
}

/** How often each comment of a customer is there. */
export function commentsOf(db: DatabaseSync): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { comment } of rows(db, "SELECT comment FROM answer WHERE subject LIKE 'c%'"))
    counts.set(String(comment), (counts.get(String(comment)) ?? 0) + 1);
  return counts;
}

const ORDERS = {
  journey: "iteration, subject",
  answer: "iteration, subject, customer, at",
  account_member: "account, customer",
};

/** All that was kept of these features, row by row, in one order. */
export function kept(db: DatabaseSync, features: readonly string[]): string[] {
  const own = `SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature
    WHERE f.key IN (${features.map((key) => `'${key}'`).join(", ")})`;
  const ids = new Set(rows(db, own).map(({ id }) => id));
  return [
    ...ledgerCells(db).filter((cell) => ids.has(Number(cell.split(" ")[0]))),
    ...Object.entries(ORDERS).flatMap(([table, order]) =>
      rows(db, `SELECT * FROM ${table} ORDER BY ${order}`)
        .filter((row) => table === "account_member" || ids.has(row["iteration"]))
        .map(({ rowid: _, ...row }) => JSON.stringify(row)),
    ),
  ];
}

/** SQLite's own word on whether the file is whole. */
export function integrity(db: DatabaseSync): unknown {
  return rows(db, "PRAGMA integrity_check")[0]?.["integrity_check"];
}
