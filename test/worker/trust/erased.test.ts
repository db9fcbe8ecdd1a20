// Whoever was erased stays so, whatever still speaks of them: an outbox, a letter, an export, a closed quarter.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "../product.ts";
import { noon } from "../show/life.ts";
import { quarter, received, today, view } from "../show/quartered.ts";
import { exported, imported } from "../show/rich.ts";
import { everythingKept } from "./world.ts";

const WHO = "ada.lovelace@example.com";
const WORDS = "the words of somebody who was forgotten";
const last = quarter(-1);

let server: Server;
let product: Product;
let pseudonym: string;
let closed: string;
let export_: string;
const outbox = [
  { kind: "used", feature: "landed-thing", at: noon(5) },
  { kind: "answered", feature: "landed-thing", at: noon(5), helped: false, comment: WORDS },
  { kind: "refused", at: noon(4) },
];

beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  const on = Math.max(last.from, today() - 80);
  await received(product, "landed-thing", { on, reception: "landed" });
  const before = await verdict();
  await report(product, { customer: WHO, account: "acme", signals: outbox });
  expect(await verdict()).not.toEqual(before);
  await ask(product, "POST /projects/{project}/quarters/{quarter}/close", {
    params: { quarter: last.id },
  });
  closed = JSON.stringify(await view(product, last.id));
  export_ = await exported(product);
  pseudonym = await subject();
  const erased = await ask(product, "POST /projects/{project}/customers/erase", {
    body: { customer: WHO },
  });
  expect(erased.json).toMatchObject({ erased: true, journeys: 1, answers: 1 });
  expect(await verdict()).toEqual(before);
});
afterAll(() => server.close());

async function subject(): Promise<string> {
  const row = await server.env.DB.prepare(
    "SELECT customer FROM answer WHERE comment = ?1 AND subject LIKE 'c%'",
  )
    .bind(WORDS)
    .first<{ customer: string }>();
  return row?.customer ?? "";
}

async function verdict() {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "landed-thing" },
  });
  return { helpfulness: json.verdict?.helpfulness, funnel: json.funnel };
}

/** The tables that hold what people did. */
async function rowsOfThem(): Promise<number> {
  const tables = ["journey", "answer", "ask_grant", "person", "account_member"];
  const counts = tables.map((table) => {
    const column = table === "journey" ? "subject" : "customer";
    return server.env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column} = ?1`).bind(
      pseudonym,
    );
  });
  const results = await server.env.DB.batch<{ n: number }>(counts);
  return results.reduce((sum, { results: [row] }) => sum + (row?.n ?? 0), 0);
}

async function expectForgotten(): Promise<void> {
  expect(await rowsOfThem()).toBe(0);
  const kept = await everythingKept(server);
  expect(kept).not.toContain(WORDS);
  expect(kept).not.toContain(WHO);
  const { json } = await ask(product, "GET /projects/{project}/health");
  expect(json.ledger.differences).toBe(0);
}

describe("Whoever was erased [T29]", () => {
  test("is in no table, no log of changes and no closed quarter, whose counts stay", async () => {
    expect(pseudonym).toMatch(/^c/);
    await expectForgotten();
    const audit = await ask(product, "GET /projects/{project}/audit");
    expect(audit.text).not.toContain(pseudonym);
    expect(JSON.stringify(await view(product, last.id))).toBe(closed);
    expect(closed).not.toContain(WORDS);
  });

  test("does not come back with what their browser still had, nor with what a back end sends again", async () => {
    const again = await reportFromPage(product, { customer: WHO, signals: outbox });
    expect(again.json.errors?.map(({ reason }) => reason)).toEqual(["erased", "erased", "erased"]);
    const filled = await report(product, { customer: WHO, account: "acme", signals: outbox });
    expect(filled.json.errors?.map(({ reason }) => reason)).toEqual([
      ...["erased", "erased", "erased"],
    ]);
    await expectForgotten();
  });

  test("does not come back with a letter that is delivered afterwards and replayed", async () => {
    const iteration = await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first(
      "id",
    );
    const fact = { kind: "used", iteration, customer: pseudonym, account: null, at: noon(5) };
    const facts = [{ ...fact, day: today() - 5, requireProof: false }];
    const body = JSON.stringify({ project: product.id, facts });
    await server.env.DB.prepare(
      "INSERT INTO dead_letter (id, project, at, reason, signals, body) VALUES ('late', ?1, ?2, 'x', 1, ?3)",
    )
      .bind(product.id, Date.now(), body)
      .run();
    const replayed = await ask(product, "POST /projects/{project}/dead-letters/replay", {
      body: {},
    });
    expect(replayed.json).toEqual({ replayed: 1, failed: 0 });
    expect(await rowsOfThem()).toBe(0);
  });

  test("does not come back with an older export: this project takes none any more", async () => {
    expect(export_).toContain(WORDS);
    const again = await imported(product, export_);
    expect(again.status).toBe(409);
    await expectForgotten();
  });

  test("is in no new export but as a sign that nothing older is taken in again", async () => {
    const now = await exported(product);
    expect(now).not.toContain(WORDS);
    const lines = now.split("\n").filter((line) => line.includes(pseudonym));
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(["tombstone"]);
  });
});
