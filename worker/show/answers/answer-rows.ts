// Answers as the API shows them, each with whether it counts and what the team made of it.

import { sql } from "kysely";
import type { Answer } from "../../../contract/api/answers.ts";
import { query, rows, wanted } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import type { Iteration, Project } from "../../ledger/catalogue.ts";
import { CHAINS } from "../../ledger/counted.ts";
import { shardOf } from "../../ledger/subject.ts";
import type { Place } from "./answer-cursor.ts";

/** Whose answers they are. */
interface Shelf {
  project: Project;
  feature: { key: string };
  iterations: readonly Iteration[];
}

/** The answers at some places, in their order. */
export async function readAnswers(
  env: Env,
  shelf: Shelf,
  places: readonly Pick<Place, "id">[],
): Promise<Answer[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const perShard = await Promise.all(shardsOf(env).map((shard) => readRows(shard, ids)));
  const found = new Map(perShard.flat().map((row) => [row.id, row]));
  const inOrder = ids.flatMap((id) => found.get(id) ?? []);
  const counted = await countedOf(env, shelf.project, inOrder);
  return inOrder.map((row) => shown(row, shelf, counted.has(row.id)));
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

function readRows(shard: D1Database, ids: readonly string[]) {
  return rows(
    shard,
    query
      .selectFrom(wanted(ids))
      .innerJoin("answer", (join) =>
        join
          .onRef("answer.id", "=", sql.ref("wanted.value"))
          .onRef("answer.subject", "=", "answer.customer"),
      )
      .leftJoin("triage", "triage.answer", "answer.id")
      .leftJoin("journey", (join) =>
        join
          .onRef("journey.iteration", "=", "answer.iteration")
          .onRef("journey.subject", "=", "answer.subject"),
      )
      .selectAll("answer")
      .select(["triage.tags", "triage.hidden", "triage.note"])
      .select(["journey.answered_at", "journey.again"]),
  );
}

/** The ids of those that count: in the chain of whoever has a voice in this project. */
async function countedOf(env: Env, project: Project, found: readonly Row[]): Promise<Set<string>> {
  const heard = found.filter(({ subject }) => subject.startsWith("c"));
  if (project.unit === "account") {
    const ofAccounts = heard.filter(({ account }) => account !== "");
    return inChains(
      env,
      project,
      ofAccounts.map((row) => ({ row, subject: row.account })),
    );
  }
  const firsts = heard.filter(({ at, answered_at }) => at === answered_at);
  // A journey names its first counted answer; only where more count is their chain worth following.
  const further = heard.filter(({ again }) => again !== null);
  const chained = await inChains(
    env,
    project,
    further.map((row) => ({ row, subject: row.subject })),
  );
  return new Set([...firsts.map(({ id }) => id), ...chained]);
}

interface Link {
  iteration: number;
  subject: string;
  customer: string;
  at: number;
}

async function inChains(
  env: Env,
  { require_proof }: Project,
  pairs: readonly { row: Row; subject: string }[],
): Promise<Set<string>> {
  const shards = shardsOf(env);
  const links = await Promise.all(
    shards.map(async (shard, index) => {
      const here = pairs.filter(({ subject }) => shardOf(subject, shards.length) === index);
      const touched = here.map(({ row, subject }) => {
        return { i: row.iteration, s: subject, at: row.at, proof: require_proof };
      });
      if (touched.length === 0) return [];
      return (await shard.prepare(CHAINS).bind(JSON.stringify(touched)).all<Link>()).results;
    }),
  );
  const counted = new Set(links.flat().map(nameOf));
  const ids = pairs.filter(({ row, subject }) => counted.has(nameOf({ ...row, subject })));
  return new Set(ids.map(({ row }) => row.id));
}

function nameOf({ iteration, subject, customer, at }: Link): string {
  return `${iteration} ${subject} ${customer} ${at}`;
}

function shown(row: Row, { feature, iterations }: Shelf, counted: boolean): Answer {
  return {
    id: row.id,
    feature: feature.key,
    iteration: iterations.find(({ id }) => id === row.iteration)?.label ?? "",
    answeredAt: new Date(row.at).toISOString(),
    helped: row.helped === 1,
    comment: row.comment || null,
    page: row.page || null,
    locale: row.locale || null,
    proven: row.proven === 1,
    counted,
    tags: row.tags === null ? [] : (JSON.parse(row.tags) as string[]),
    hidden: row.hidden === 1,
    note: row.note,
  };
}
