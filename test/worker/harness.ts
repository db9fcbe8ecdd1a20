// The real Worker in workerd with a real D1, and small ways to speak to it.

import { createTestHarness } from "wrangler";
import type { Env } from "../../worker/env.ts";

export const SECRET = "a-secret-for-tests-of-at-least-32-characters";

export type Server = Awaited<ReturnType<typeof startWorker>>;

/** Starts the Worker with empty, migrated databases. `shards` binds as many databases for subjects. */
export async function startWorker() {
  const harness = createTestHarness({
    root: new URL("../..", import.meta.url).pathname,
    workers: [{ configPath: "wrangler.toml", secrets: { LANDED_SECRET: SECRET } }],
  });
  const { url } = await harness.listen();
  const worker = harness.getWorker<Env>();
  await worker.applyD1Migrations("DB");
  const env = await worker.getEnv();
  return { url: url.origin, env, worker, harness, close: () => harness.close() };
}
