// POST …/import: an export into an empty project, all of it or nothing.

import type { ExportLine } from "../../../contract/export.ts";
import { first, query } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Call } from "../../handler.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { deleteIterations } from "../../ledger/deleting.ts";
import { shardMismatch } from "../../ledger/shards.ts";
import { conflict, isRefusal, type Refusal } from "../../problem.ts";
import { counted } from "../features/phrases.ts";
import { type Agreement, agree, missing, newAgreement } from "./import-agreement.ts";
import { isDecided, showImport } from "./import-catalogue.ts";
import { type Complaint, lineReader } from "./import-line.ts";
import {
  beginWriting,
  type Importing,
  idsFrom,
  openImport,
  spoolOf,
  Undone,
  undoImport,
} from "./import-spool.ts";
import { IMPORT_BYTES, LINE_BYTES, linesIn, Unreadable } from "./import-text.ts";
import { writeCustomers } from "./import-writing.ts";

type Import = Call<"POST /projects/{project}/import">;

/** Bad lines that are named; then reading stops. */
const NAMED = 100;
/** What people decided is held at once: at most so many characters of it. */
const DECIDED_LENGTH = 16 * 1024 * 1024;

async function importAll(call: Import) {
  const { env, project, request, now } = call;
  const refused = await whyNot(env, project, request);
  if (refused) return refused;
  const importing = await openImport(env, project.id, now);
  if (!importing) return conflict("Another import into this project is on its way.");
  try {
    const read = await readAll(call, importing);
    if (isRefusal(read)) {
      await undoImport(env, importing.id);
      await readOn(request);
      return read;
    }
    return await write(call, { importing, project, ...read });
  } catch (error) {
    // What cannot be undone now is undone by the clock.
    await undoImport(env, importing.id).catch(() => undefined);
    if (isNoLongerEmpty(error)) return NOT_EMPTY;
    if (isUndone(error)) return STOPPED;
    throw error;
  }
}

async function whyNot(env: Env, project: Project, request: Request): Promise<Refusal | null> {
  if (Number(request.headers.get("content-length") ?? 0) > IMPORT_BYTES) return TOO_LARGE;
  const mismatch = await shardMismatch(env);
  if (mismatch) return mismatch;
  const feature = query.selectFrom("feature").where("project", "=", project.id).select("id");
  const closed = query.selectFrom("closed_quarter").where("project", "=", project.id);
  const isEmpty =
    project.shards === null &&
    !(await first(env.DB, feature.limit(1))) &&
    !(await first(env.DB, closed.select("quarter").limit(1)));
  return isEmpty ? null : NOT_EMPTY;
}

const NOT_EMPTY = conflict(
  "An export can only be imported into an empty project: one without features, that has heard nothing.",
);
const TOO_LARGE: Refusal = {
  refused: "too-large",
  detail: `An import may hold at most ${IMPORT_BYTES / 1024 / 1024} MB.`,
};

/** Whether the project was found to hold something at the end: the check of the table `import`. */
function isNoLongerEmpty(error: unknown): boolean {
  return error instanceof Error && /CHECK constraint failed: found/i.test(error.message);
}

const STOPPED = conflict(
  "This import stood still for so long that it was taken for stopped and undone; send it again.",
);

/** Whether somebody has undone the import: found before, or at the very end by the table \`import_part\`. */
function isUndone(error: unknown): boolean {
  if (error instanceof Undone) return true;
  return error instanceof Error && /constraint failed: import_part.lines/i.test(error.message);
}

interface Read {
  known: Agreement;
  /** What people decided. */
  records: ExportLine[];
}

/** The first reading: every line is checked, and kept while all are right. */
async function readAll(
  { env, request, now }: Import,
  importing: Importing,
): Promise<Read | Refusal> {
  const bad: Complaint[] = [];
  const known = newAgreement();
  const spool = spoolOf(env, importing);
  const read = lineReader(now);
  const records: ExportLine[] = [];
  let lines = 0;
  let decided = 0;
  try {
    for await (const text of linesIn(bytesOf(request), IMPORT_BYTES)) {
      lines++;
      const line = read(text);
      bad.push(...agree(known, line));
      if (bad.length >= NAMED) break;
      if (line.record === null || bad.length > 0) continue;
      if (isDecided(line.record)) {
        records.push(line.record);
        decided += text.length;
        if (decided > DECIDED_LENGTH) return TOO_MUCH_DECIDED;
      } else await spool.keep(line.record);
    }
  } catch (error) {
    if (error instanceof Unreadable) return unreadable(error);
    throw error;
  }
  if (bad.length < NAMED) bad.push(...missing(known, lines));
  if (bad.length > 0) return badLines(bad);
  await spool.flush();
  return { known, records };
}

/** The body's bytes; a request without one has none. Whoever stops reading leaves the rest to be read on. */
function bytesOf({ body }: Request): AsyncIterable<Uint8Array> {
  const bytes = (body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>;
  return bytes.values({ preventCancel: true });
}

/** Takes in what is still on its way: a sender that is cut off never hears why. As much again, at most. */
async function readOn(request: Request): Promise<void> {
  let left = IMPORT_BYTES;
  try {
    for await (const { byteLength } of bytesOf(request)) {
      left -= byteLength;
      if (left < 0) return;
    }
  } catch {
    // Whoever went away hears nothing anyhow.
  }
}

const TOO_MUCH_DECIDED: Refusal = {
  refused: "too-large",
  detail: "There is too much that people decided: at most 16 MB before the first customer.",
};

function unreadable({ why, line }: Unreadable): Refusal {
  switch (why) {
    case "too-large":
      return TOO_LARGE;
    case "line-too-long":
      return {
        refused: "too-large",
        detail: `Line ${line} is longer than ${LINE_BYTES / 1024 / 1024} MB.`,
      };
    case "not-utf-8":
      return badLines([{ line, field: "", detail: "is not UTF-8" }]);
  }
}

function badLines(bad: readonly Complaint[]): Refusal {
  const errors = bad.slice(0, NAMED);
  const [worst] = errors;
  const more = bad.length >= NAMED ? "; reading stopped here" : "";
  return {
    refused: "invalid",
    detail: `Nothing was imported. Line ${worst?.line}: ${[worst?.field, worst?.detail].filter(Boolean).join(" ")} (${counted(errors.length, "complaint")}${more}).`,
    errors,
  };
}

/** The second reading: customers first, unseen; then all that makes them seen, at once. */
async function write(
  { env, caller, now }: Import,
  { importing, project, known, records }: Read & { importing: Importing; project: Project },
) {
  const places = new Map(
    [...known.story.iterations].map(([name, { place, record }]) => [
      name,
      { place, sealed: record.sealedAt !== null },
    ]),
  );
  await beginWriting(env, importing, places.size);
  const writing = { env, importing, places };
  try {
    await writeCustomers(writing);
    await showImport({ ...writing, project, records, by: caller.name, now });
  } catch (error) {
    // Whoever undid it could not undo what was written since.
    if (isUndone(error)) await deleteIterations(env, idsFrom(importing.firstId, places.size));
    throw error;
  }
  const count = (kind: string) => known.kinds.get(kind) ?? 0;
  return {
    lines: known.lines + 1,
    features: count("feature"),
    journeys: count("journey"),
    answers: count("answer"),
  };
}

export const importHandlers = {
  "POST /projects/{project}/import": importAll,
};
