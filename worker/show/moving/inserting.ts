// Inserts any number of rows by few statements: they travel as JSON, since D1 binds at most 100 parameters.

import { piecesOf } from "../../database.ts";

/** What to insert where. */
export interface Insertion {
  table: string;
  /** All with the same columns. */
  rows: readonly object[];
  /** What becomes of rows that are there already, as SQL; without it they are an error. */
  onConflict?: string;
}

/** The statements that insert rows; table and columns come from the code alone, never from a request. */
export function inserting(
  db: D1Database,
  { table, rows, onConflict = "" }: Insertion,
): D1PreparedStatement[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const values = columns.map((column) => `value ->> '${column}'`);
  const names = columns.map((column) => `"${column}"`).join(", ");
  const sql = `INSERT INTO "${table}" (${names}) SELECT ${values.join(", ")} FROM json_each(?1) WHERE true ${onConflict}`;
  return piecesOf(rows).map((piece) => db.prepare(sql).bind(piece));
}
