// Production's queues as wrangler.toml sets them: every value by name, none left to a default.

import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { MESSAGE_BYTES } from "../../../worker/collect/sink.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;
const config = (env?: string) =>
  unstable_readConfig({ config: `${ROOT}wrangler.toml`, ...(env !== undefined && { env }) });

/** What Cloudflare takes in one message. */
const LARGEST_MESSAGE = 128_000;

test("Without an environment no queue is bound: requests are answered once they are folded", () => {
  expect(config().queues.producers).toEqual([]);
  expect(config().queues.consumers).toEqual([]);
});

test("R11 Production keeps trying for days, loses nothing afterwards, and somebody reads its dead letters", () => {
  const { producers, consumers } = config("production").queues;
  expect(producers).toEqual([{ binding: "SIGNALS", queue: "landed-signals" }]);
  expect(consumers).toEqual([
    {
      queue: "landed-signals",
      max_batch_size: 100,
      max_batch_timeout: 2,
      max_retries: 100,
      max_concurrency: 10,
      retry_delay: 30,
      dead_letter_queue: "landed-signals-dead-letters",
    },
    {
      queue: "landed-signals-dead-letters",
      max_batch_size: 10,
      max_batch_timeout: 5,
      max_retries: 100,
      max_concurrency: 1,
      retry_delay: 30,
    },
  ]);
});

test("Production is what the top level is, but for its queues and its budget", () => {
  const [plain, production] = [config(), config("production")];
  expect(production.d1_databases).toEqual(plain.d1_databases);
  expect(production.triggers).toEqual(plain.triggers);
  expect(production.observability).toEqual(plain.observability);
  expect(production.assets).toEqual(plain.assets);
  expect(production.ratelimits).toEqual(plain.ratelimits);
});

test("A message leaves room for what the queue wraps it in", () => {
  expect(MESSAGE_BYTES).toBeLessThan(LARGEST_MESSAGE - 1_000);
});
