// Triage: tags, a note, and whether an answer is shown; kept beside it on its shard.

import { sql } from "kysely";
import { first, prepare, query, rows } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import type { Call } from "../../handler.ts";
import { auditLine } from "../../people/audit.ts";
import { isRefusal, notFound, type Refusal } from "../../problem.ts";
import { readAnswers } from "./answer-rows.ts";

type Triaging = Call<"PATCH /projects/{project}/answers/{answer}">;

/** Changes what is named and leaves the rest; what another does at the same time to the rest stays too. */
export async function triage(call: Triaging) {
  const { env, params } = call;
  const shelved = await findShelf(call);
  if (isRefusal(shelved)) return shelved;
  const read = async () => (await readAnswers(env, shelved, [{ id: params.answer }]))[0];
  const before = await read();
  if (Object.keys(call.body).length > 0) await write(call, shelved);
  const after = await read();
  if (!before || !after) return notFound("answer");
  const changed = JSON.stringify(shelfOf(before)) !== JSON.stringify(shelfOf(after));
  if (changed) await note(call, shelved, { before: told(before), after: told(after) });
  return after;
}

type Shelved = Exclude<Awaited<ReturnType<typeof findShelf>>, Refusal>;

/** Where an answer is, if it is one of the project's. */
async function findShelf({ env, project, params }: Triaging) {
  const place = await findAnswer(env, params.answer);
  const iteration = place && (await iterationOf(env.DB, project.id, place.iteration));
  if (!place || !iteration) return notFound("answer");
  const { key, ...rest } = iteration;
  return { project, feature: { key }, iterations: [rest], shard: place.shard };
}

async function findAnswer(env: Env, id: string) {
  const wanted = query
    .selectFrom("answer")
    .where("id", "=", id)
    .where(sql<boolean>`subject = customer`)
    .select("iteration");
  const found = await Promise.all(
    shardsOf(env).map(async (shard) => {
      const row = await first(shard, wanted);
      return row ? [{ shard, iteration: row.iteration }] : [];
    }),
  );
  return found.flat()[0];
}

async function iterationOf(db: D1Database, project: string, id: number) {
  const [row] = await rows(
    db,
    query
      .selectFrom("iteration")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .where("iteration.id", "=", id)
      .where("feature.project", "=", project)
      .selectAll("iteration")
      .select("feature.key"),
  );
  return row;
}

async function write({ params, body }: Triaging, { shard }: Shelved): Promise<void> {
  const tags = body.tags && JSON.stringify([...new Set(body.tags)]);
  const hidden = body.hidden === undefined ? undefined : body.hidden ? (1 as const) : (0 as const);
  const named = {
    ...(tags !== undefined && { tags }),
    ...(hidden !== undefined && { hidden }),
    ...(body.note !== undefined && { note: body.note }),
  };
  const row = { answer: params.answer, tags: "[]", hidden: 0 as const, note: null, ...named };
  const insert = query.insertInto("triage").values(row);
  await prepare(
    shard,
    insert.onConflict((conflict) => conflict.column("answer").doUpdateSet(named)),
  ).run();
}

type Told = ReturnType<typeof told>;

interface Shelf {
  tags: string[];
  hidden: boolean;
  note: string | null;
}

function shelfOf({ tags, hidden, note }: Shelf): Shelf {
  return { tags, hidden, note };
}

/** What the log is told: never what a customer wrote, nor a note, which may quote it. */
function told({ tags, hidden, note }: Shelf) {
  return { tags, hidden, note: note === null ? null : `${note.length} characters` };
}

async function note(
  { env, now, caller, params }: Triaging,
  { project, feature }: Shelved,
  change: { before: Told; after: Told },
): Promise<void> {
  await auditLine(env.DB, {
    project: project.id,
    now,
    by: caller.name,
    action: "answer triaged",
    subject: `${feature.key} ${params.answer}`,
    ...change,
  }).run();
}
