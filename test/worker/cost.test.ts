// What signals cost in the unit that is billed, rows read and written, and that no statement scans a table.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { decide } from "../../worker/ask/decide.ts";
import type { Env } from "../../worker/env.ts";
import { readFeatures } from "../../worker/ledger/catalogue.ts";
import { chargeFor } from "../../worker/ledger/charge.ts";
import { foldFacts } from "../../worker/ledger/fact.ts";
import { subjectOf } from "../../worker/ledger/subject.ts";
import { makeFeature } from "./ask/people.ts";
import { backEndRequest, hand, pageRequest, type Ran, watched } from "./collect/direct.ts";
import { clear, fromBackEnd, fromPage } from "./collect/posting.ts";
import { prove } from "./collect/proofs.ts";
import { SECRET, type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Product, projectRow } from "./product.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await makeFeature(product, "export");
  await fromBackEnd(product, { customer: "first", signals: [used(0)] });
});
afterAll(() => server.close());
beforeEach(() => clear(server));

const DAY_MS = 86_400_000;
/** A Monday of weeks ago, noon UTC. */
const MONDAY =
  Math.floor((Date.now() / DAY_MS - 35 - 4) / 7) * 7 * DAY_MS + 4 * DAY_MS + DAY_MS / 2;
const used = (day: number, more: object = {}) => ({
  kind: "used",
  feature: "export",
  at: MONDAY + day * DAY_MS,
  ...more,
});

/** Rows that a back end's signals write. */
async function written(signals: object[]): Promise<number> {
  const log: Ran[] = [];
  const env = { DB: watched(server.env.DB, log) };
  const { status } = await hand(server, backEndRequest(product, { customer: "job", signals }), {
    env,
  });
  expect(status).toBe(202);
  return log.reduce((sum, ran) => sum + ran.written, 0);
}

/** The same signal from so many customers. */
const each = (count: number, signal: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => signal(index));

test("A back-fill of many people looks nobody up in all that was ever shipped", async () => {
  const log: Ran[] = [];
  const signals = each(300, (index) => used(index % 9, { customer: `m${index}` }));
  const request = backEndRequest(product, { customer: "job", signals });
  const env = { DB: watched(server.env.DB, log) };
  expect((await hand(server, request, { env })).status).toBe(202);
  const held = log.find(({ sql }) => sql.includes("AS known"));
  expect(held?.parameters.slice(1)).toEqual(["[]", product.id, "[]"]);
});

describe("Rows written", () => {
  test("by a customer's first signal ever are at most 4 alone and 2.2 in batches of 100", async () => {
    // Three customers, since one in 64 carries the count of the budget too.
    const alone = await Promise.all(
      ["a", "a2", "a3"].map((customer) => written([used(2, { customer })])),
    );
    expect(Math.min(...alone)).toBeLessThanOrEqual(4);
    const batch = await written(each(100, (index) => used(1, { customer: `b${index}` })));
    expect(batch / 100).toBeLessThanOrEqual(2.2);
  });

  test("with an account the product knows are at most 7 alone and 4.4 in batches of 100", async () => {
    const known = each(100, (index) => used(0, { customer: `k${index}`, account: `a${index}` }));
    await written([...known, used(0, { customer: "k", account: "a" })]);
    const alone = [
      await written([used(1, { customer: "new", account: "a" })]),
      await written([used(2, { customer: "new2", account: "a" })]),
    ];
    expect(Math.min(...alone)).toBeLessThanOrEqual(7);
    const batch = await written(
      each(100, (index) => used(2, { customer: `n${index}`, account: `a${index}` })),
    );
    expect(batch / 100).toBeLessThanOrEqual(4.4);
  });

  test("by the same fact again are none", async () => {
    const answered = { ...used(0), kind: "answered", helped: true, comment: "slow" };
    const facts = [
      used(0),
      answered,
      { ...used(0), kind: "asked" },
      { ...used(0), kind: "refused" },
    ];
    const signals = facts.map((fact) => ({ ...fact, customer: "a", account: "acme" }));
    expect(await written(signals)).toBeGreaterThan(0);
    expect(await written(signals)).toBe(0);
    expect(await written(signals.toReversed())).toBe(0);
  });

  test("of a journey that says it already are not even tried", async () => {
    await written([used(0, { customer: "a" }), used(1, { customer: "a" })]);
    const log: Ran[] = [];
    const signals = [used(0), { ...used(1), kind: "seen" }, used(4)].map((signal) => ({
      ...signal,
      customer: "a",
    }));
    const env = { DB: watched(server.env.DB, log) };
    const answer = await hand(server, backEndRequest(product, { customer: "job", signals }), {
      env,
    });
    expect(answer.json.accepted).toBe(3);
    expect(log.filter(({ sql }) => sql.includes("INSERT"))).toEqual([]);
  });

  test("by use on a later day of the same week are none after the second day", async () => {
    await written([used(0, { customer: "a" })]);
    expect(await written([used(1, { customer: "a" })])).toBeGreaterThan(0);
    for (const day of [2, 3, 4, 5, 6])
      expect(await written([used(day, { customer: "a" })])).toBe(0);
  });

  test("by 28 days of daily use are at most 7 a customer, in batches of 100", async () => {
    let total = 0;
    for (let day = 0; day < 28; day++)
      total += await written(each(100, (index) => used(day, { customer: `d${index}` })));
    expect(total / 100).toBeLessThanOrEqual(7);
  });

  test("of small batches are charged one in 64, for 64 times their rows", async () => {
    const shares = [{ project: "p", of: 1 }];
    let charged = 0;
    for (let index = 0; index < 6_400; index++) {
      const fact = { kind: "used" as const, iteration: 1, customer: `c${index}`, account: null };
      const delta = foldFacts([{ ...fact, at: 1, day: 1, requireProof: false }]);
      charged += chargeFor(server.env.DB, delta, shares)("journeys").length;
    }
    expect(charged).toBeGreaterThan(80);
    expect(charged).toBeLessThan(120);
  });

  test("of large batches are about what the project's budget is charged", async () => {
    const kinds = ["used", "asked", "answered", "dismissed", "refused"];
    const signals = each(100, (index) => ({
      ...used(index % 9, { kind: kinds[index % 5], customer: `c${index % 40}`, account: "acme" }),
      ...(index % 5 === 2 && { helped: true, comment: `number ${index}` }),
    }));
    const real = await written(signals);
    const charged = await server.env.DB.prepare("SELECT written FROM row_budget").first<number>(
      "written",
    );
    expect((charged ?? 0) / real).toBeGreaterThan(0.6);
    expect((charged ?? 0) / real).toBeLessThan(1.5);
  });
});

describe("Rows read", () => {
  test("by one ask decision are at most 6", async () => {
    const customer = await subjectOf(SECRET, { id: product.id, pseudonym_scope: null }, "c", "ada");
    await fromPage(product, {
      customer: "ada",
      proof: await prove(product, "ada"),
      signals: [used(0), { ...used(0), kind: "dismissed" }],
    });
    await ask(product, "GET /projects/{project}/features");
    const project = await projectRow(product);
    const shipped = (await readFeatures(server.env.DB, product.id, ["export"])).get("export");
    if (!shipped) throw new Error("no such product");
    const question = { project, shipped, customer, account: null, inline: false, optedOut: false };
    const asked = { ...question, proofMissing: false, own: [], now: Date.now() };
    const given = { locales: [], rehearse: false };
    const rowsRead = async (token: string) => {
      const log: Ran[] = [];
      const env = { ...server.env, DB: watched(server.env.DB, log) } as Env;
      const decision = await decide(env, { ...asked, token }, given);
      return { decision, read: log.reduce((sum, ran) => sum + ran.read, 0) };
    };
    const granted = await rowsRead("t1");
    expect("ask" in granted.decision).toBe(true);
    expect(granted.read).toBeLessThanOrEqual(6);
    expect((await rowsRead("t1")).read).toBeLessThanOrEqual(6);
    const refused = await rowsRead("t2");
    expect(refused.decision).toEqual({ why: "resting" });
    expect(refused.read).toBeLessThanOrEqual(6);
  });
});

describe("Every statement that a request runs", () => {
  test("finds its rows by key: none scans a table", async () => {
    const log: Ran[] = [];
    const env = { DB: watched(server.env.DB, log) };
    const proof = await prove(product, "ada", { account: "acme" });
    const signals = [
      ...["seen", "used", "asked", "dismissed", "refused"].map((kind) => ({ ...used(0), kind })),
      { ...used(0), kind: "answered", helped: true, comment: "slow" },
      { ...used(0), feature: "just-found" },
    ];
    await ask(product, "PATCH /projects/{project}", { body: { unit: "account" } });
    await server.env.DB.prepare("UPDATE project SET listened_until = 9e15").run();
    const body = { customer: "ada", account: "acme", proof, signals, ask: { feature: "export" } };
    await hand(server, pageRequest(product, body), { env });
    const asking = { customer: "new", ask: { feature: "export", token: "t" } };
    const granted = await hand(server, pageRequest(product, asking), { env });
    expect(granted.json.ask).toBeDefined();
    await hand(server, backEndRequest(product, { customer: "job", signals }), { env });
    await hand(server, pageRequest(product, { customer: "" }), { env });
    const statements = new Map(log.map((ran) => [ran.sql, ran]));
    expect(statements.size).toBeGreaterThan(12);
    const scans: string[] = [];
    for (const { sql, parameters } of statements.values())
      for (const table of await scanned(sql, parameters)) scans.push(`${table}: ${sql}`);
    expect(scans).toEqual([]);
  });
});

/** The tables that a statement reads from end to end. */
async function scanned(sql: string, parameters: unknown[]): Promise<string[]> {
  const { DB } = server.env;
  const plan = await DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...parameters)
    .all<{ detail: string }>();
  const { results: tables } = await DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table'",
  ).all<{ name: string }>();
  const isTable = (name: string | undefined) => tables.some((table) => table.name === name);
  // A plan names tables by their aliases; what is neither is a common table expression, or JSON.
  const named = (alias: string) =>
    isTable(alias) ? alias : new RegExp(`(\\w+)"? (?:AS )?"?${alias}\\b`, "i").exec(sql)?.[1];
  return (
    plan.results
      .filter(({ detail }) => detail.startsWith("SCAN ") && !detail.includes("VIRTUAL TABLE"))
      .map(({ detail }) => named(detail.split(" ")[1] ?? ""))
      // What a foreign key would look through if it had been violated is in every plan, and never run.
      .filter((table) => isTable(table) && sql.includes(`${table}`))
      .map(String)
  );
}
