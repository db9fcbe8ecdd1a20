// Where an import waits until all of it is known to be right, and how one that failed is undone.
//
// D1 has no transaction that stays open while a file streams in, and a Worker has no disk. So an import is read
// twice. The first reading checks every line and keeps those that are right, in import_part, where nothing else
// looks: an import that is refused, cut short or killed here has written nothing else. The second reading,
// from there, writes what customers did, under ids of iterations that the catalogue does not know, which no
// page, count or clock ever meets. What makes it all visible is one transaction on the catalogue at the very
// end. Whatever stops in between is undone from what was kept, by the request itself, by the clock, or by
// whoever imports next.

import { type ExportLine, exportLine } from "../../../contract/export.ts";
import { first, prepare, query, rows } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import { deleteIterations } from "../../ledger/deleting.ts";
import { newId } from "../identifiers.ts";
import { nameIn } from "./names-out.ts";

/** Characters of lines kept in a row; a row may hold 2 MB, and a character is up to three bytes. */
const PART_LENGTH = 500_000;
/** An import that did not get on for so long has stopped, in ms. */
const STOPPED_MS = 15 * 60_000;
/** Ids of imported features and iterations begin between here and 2^40: far beyond any that are given out in turn. */
const FIRST_ID = 2 ** 32;

export interface Importing {
  id: string;
  project: string;
  /** The first of its iterations' ids, and of its features'; the others follow. */
  firstId: number;
}

/** An import went on after somebody had taken it for stopped, and undone it. */
export class Undone extends Error {
  override name = "Undone";
}

/** Opens an import into a project; null where another one is on its way. */
export async function openImport(
  env: Env,
  project: string,
  now: number,
): Promise<Importing | null> {
  await sweepImports(env, now);
  const importing = { id: newId("i"), project, firstId: randomId() };
  const { results } = await env.DB.prepare(OPEN)
    .bind(importing.id, project, now, importing.firstId)
    .all();
  return results.length > 0 ? importing : null;
}

const OPEN = `
INSERT INTO import (id, project, touched_at, writing, first_iteration, iterations)
VALUES (?1, ?2, ?3, 0, ?4, 0) ON CONFLICT (project) DO NOTHING RETURNING id`;

function randomId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return FIRST_ID + (high % 255) * 2 ** 32 + low;
}

/** Keeps lines that were found right. `flush` keeps what is left. Throws `Undone`. */
export function spoolOf({ DB }: Env, { id }: Importing) {
  let waiting: string[] = [];
  let length = 0;
  let number = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    const keeping = DB.prepare(KEEP_PART).bind(id, number++, waiting.join("\n"));
    waiting = [];
    length = 0;
    const [kept] = await DB.batch([keeping, touching(DB, id)]);
    if (kept?.meta.changes === 0) throw new Undone();
  };
  return {
    async keep(record: ExportLine) {
      const line = JSON.stringify(record);
      if (length + line.length > PART_LENGTH) await flush();
      waiting.push(line);
      length += line.length;
    },
    flush,
  };
}

const KEEP_PART = `
INSERT INTO import_part (import, number, lines)
SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM import WHERE id = ?1)`;

function touching(db: D1Database, id: string): D1PreparedStatement {
  const now = Date.now();
  return prepare(db, query.updateTable("import").set({ touched_at: now }).where("id", "=", id));
}

/** The kept records, a part at a time; no more of them once the import is undone. */
export async function* partsOf(env: Env, id: string): AsyncGenerator<ExportLine[]> {
  for (let number = 0; ; number++) {
    const part = await first(
      env.DB,
      query
        .selectFrom("import_part")
        .where("import", "=", id)
        .where("number", "=", number)
        .select("lines"),
    );
    if (!part) return;
    yield part.lines.split("\n").map((line) => exportLine.parse(JSON.parse(line)));
    const { meta } = await touching(env.DB, id).run();
    if (meta.changes === 0) return;
  }
}

/** Throws `Undone` where an import is not on its way any more. */
export async function stillOpen({ DB }: Env, { id }: Importing): Promise<void> {
  const { meta } = await touching(DB, id).run();
  if (meta.changes === 0) throw new Undone();
}

/** Notes that rows of customers may be written from now on, under so many iterations. Throws `Undone`. */
export async function beginWriting(env: Env, { id }: Importing, iterations: number): Promise<void> {
  const change = query.updateTable("import").set({ writing: 1, iterations }).where("id", "=", id);
  const { meta } = await prepare(env.DB, change).run();
  if (meta.changes === 0) throw new Undone();
}

/** The statements that end an import, for the batch that shows it, or once it is undone. */
export function ending(db: D1Database, id: string): D1PreparedStatement[] {
  return [
    prepare(db, query.deleteFrom("import_part").where("import", "=", id)),
    prepare(db, query.deleteFrom("import").where("id", "=", id)),
  ];
}

/** Undoes whatever an import has written; harmless to repeat. */
export async function undoImport(env: Env, id: string): Promise<void> {
  const known = await first(env.DB, query.selectFrom("import").where("id", "=", id).selectAll());
  if (known?.writing === 1) {
    await deleteIterations(env, idsFrom(known.first_iteration, known.iterations));
    const name = nameIn(env.LANDED_SECRET, known.project);
    for await (const part of partsOf(env, id)) await undoPeople(env, part, name);
  }
  await env.DB.batch(ending(env.DB, id));
}

/** So many ids from the first on. */
export function idsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => first + place);
}

/** Names of an imported project are nobody else's, so that all there is under them is the import's. */
async function undoPeople(
  env: Env,
  part: readonly ExportLine[],
  name: (told: string) => Promise<string>,
): Promise<void> {
  const told = part.flatMap((record) =>
    ["tombstone", "person", "member", "grant"].includes(record.kind) && "customer" in record
      ? [record.customer]
      : [],
  );
  const accounts = part.flatMap((record) => (record.kind === "member" ? [record.account] : []));
  if (told.length + accounts.length === 0) return;
  const customers = JSON.stringify(await Promise.all(told.map(name)));
  const owners = JSON.stringify(await Promise.all(accounts.map(name)));
  for (const shard of shardsOf(env))
    await shard.batch([
      ...["person", "tombstone", "ask_grant"].map((table) =>
        shard
          .prepare(`DELETE FROM ${table} WHERE customer IN (SELECT value FROM json_each(?1))`)
          .bind(customers),
      ),
      shard
        .prepare("DELETE FROM account_member WHERE account IN (SELECT value FROM json_each(?1))")
        .bind(owners),
    ]);
}

/** Undoes imports that stopped on their way; called by the clock, and before each import. */
export async function sweepImports(env: Env, now: number): Promise<void> {
  const stopped = await rows(
    env.DB,
    query
      .selectFrom("import")
      .where("touched_at", "<", now - STOPPED_MS)
      .select("id"),
  );
  for (const { id } of stopped) await undoImport(env, id);
}
