// Queries are built with Kysely and handed to D1 as prepared statements, so that several can be one transaction.

import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import type { Schema } from "./schema.ts";

/** Builds queries; it never runs one, since D1 has no interactive transactions. */
export const query = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** A query as a statement for `D1Database.batch`. */
export function prepare(db: D1Database, compilable: Compilable): D1PreparedStatement {
  const { sql, parameters } = compilable.compile();
  return db.prepare(sql).bind(...parameters);
}

/** Runs a query; its rows are typed by the query itself. */
export async function rows<Row>(db: D1Database, compilable: Compilable<Row>): Promise<Row[]> {
  return (await prepare(db, compilable).all<Row>()).results;
}

/** Runs a query for its first row. */
export async function first<Row>(
  db: D1Database,
  compilable: Compilable<Row>,
): Promise<Row | undefined> {
  return (await rows(db, compilable))[0];
}

/** Values as the rows of a table, so that any number of them is one parameter. */
export function wanted<T extends string | number>(values: readonly T[]) {
  return sql<{ value: T }>`json_each(${JSON.stringify(values)})`.as("wanted");
}

/** D1 takes 2 MB as one parameter, and large ones slow the rest. */
const PARAMETER_LENGTH = 500_000;

/** Rows as JSON, cut into pieces of which each fits one parameter, unless one row alone does not. */
export function piecesOf(rows: readonly object[]): string[] {
  if (rows.length === 0) return [];
  const text = JSON.stringify(rows);
  if (text.length <= PARAMETER_LENGTH || rows.length === 1) return [text];
  const half = Math.ceil(rows.length / 2);
  return [...piecesOf(rows.slice(0, half)), ...piecesOf(rows.slice(half))];
}

/** Runs queries as one transaction and gives each one's rows. */
export async function batch<const Queries extends readonly Compilable<unknown>[]>(
  db: D1Database,
  queries: Queries,
): Promise<{
  [Index in keyof Queries]: Queries[Index] extends Compilable<infer Row> ? Row[] : never;
}> {
  const results = await db.batch(queries.map((each) => prepare(db, each)));
  // D1 answers in the order of the statements, each typed by its query.
  return results.map((result) => result.results) as never;
}
