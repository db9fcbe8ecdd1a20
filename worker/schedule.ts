// What the clock does: verdicts every five minutes, and the nightly work, caught up with where a night was missed.

import { first, prepare, query } from "./database.ts";
import type { Env } from "./env.ts";
import { auditLedgers } from "./ledger/audit.ts";
import { forgetBudgets, forgetGrants, forgetHeard, forgetTexts } from "./ledger/keeping.ts";
import { deleteLeftover } from "./ledger/leftover.ts";
import { sealIterations } from "./ledger/sealing.ts";
import { shardMismatch } from "./ledger/shards.ts";
import { tidyPeople } from "./people/tidy.ts";
import { sweepImports } from "./show/moving/import-spool.ts";
import { refreshStandings } from "./standing/refresh.ts";

const DAY_MS = 86_400_000;
/** The nightly work begins with the first run after three o'clock UTC. */
const NIGHT_MS = 3 * 3_600_000;

/** How far a job came: finished for this night, or to go on with the next run; and where it goes on. */
interface Progress {
  done: boolean;
  position: number;
}

/** A nightly job. It does a bounded part of its work and may be repeated at any point. */
interface Job {
  name: string;
  run(env: Env, now: number, position: number): Promise<Progress>;
}

const JOBS: readonly Job[] = [
  whole("sealing", sealIterations),
  whole("leftover", deleteLeftover),
  whole("texts", forgetTexts),
  whole("heard", forgetHeard),
  whole("budgets", forgetBudgets),
  whole("people", tidyPeople),
  inTurns("grants", forgetGrants),
  inTurns("audit", (env, now, position) => auditLedgers(env, now, { position })),
];

/** A job that begins at the beginning each night; one that gives false is not finished. */
function whole(name: string, work: (env: Env, now: number) => Promise<unknown>): Job {
  return {
    name,
    run: async (env, now) => ({ done: (await work(env, now)) !== false, position: 0 }),
  };
}

/** A job that does its share each night and goes on from there in the next. */
function inTurns(
  name: string,
  work: (env: Env, now: number, position: number) => Promise<number>,
): Job {
  return {
    name,
    run: async (env, now, position) => ({ done: true, position: await work(env, now, position) }),
  };
}

/** One run of the clock. Whatever fails is logged, stops nothing else, and is tried again with the next run. */
export async function runSchedule(env: Env, now: number): Promise<void> {
  const mismatch = await shardMismatch(env);
  if (mismatch) {
    console.error(JSON.stringify({ event: "schedule stopped", why: mismatch.detail }));
    return;
  }
  await attempt("standings", () => refreshStandings(env, now));
  await attempt("imports", () => sweepImports(env, now));
  for (const job of JOBS) await attempt(job.name, () => runIfDue(env, job, now));
}

async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ event: "job failed", name, kind }));
  }
}

/** Runs a job that was not done since the last night began: a week that was missed is caught up with at once. */
async function runIfDue(env: Env, job: Job, now: number): Promise<void> {
  const last = await first(
    env.DB,
    query.selectFrom("job").where("name", "=", job.name).select(["done_at", "position"]),
  );
  if (last && last.done_at >= nightBefore(now)) return;
  const { done, position } = await job.run(env, now, last?.position ?? 0);
  const doneAt = done ? now : (last?.done_at ?? 0);
  await prepare(
    env.DB,
    query.replaceInto("job").values({ name: job.name, done_at: doneAt, position }),
  ).run();
  console.log(JSON.stringify({ event: "job", name: job.name, done, position }));
}

/** When the last night began, ms. */
export function nightBefore(now: number): number {
  return Math.floor((now - NIGHT_MS) / DAY_MS) * DAY_MS + NIGHT_MS;
}
