// Inserts any number of rows by few statements: they travel as JSON, since D1 binds at most 100 parameters.

/** One JSON parameter holds about this many characters; D1 takes 2 MB, and large ones slow the rest. */
const PARAMETER_LENGTH = 500_000;

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
  return pieces(rows).map((piece) => db.prepare(sql).bind(piece));
}

function pieces(rows: readonly object[]): string[] {
  const text = JSON.stringify(rows);
  if (text.length <= PARAMETER_LENGTH || rows.length === 1) return [text];
  const half = Math.ceil(rows.length / 2);
  return [...pieces(rows.slice(0, half)), ...pieces(rows.slice(half))];
}
