// Forgetting somebody whose accounts live on other shards than they do.

import { afterAll, beforeAll, expect, test } from "vitest";
import { shardsOf } from "../../worker/env.ts";
import { erase } from "../../worker/ledger/erasing.ts";
import type { Fact } from "../../worker/ledger/fact.ts";
import { fold } from "../../worker/ledger/fold.ts";
import { fromBackEnd } from "./collect/posting.ts";
import { type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Product, projectRow } from "./product.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 3 });
  product = await makeProduct(server);
  await ask(product, "POST /projects/{project}/features", { body: { key: "export" } });
});
afterAll(() => server.close());

const TABLES = ["journey", "answer", "ledger", "person", "ask_grant", "account_member"];

/** Rows of all shards together, by table. */
async function counts(): Promise<Record<string, number>> {
  const { env } = server;
  const shards = shardsOf(env);
  const found: Record<string, number> = {};
  for (const shard of shards)
    for (const table of TABLES) {
      const rows = await shard.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
      found[table] = (found[table] ?? 0) + (rows ?? 0);
    }
  return found;
}

test("erasing removes a person and accounts without another member from every shard", async () => {
  const at = Date.now() - 60_000;
  const facts = (customer: string, account: string) => [
    { kind: "used", feature: "export", at, customer, account },
    { kind: "answered", feature: "export", at, customer, account, helped: true, comment: "fine" },
    { kind: "asked", feature: "export", at, customer, account },
  ];
  const accounts = Array.from({ length: 9 }, (_, index) => `acc${index}`);
  await fromBackEnd(product, { customer: "job", signals: facts("bea", "acc0") });
  const others = await counts();
  const signals = accounts.flatMap((account) => facts("ada", account));
  await fromBackEnd(product, { customer: "job", signals });
  expect((await counts())["account_member"]).toBe(10);
  const erased = await ask(product, "POST /projects/{project}/customers/erase", {
    body: { customer: "ada" },
  });
  expect(erased.json).toEqual({ erased: true, journeys: 1, answers: 1 });
  expect(await counts()).toEqual(others);
  const back = await fromBackEnd(product, { customer: "job", signals });
  expect(back.status).toBe(400);
  expect(await counts()).toEqual(others);
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "export" },
  });
  expect(json).toMatchObject({ funnel: { seen: 1, used: 1, asked: 1, answered: 1, helped: 1 } });
});

test("what a fold under way brings of an erased person is refused on every shard, since they were erased last", async () => {
  const { env } = server;
  const project = await projectRow(product);
  const iteration = await env.DB.prepare("SELECT max(id) AS id FROM iteration").first<number>("id");
  if (!iteration) throw new Error("there is no such project");
  const customer = `c${"y".repeat(22)}`;
  const now = Date.now();
  const nothing = env.DB.prepare("SELECT 1");
  // Two who erase at once: the later of both moments holds.
  await erase(env, { project, customer, now }, nothing);
  await erase(env, { project, customer, now: now - 3_600_000 }, nothing);
  const others = await counts();
  const day = Math.floor(now / 86_400_000);
  const texts = { comment: "fine", page: "", locale: "" };
  const answer = { id: "x", helped: true, proven: true, granted: false, edited: now, ...texts };
  const facts = Array.from({ length: 9 }, (_, index): Fact => {
    const account = `a${String(index).padStart(22, "z")}`;
    const about = { iteration, customer, account, at: now, day, requireProof: false };
    return { kind: "answered", ...about, answer };
  });
  await fold(env, facts);
  expect(await counts()).toEqual(others);
});
