// The answers of a project as a table, a page of rows at a time.

import { sql } from "kysely";
import type { Answer } from "../../../contract/api/answers.ts";
import { query, rows } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { readAnswers } from "../answers/answer-rows.ts";
import { csvRow } from "../csv.ts";
import { readShipments } from "./export-reading.ts";
import { PAGE, type Shipment } from "./export-scope.ts";

const COLUMNS = [
  "feature",
  "iteration",
  "answeredAt",
  "helped",
  "comment",
  "page",
  "locale",
  "proven",
  "counted",
  "tags",
  "hidden",
  "note",
  "id",
] as const satisfies (keyof Answer)[];

/** A head and a row for each answer: by feature and iteration, and on each shard the oldest first. */
export async function* csvOf(env: Env, project: Project): AsyncGenerator<string> {
  yield csvRow(COLUMNS);
  for (const shipment of await readShipments(env.DB, project.id))
    for (const shard of shardsOf(env)) yield* shelfOf({ env, project, shard }, shipment);
}

interface Where {
  env: Env;
  project: Project;
  shard: D1Database;
}

async function* shelfOf(where: Where, { feature, iteration }: Shipment): AsyncGenerator<string> {
  const shelf = { project: where.project, feature, iterations: [iteration] };
  let last = { at: -1, id: "" };
  for (;;) {
    const places = await rows(where.shard, placesAfter(iteration.id, last));
    for (const answer of await readAnswers(where.env, shelf, places)) yield rowOf(answer);
    if (places.length < PAGE) return;
    last = places.at(-1) ?? last;
  }
}

function placesAfter(iteration: number, last: { at: number; id: string }) {
  return query
    .selectFrom("answer")
    .where("iteration", "=", iteration)
    .where(sql<boolean>`subject = customer`)
    .where(sql<boolean>`(at, id) > (${last.at}, ${last.id})`)
    .orderBy("at")
    .orderBy("id")
    .limit(PAGE)
    .select(["at", "id"]);
}

function rowOf(answer: Answer): string {
  return csvRow(
    COLUMNS.map((column) => {
      const value = answer[column];
      return Array.isArray(value) ? value.join(" ") : value;
    }),
  );
}
