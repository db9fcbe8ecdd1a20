// What customers did, as the tables hold it: emptied, read whole, and brought into one order.

import type { Env } from "../../../worker/env.ts";

const TABLES = {
  journey: "iteration, subject",
  answer: "iteration, subject, customer, at",
  ledger: "iteration, day",
  person: "customer",
  account_member: "account, customer",
} as const;

export async function clear(env: Env): Promise<void> {
  const all = [...Object.keys(TABLES), "revision", "exclusion"].map((table) =>
    env.DB.prepare(`DELETE FROM ${table}`),
  );
  await env.DB.batch(all);
}

/** Every table, without rowids, revisions and ledger rows whose counts all went back to zero. */
export async function dump(env: Env): Promise<Record<string, unknown[]>> {
  const names = Object.entries(TABLES);
  const results = await env.DB.batch<Record<string, unknown>>(
    names.map(([table, order]) => env.DB.prepare(`SELECT * FROM ${table} ORDER BY ${order}`)),
  );
  return Object.fromEntries(
    names.map(([table], index) => [table, (results[index]?.results ?? []).filter(holdsSomething)]),
  );
}

function holdsSomething(row: Record<string, unknown>): boolean {
  if (!("customers_seen" in row)) return true;
  return Object.entries(row).some(([name, value]) => name.includes("_") && value !== 0);
}

/** Journeys by `iteration subject`. */
export function journeysOf(tables: Record<string, unknown[]>): [string, unknown][] {
  const rows = (tables["journey"] ?? []) as Record<string, unknown>[];
  return sorted(
    new Map(
      rows.map(
        ({ iteration, subject, ...journey }) => [`${iteration} ${subject}`, journey] as const,
      ),
    ),
  );
}

/** Ledger cells that are not zero, by `iteration day column`. */
export function cellsOf(tables: Record<string, unknown[]>): [string, unknown][] {
  const cells = new Map<string, unknown>();
  for (const { iteration, day, ...columns } of (tables["ledger"] ?? []) as Record<
    string,
    unknown
  >[])
    for (const [column, value] of Object.entries(columns))
      if (value !== 0) cells.set(`${iteration} ${day} ${column}`, value);
  return sorted(cells);
}

export function sorted<V>(map: Map<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
