// The first signal fixes the number of shards: bound otherwise, the Worker says so and touches nothing.

import { afterEach, expect, test } from "vitest";
import { deliver } from "../../worker/ledger/delivery.ts";
import { runSchedule } from "../../worker/schedule.ts";
import { type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "./product.ts";

const NOW = Date.now();
const USED = { customer: "ada", signals: [{ kind: "used", feature: "export", at: NOW }] };

let server: Server;
afterEach(() => server.close());

async function numberOf({ id }: Product): Promise<number | null> {
  const row = await server.env.DB.prepare("SELECT shards FROM project WHERE id = ?1")
    .bind(id)
    .first<{ shards: number | null }>();
  return row?.shards ?? null;
}

async function count(db: D1Database, table: string): Promise<number> {
  const row = await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>();
  return row?.n ?? -1;
}

/** As if the project's data had been made with another number of shards than are bound, or there were none. */
async function pretend({ id }: Product, shards: number | null): Promise<void> {
  const set = server.env.DB.prepare("UPDATE project SET shards = ?2 WHERE id = ?1");
  await set.bind(id, shards).run();
}

/** Everything that reads or writes says which number there was and which there is. */
async function expectRefused(product: Product, words: string): Promise<void> {
  const health = await fetch(`${server.url}/v1/health`);
  expect([health.status, await health.text()]).toEqual([503, expect.stringContaining(words)]);
  const kept = await report(product, USED);
  expect([kept.status, kept.text]).toEqual([503, expect.stringContaining(words)]);
  const read = await ask(product, "GET /projects/{project}/features");
  expect([read.status, read.text]).toEqual([503, expect.stringContaining(words)]);
}

test.each([
  { shards: 2, made: 4, words: "made with 4 shards, and 2 shards are bound" },
  { shards: 1, made: 0, words: "made with no shards, and 1 shard is bound" },
  { shards: 0, made: 2, words: "made with 2 shards, and no shards are bound" },
])(
  "With $shards bound where the data knows $made, all is refused; what is bound at the first signal counts",
  async ({ shards, made, words }) => {
    server = await startWorker({ shards });
    const product = await makeProduct(server);
    await pretend(product, made);
    await expectRefused(product, words);

    const fromPage = await reportFromPage(product, { ...USED, ask: { feature: "export" } });
    expect(fromPage.status).toBe(503);
    expect(fromPage.headers.get("retry-after")).toBe("60");
    expect(fromPage.headers.get("access-control-allow-origin")).toBe("https://app.example.com");
    const message = { project: product.id, facts: [] };
    await expect(deliver(server.env, [message])).rejects.toThrow(words);
    await runSchedule(server.env, NOW);
    expect(await count(server.env.DB, "job")).toBe(0);
    expect(await count(server.env["SHARD_0"] ?? server.env.DB, "journey")).toBe(0);

    await pretend(product, null);
    await report(product, { customer: "ada", signals: [{ kind: "adored", at: NOW }] });
    expect(await numberOf(product)).toBe(null);
    const heard = await Promise.all([report(product, USED), report(product, USED)]);
    expect(heard.map(({ status }) => status)).toEqual([202, 202]);
    expect(await numberOf(product)).toBe(shards);
    const other = await makeProduct(server);
    await report(other, USED);
    expect(await numberOf(other)).toBe(shards);
    expect((await fetch(`${server.url}/v1/health`)).status).toBe(200);

    // A database without tables is no health.
    await (server.env["SHARD_0"] ?? server.env.DB).prepare("DROP TABLE d1_migrations").run();
    const health = await fetch(`${server.url}/v1/health`);
    expect(health.status).toBe(503);
    expect(await health.text()).toContain("apply the migrations");
  },
);
