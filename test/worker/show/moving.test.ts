// A project that moves to a deployment with more databases: the same keys, the same people, the same verdicts.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carried } from "../../../scripts/carry/statements.ts";
import { prove } from "../collect/proofs.ts";
import { type Server, startWorker } from "../harness.ts";
import { token } from "../people/visitors.ts";
import { ask, type Product, report, reportFromPage } from "../product.ts";
import { noon } from "./life.ts";
import { exported, imported, linesOf, richProject } from "./rich.ts";

let one: Server;
let four: Server;
let before: Product;
let after: Product;
beforeAll(async () => {
  [one, four] = [await startWorker(), await startWorker({ shards: 4 })];
  before = await richProject(one);
  await carry();
  after = { ...before, server: four, token: await token(four) };
  const text = await exported(before);
  const { status, json } = await imported(after, text);
  expect(json).toMatchObject({ lines: linesOf(text).length });
  expect(status).toBe(200);
});
afterAll(() => Promise.all([one.close(), four.close()]));

/** What `npm run carry` prints, run on the new deployment. */
async function carry(): Promise<void> {
  const rows = async (sql: string) => (await one.env.DB.prepare(sql).bind(before.id).all()).results;
  const [project = {}] = await rows("SELECT * FROM project WHERE id = ?1");
  const sql = carried(project, await rows("SELECT * FROM api_key WHERE project = ?1"));
  await four.env.DB.batch(sql.split(";\n").map((statement) => four.env.DB.prepare(statement)));
}

async function features(product: Product): Promise<unknown> {
  const { json } = await ask(product, "GET /projects/{project}/features");
  return JSON.parse(JSON.stringify(json.items).replaceAll('"imported":true', '"imported":false'));
}

describe("A project that was carried and imported", () => {
  test("has the same features and verdicts, over four databases", async () => {
    expect(await features(after)).toEqual(await features(before));
    for (const shard of [0, 1, 2, 3] as const) {
      const count = four.env[`SHARD_${shard}`]?.prepare("SELECT count(*) AS n FROM journey");
      expect(await count?.first("n")).toBeGreaterThan(0);
    }
  });

  test("hears nothing new in what was sent before", async () => {
    const { funnel } = await detail();
    const signals = [{ kind: "used", feature: "csv-export", at: noon(110) }];
    expect((await report(after, { customer: "p3", signals })).status).toBe(202);
    expect((await detail()).funnel).toEqual(funnel);
  });

  test("takes the keys and the proofs that the product has", async () => {
    const { funnel } = await detail();
    const signals = [{ kind: "used", feature: "csv-export", at: noon(1) }];
    await report(after, { customer: "new to the back end", signals });
    const customer = "new to the page";
    const proof = await prove(before, customer);
    const answer = await reportFromPage(after, { customer, proof, signals });
    expect(answer.json).toMatchObject({ accepted: 1 });
    expect((await detail()).funnel.seen).toBe(funnel.seen + 2);
  });
});

async function detail() {
  const params = { feature: "csv-export" };
  return (await ask(after, "GET /projects/{project}/features/{feature}", { params })).json;
}
