// Whether all is well with a project: ledgers that differ, signals that wait, rows written today, the last night.

import type { operationRoutes } from "../../../contract/api/operations.ts";
import { type Day, dayToText } from "../../../contract/day.ts";
import { batch, query, rows } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import type { Call, Handlers } from "../../handler.ts";

/** Differing cells that are listed; all are counted. */
const LISTED = 100;

async function read({ env, params, now }: Call<"GET /projects/{project}/health">) {
  const { project } = params;
  const today = Math.floor(now / 86_400_000);
  const [cells, [count], [waiting], [night]] = await batch(env.DB, [
    differingCells(project),
    query
      .selectFrom("ledger_difference")
      .where("project", "=", project)
      .select((select) => select.fn.countAll<number>().as("number")),
    query
      .selectFrom("dead_letter")
      .where("project", "=", project)
      .where("replayed_at", "is", null)
      .select((select) => select.fn.countAll<number>().as("number")),
    query.selectFrom("job").select((select) => select.fn.min("done_at").as("done")),
  ]);
  return {
    ledger: { differences: count?.number ?? 0, cells: cells.map(shown) },
    deadLetters: { waiting: waiting?.number ?? 0 },
    rows: {
      day: dayToText(today),
      written: await rowsWritten(env, project, today),
      budget: env.DAILY_ROWS ? Number(env.DAILY_ROWS) : null,
    },
    // A job that was never finished has the moment 0.
    nightly: { lastRun: night?.done ? isoOf(night.done) : null },
  };
}

function differingCells(project: string) {
  return query
    .selectFrom("ledger_difference as differing")
    .innerJoin("iteration", "iteration.id", "differing.iteration")
    .innerJoin("feature", "feature.id", "iteration.feature")
    .where("differing.project", "=", project)
    .orderBy("differing.found_at")
    .limit(LISTED)
    .select(["feature.key", "iteration.label", "differing.day", "differing.milestone"])
    .select(["differing.delta", "differing.shard", "differing.found_at"]);
}

interface Cell {
  key: string;
  label: string;
  day: Day;
  milestone: string;
  delta: number;
  shard: number;
  found_at: number;
}

function shown({ key, label, day, milestone, delta, shard, found_at }: Cell) {
  return {
    feature: key,
    iteration: label,
    day: dayToText(day),
    column: milestone,
    delta,
    shard,
    foundAt: isoOf(found_at),
  };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** About how many rows a project wrote on a UTC day, on all shards together. */
async function rowsWritten(env: Env, project: string, day: Day): Promise<number> {
  const spent = query
    .selectFrom("row_budget")
    .where("project", "=", project)
    .where("day", "=", day)
    .select("written");
  const perShard = await Promise.all(shardsOf(env).map((shard) => rows(shard, spent)));
  return perShard.flat().reduce((sum, { written }) => sum + written, 0);
}

export const projectHealthHandlers: Handlers<
  Pick<typeof operationRoutes, "GET /projects/{project}/health">
> = {
  "GET /projects/{project}/health": read,
};
