// A burst of answers: warned of, told once, excluded by a named act, and taken back in.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "../product.ts";
import { list as answers } from "./answering.ts";
import { DAY_MS, detail, ship } from "./landing.ts";

const HOUR_MS = 3_600_000;
/** Half past, in the last hour that is over. */
const AT = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS / 2;
const HOUR = new Date(AT).toISOString().slice(0, 13);
const DAY = HOUR.slice(0, 10);

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 3 });
  product = await makeProduct(server);
});
afterAll(() => server.close());

/** Strangers who meet a feature in the burst's hour, are asked, and answer at once: seven in ten that it helped. */
async function stuff(feature: string, from: number, count: number): Promise<void> {
  for (let i = from; i < from + count; i++) {
    const who = { customer: `stranger ${i}`, account: `firm ${i % 4}` };
    const used = [{ kind: "used", feature, at: AT }];
    const asked = await reportFromPage(product, { ...who, signals: used, ask: { feature } });
    expect(asked.json.ask, asked.text).toBeDefined();
    const answered = [{ kind: "answered", feature, at: AT + i, helped: i % 10 < 7 }];
    const sent = await reportFromPage(product, { ...who, signals: answered });
    expect(sent.status, sent.text).toBe(202);
  }
}

/** Customers that the product vouches for. */
async function vouch(given: { feature: string; count: number; at: number; helped: boolean }) {
  const { feature, count, at, helped } = given;
  const signals = Array.from({ length: count }, (_, i) => ({
    ...{ kind: "answered", feature, customer: `known ${at} ${i}`, account: `firm ${i % 4}` },
    ...{ at: at + i, helped },
  }));
  const sent = await report(product, { customer: "nobody", signals });
  expect(sent.status, sent.text).toBe(202);
  expect(sent.json.rejected).toEqual([]);
}

const warnings = async (feature: string) => (await detail(product, feature)).verdict?.warnings;
const warning = (count: number) =>
  `an unusual burst of answers: ${count} within an hour on ${DAY}, 1 are usual`;

function bursts(feature: string) {
  return ask(product, "GET /projects/{project}/features/{feature}/bursts", { params: { feature } });
}

function exclusion<M extends "PUT" | "DELETE">(
  method: M,
  feature: string,
  { hour = HOUR, body }: { hour?: string; body?: unknown } = {},
) {
  const operation =
    `${method} /projects/{project}/features/{feature}/bursts/{hour}/exclusion` as const;
  return ask(product, operation, { params: { feature, hour }, body });
}

const REASON = { reason: "a script on a test page" };

/** Everything that counts is read from. */
async function tables() {
  const shards = [server.env["SHARD_0"], server.env["SHARD_1"], server.env["SHARD_2"]];
  const order = { journey: "iteration, subject", ledger: "iteration, day", exclusion: "from_at" };
  return Promise.all(
    shards.flatMap((shard) =>
      Object.entries(order).map(
        async ([table, by]) =>
          (await shard?.prepare(`SELECT * FROM ${table} ORDER BY ${by}`).all())?.results,
      ),
    ),
  );
}

describe("A burst of answers [T05] [C20]", () => {
  test("is warned of while it goes on, and told once", async () => {
    await ship(product, "warned");
    for (const days of [1, 2, 3])
      await vouch({ feature: "warned", count: 1, at: AT - days * DAY_MS, helped: true });
    await stuff("warned", 0, 19);
    expect(await warnings("warned")).toEqual([]);
    await stuff("warned", 19, 6);
    expect(await warnings("warned")).toEqual([warning(25)]);
    await stuff("warned", 25, 3);
    expect(await warnings("warned")).toEqual([warning(28)]);
    expect((await bursts("warned")).json.items).toEqual([
      { hour: HOUR, day: DAY, iteration: "1", answers: 28, usual: 1, excluded: null },
    ]);
    const { timeline } = await detail(product, "warned");
    expect(timeline.filter(({ text }) => text.includes("unusual burst"))).toHaveLength(1);
    const { json } = await ask(product, "GET /projects/{project}/features");
    const row = json.items.find(({ key }) => key === "warned");
    expect(row?.verdict?.warnings).toEqual([warning(28)]);
  });

  test("is none where known customers answer, and fifty honest ones are all counted", async () => {
    await ship(product, "honest");
    const signals = Array.from({ length: 30 }, (_, i) => ({
      ...{ kind: "used", feature: "honest", customer: `known ${AT} ${i}`, at: AT - 3 * DAY_MS },
    }));
    await report(product, { customer: "nobody", signals });
    await vouch({ feature: "honest", count: 50, at: AT, helped: false });
    const { verdict } = await detail(product, "honest");
    expect(verdict?.warnings).toEqual([]);
    expect(verdict?.helpfulness).toMatchObject({ answers: 50, helped: 0 });
  });

  test("stays with a sign-off for good", async () => {
    await ship(product, "signed");
    await stuff("signed", 100, 20);
    const signed = await ask(product, "POST /projects/{project}/features/{feature}/confirmation", {
      params: { feature: "signed" },
      body: { override: true, reason: "we know better" },
    });
    expect(signed.json.frozen?.verdict.warnings).toEqual([warning(20)]);
    expect((await exclusion("PUT", "signed", { body: REASON })).status).toBe(200);
    const { verdict, confirmation } = await detail(product, "signed");
    expect(verdict?.warnings).toEqual([]);
    expect(confirmation.frozen?.verdict.warnings).toEqual([warning(20)]);
  });
});

describe("Excluding a burst [C20]", () => {
  test("leaves out its answers without proof, those still to come too, and nothing else", async () => {
    await ship(product, "excluded");
    await vouch({ feature: "excluded", count: 8, at: AT, helped: false });
    await stuff("excluded", 200, 30);
    expect((await detail(product, "excluded")).verdict?.helpfulness).toMatchObject({
      ...{ answers: 38, helped: 21 },
    });
    const done = await exclusion("PUT", "excluded", { body: REASON });
    expect(done.status, done.text).toBe(200);
    expect(done.json).toMatchObject({
      ...{ hour: HOUR, answers: 38 },
      excluded: { by: "ci (token)", reason: REASON.reason },
    });
    await stuff("excluded", 230, 2);
    const { verdict, timeline } = await detail(product, "excluded");
    expect(verdict?.helpfulness).toMatchObject({ answers: 8, helped: 0 });
    expect(verdict?.warnings).toEqual([]);
    const { items } = (await answers(product, "excluded", { limit: "200" })).json;
    expect(items).toHaveLength(40);
    expect(items.every(({ proven, counted }) => proven === counted)).toBe(true);
    expect(timeline.at(-1)).toMatchObject({
      kind: "checked",
      text: `ci (token) excluded the burst of 38 answers in the hour from ${HOUR.replace("T", " ")}:00 UTC: ${REASON.reason}.`,
    });
    const audit = await ask(product, "GET /projects/{project}/audit", {
      search: "?q=burst+excluded",
    });
    expect(audit.json.items[0]).toMatchObject({
      ...{ subject: "excluded 1", before: { hour: HOUR, answers: 38, reason: null } },
      after: { hour: HOUR, ...REASON },
    });
  });

  test("is harmless to repeat", async () => {
    const before = await tables();
    const again = await exclusion("PUT", "excluded", { body: { reason: "another reason" } });
    expect(again.json.excluded?.reason).toBe(REASON.reason);
    expect(await tables()).toEqual(before);
  });

  test("and taking it back leaves everything as it was", async () => {
    await ship(product, "restored");
    await stuff("restored", 300, 24);
    const before = await detail(product, "restored");
    const rows = await tables();
    expect((await exclusion("PUT", "restored", { body: REASON })).status).toBe(200);
    expect(await tables()).not.toEqual(rows);
    expect((await exclusion("DELETE", "restored")).status).toBe(204);
    const after = await detail(product, "restored");
    expect({ ...after, timeline: [] }).toEqual({ ...before, timeline: [] });
    const emptied = (await tables()).map((table) => table?.filter(holdsSomething));
    expect(emptied).toEqual(rows.map((table) => table?.filter(holdsSomething)));
    expect((await exclusion("DELETE", "restored")).status).toBe(204);
    expect(after.timeline.slice(-2).map(({ kind }) => kind)).toEqual(["checked", "checked"]);
  });

  test("and taking it back at the same time ends in one or the other, on every shard", async () => {
    await ship(product, "torn");
    await stuff("torn", 400, 21);
    await detail(product, "torn");
    const calls = ["PUT", "DELETE", "PUT", "DELETE"] as const;
    const body = (method: string) => (method === "PUT" ? { body: REASON } : {});
    await Promise.all(calls.map((method) => exclusion(method, "torn", body(method))));
    const excluded = (await bursts("torn")).json.items[0]?.excluded !== null;
    const { verdict } = await detail(product, "torn");
    expect(verdict?.helpfulness.answers).toBe(excluded ? 0 : 21);
    const { json } = await answers(product, "torn", { limit: "200" });
    expect(json.items.map(({ counted }) => counted)).toEqual(Array(21).fill(!excluded));
  });

  test("is for bursts there are, with a reason", async () => {
    await ship(product, "quiet");
    for (const hour of [HOUR, "2026-01-01T00", "yesterday", "2026-13-01T00", "%00"])
      expect((await exclusion("PUT", "quiet", { hour, body: REASON })).status, hour).toBe(404);
    expect((await exclusion("DELETE", "quiet")).status).toBe(404);
    expect((await exclusion("PUT", "restored", { body: {} })).status).toBe(400);
    expect((await exclusion("PUT", "restored", { body: { reason: "" } })).status).toBe(400);
    expect((await bursts("quiet")).json.items).toEqual([]);
    expect((await bursts("nowhere")).status).toBe(404);
  });
});

/** A ledger's day whose counts all went back to nothing is none. */
function holdsSomething(row: Record<string, unknown>): boolean {
  if (!("customers_seen" in row)) return true;
  return Object.entries(row).some(([name, value]) => name.includes("_") && value !== 0);
}
