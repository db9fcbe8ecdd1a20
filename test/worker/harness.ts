// The real Worker in workerd with a real D1, and small ways to speak to it.

import { setTimeout as pause } from "node:timers/promises";
import { createTestHarness, unstable_readConfig } from "wrangler";
import type { Env } from "../../worker/env.ts";

export const SECRET = "a-secret-for-tests-of-at-least-32-characters";

export type Server = Awaited<ReturnType<typeof startWorker>>;

/** How a deployment differs from the plain one, which has one database and no queue. */
export interface Deployment {
  /** So many databases are bound for subjects: SHARD_0, SHARD_1, … */
  shards?: number;
  /** Requests go through the queues that production has. Messages that fail are dead after two more tries at once. */
  queue?: boolean;
  /** Further variables. */
  vars?: Record<string, string>;
}

const ROOT = new URL("../..", import.meta.url).pathname;

/** Starts the Worker with empty, migrated databases. */
export async function startWorker(deployment: Deployment = {}) {
  const harness = createTestHarness({ root: ROOT, workers: [workerOf(deployment)] });
  const { url } = await harness.listen();
  const worker = harness.getWorker<Env>();
  for (const binding of bindingsOf(deployment)) await worker.applyD1Migrations(binding);
  const env = await worker.getEnv();
  return { url: url.origin, env, worker, harness, close: () => harness.close() };
}

type Bindings = "DB" | `SHARD_${number}`;

function bindingsOf({ shards = 0 }: Deployment): Bindings[] {
  return ["DB", ...Array.from({ length: shards }, (_, index) => `SHARD_${index}` as const)];
}

function workerOf(deployment: Deployment) {
  const { shards = 0, queue = false, vars = {} } = deployment;
  const secrets = { LANDED_SECRET: SECRET };
  if (shards === 0 && !queue) return { configPath: "wrangler.toml", secrets, vars };
  const plain = unstable_readConfig({ config: `${ROOT}wrangler.toml` });
  const databases = bindingsOf(deployment).map((binding) => ({
    ...plain.d1_databases[0],
    binding,
    database_name: binding,
    database_id: binding,
  }));
  return {
    config: {
      name: plain.name ?? "landed",
      main: plain.main ?? "",
      compatibility_date: plain.compatibility_date ?? "",
      compatibility_flags: plain.compatibility_flags,
      ...(plain.assets && { assets: plain.assets }),
      d1_databases: databases,
      ratelimits: plain.ratelimits,
      vars: { ...plain.vars, ...(queue && { RETRY_SECONDS: "0" }), ...vars, ...secrets },
      ...(queue && { queues: quickQueues() }),
    },
  };
}

interface Consumer {
  queue: string;
  max_batch_size?: number;
  dead_letter_queue?: string;
}

/** Production's queues, but that nothing waits for company and few tries are made. */
function quickQueues() {
  const { queues } = unstable_readConfig({ config: `${ROOT}wrangler.toml`, env: "production" });
  const consumers: Consumer[] = queues.consumers ?? [];
  return {
    producers: queues.producers ?? [],
    consumers: consumers.map((consumer) => ({
      ...consumer,
      max_batch_timeout: 0,
      max_retries: 2,
    })),
  };
}

/** Waits until the queue has nothing left of what was sent before; at once where there is none. */
export async function settle({ env, harness }: Server): Promise<void> {
  if (!env.SIGNALS) return;
  // The local queue delivers in order: a message for a project that does not exist comes after all others,
  // and its consumer says that it dropped it.
  const last = `p_${crypto.randomUUID()}`;
  await env.SIGNALS.send({ project: last, facts: [] }, { contentType: "json" });
  for (let tries = 0; tries < 1_000; tries++) {
    if (harness.getLogs().some((line) => line.message.includes(last))) return;
    await pause(20);
  }
  throw new Error("The queue did not drain.");
}
