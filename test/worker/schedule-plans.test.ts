// What the clock and the queue's consumer ask of a database: no table of customers is ever read from end to end.

import { afterAll, beforeAll, expect, test } from "vitest";
import { consume } from "../../worker/collect/consume.ts";
import type { Env } from "../../worker/env.ts";
import { runSchedule } from "../../worker/schedule.ts";
import { type Ran, watched } from "./collect/direct.ts";
import { batchOf, delivered } from "./collect/messages.ts";
import { type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Product, report } from "./product.ts";

const DAY_MS = 86_400_000;
const NOW = Date.now();
/** What grows with customers, and the letters it is called by in joins. */
const GROWING =
  /^SCAN (journey|j|answer|a|ask_grant|ledger|person|tombstone|account_member|triage)\b/;

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await ask(product, "POST /projects/{project}/features", { body: { key: "export" } });
  const signals = [
    { kind: "used", feature: "export", at: NOW },
    { kind: "answered", feature: "export", at: NOW, helped: true, comment: "fast" },
  ];
  await report(product, { customer: "ada", account: "acme", signals });
  await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature: "export" },
    body: { label: "2" },
  });
});
afterAll(() => server.close());

async function scans(work: (env: Env) => Promise<void>): Promise<{ ran: number; scans: string[] }> {
  const log: Ran[] = [];
  const { DB, LANDED_SECRET, ASSETS } = server.env;
  await work({ DB: watched(DB, log), LANDED_SECRET, ASSETS });
  const plans = await Promise.all(
    log.map(async ({ sql, parameters }) => {
      const plan = await DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...parameters)
        .all<{ detail: string }>();
      return plan.results
        .filter(({ detail }) => GROWING.test(detail))
        .map(({ detail }) => `${detail}: ${sql}`);
    }),
  );
  return { ran: log.length, scans: plans.flat() };
}

test("The nightly work finds what is due by its keys", async () => {
  const night = await scans((env) => runSchedule(env, NOW + 401 * DAY_MS));
  expect(night.ran).toBeGreaterThan(40);
  expect(night.scans).toEqual([]);
});

test("A batch from the queue is folded by keys", async () => {
  const iteration = await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first<{
    id: number;
  }>();
  const about = {
    iteration: iteration?.id ?? 0,
    customer: `c${"x".repeat(22)}`,
    account: `a${"x".repeat(22)}`,
    at: NOW,
    day: Math.floor(NOW / DAY_MS),
    requireProof: false,
  };
  const message = delivered({ project: product.id, facts: [{ kind: "used", ...about }] });
  const batch = await scans((env) => consume(batchOf([message]), env));
  expect(message.fate.acked).toBe(true);
  expect(batch.ran).toBeGreaterThan(4);
  expect(batch.scans).toEqual([]);
});
