// What looking at the portfolio costs, in the rows that are billed: credentials included.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identify } from "../../../worker/people/caller.ts";
import { membershipIn } from "../../../worker/people/role.ts";
import { isRefusal } from "../../../worker/problem.ts";
import { listFeatures } from "../../../worker/show/features/portfolio.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { full, scans, watch } from "../watched.ts";
import { DAY_MS } from "./life.ts";

const DAYS = 365;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

/** A project of so many features, each with a year of days in its ledger. */
async function grown(features: number, daysEach = DAYS): Promise<Product> {
  const product = await makeProduct(server);
  const db = server.env.DB;
  const today = Math.floor(Date.now() / DAY_MS);
  const made = Array.from({ length: features }, (_, i) =>
    ask(product, "POST /projects/{project}/features", { body: { key: `f${i}` } }),
  );
  for (const { status } of await Promise.all(made)) expect(status).toBe(201);
  const mine = `SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.project = '${product.id}'`;
  const days = JSON.stringify(Array.from({ length: daysEach }, (_, day) => today - day));
  await db.batch([
    db.prepare(
      `UPDATE iteration SET shipped_at = ${Date.now() - DAYS * DAY_MS} WHERE id IN (${mine})`,
    ),
    db
      .prepare(
        `INSERT INTO ledger (iteration, day, customers_seen, customers_used, customers_returned, customers_helped)
        SELECT mine.id, day.value, 3, 2, 1, 1 FROM (${mine}) mine, json_each(?1) day`,
      )
      .bind(days),
    db.prepare(`INSERT INTO revision (iteration, number) SELECT id, 1 FROM (${mine}) WHERE true`),
    db.prepare(`DELETE FROM standing WHERE iteration IN (${mine})`),
  ]);
  return product;
}

/** Looks at the portfolio as the API does, and says what that cost. */
async function look(product: Product) {
  const watched = watch(server.env.DB);
  return { ...(await lookThrough(watched.db, product)), ...(await watched.report()) };
}

async function lookThrough(db: D1Database, { id, token }: Product) {
  const env = { ...server.env, DB: db };
  const now = Date.now();
  const request = new Request("https://landed.example/api", {
    headers: { authorization: `Bearer ${token}` },
  });
  const caller = await identify(request, env, now);
  if (caller === null || isRefusal(caller)) throw new Error("not let in");
  const place = await membershipIn(caller, id, env);
  if (place === null) throw new Error("no member");
  const params = { project: id };
  const given = { env, caller, ...place, now, request, params, query: {}, body: NOTHING };
  const list = await listFeatures(given);
  if (isRefusal(list)) throw new Error(list.detail);
  return list;
}

const NOTHING = undefined as never;

describe("Rows read by the portfolio of 50 features over a year", () => {
  test("are at most 20,000 when everything is stale, and 200 when nothing has changed", async () => {
    const product = await grown(50);
    const stale = await look(product);
    expect(stale.items).toHaveLength(50);
    expect(stale.rowsRead).toBeGreaterThan(50 * DAYS);
    expect(stale.rowsRead).toBeLessThanOrEqual(20_000);
    const fresh = await look(product);
    expect(fresh.items).toEqual(stale.items);
    expect(fresh.rowsRead).toBeLessThanOrEqual(200);
  });

  test("are found by key: no table that grows is read from end to end", async () => {
    const product = await grown(3, 30);
    const [stale, fresh] = [await look(product), await look(product)];
    const tables = ["feature", "iteration", "standing", "revision", "ledger", "confirmation"];
    expect(stale.plans.length).toBeGreaterThan(fresh.plans.length);
    expect(scans([...stale.plans, ...fresh.plans], [...tables, "burst", "event"])).toEqual([]);
  });
});

test("R08 beside a full disk the portfolio is judged and shown, and kept once there is room", async () => {
  const { DB } = server.env;
  const product = await grown(3, 30);
  await DB.prepare("UPDATE token SET last_used_at = NULL").run();
  const { items } = await lookThrough(full(DB), product);
  const kept = () =>
    DB.prepare(
      "SELECT count(*) AS count FROM standing s JOIN iteration i ON i.id = s.iteration JOIN feature f ON f.id = i.feature WHERE f.project = ?",
    )
      .bind(product.id)
      .first("count");
  expect(await kept()).toBe(0);
  expect((await lookThrough(DB, product)).items).toEqual(items);
  expect(await kept()).toBe(3);
});

test("A portfolio of 500 features takes no more statements than a small one once it was judged", async () => {
  const [few, many] = [await grown(2, 5), await grown(500, 5)];
  for (const product of [few, many]) await look(product);
  const [small, large] = [await look(few), await look(many)];
  expect(large.items).toHaveLength(500);
  expect(large.plans).toHaveLength(small.plans.length);
  expect(large.rowsRead).toBeLessThanOrEqual(500 * 3 + 20);
});
