// What never reaches the database or the log: ids, addresses, browsers, and what comments were scrubbed of.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFeature } from "../ask/people.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { fromBackEnd, fromPage, kept, post } from "./posting.ts";
import { prove } from "./proofs.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await makeFeature(product, "export");
});
afterAll(() => server.close());

const CANARIES = {
  customer: "canary-customer-4711",
  account: "canary-account-0815",
  browser: "CanaryBrowser/1.0",
  address: "203.0.113.77",
  mail: "canary@example.com",
  phone: "+49 30 901820",
  card: "4111 1111 1111 1111",
  iban: "DE89 3704 0044 0532 0130 00",
  query: "secret-canary-query",
  fragment: "canary-fragment",
};

/** Every row of every table, and every word of their indexes, as text. */
async function everything(): Promise<string> {
  const { DB } = server.env;
  const { results } = await DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const tables = await DB.batch(
    results.map(({ name }) =>
      DB.prepare(
        name.startsWith("answer_words")
          ? `SELECT *, hex(${blobOf(name)}) FROM ${name}`
          : `SELECT * FROM ${name}`,
      ),
    ),
  );
  return JSON.stringify(tables.map((table) => table.results));
}

function blobOf(table: string): string {
  return (
    { answer_words_data: "block", answer_words_docsize: "sz", answer_words_idx: "term" }[table] ??
    "1"
  );
}

const hex = (text: string) => Buffer.from(text).toString("hex").toUpperCase();

async function sendCanaries() {
  const { customer, account, mail, phone, card, iban, query, fragment } = CANARIES;
  const comment = `Write to ${mail} or call ${phone}; paid with ${card} from ${iban}. Kept: slow export.`;
  const at = Date.now();
  const answer = { kind: "answered", feature: "export", at, helped: false, comment, locale: "de" };
  const headers = {
    "user-agent": CANARIES.browser,
    "cf-connecting-ip": CANARIES.address,
    "x-forwarded-for": CANARIES.address,
  };
  const page = `https://app.example.com/users/canary%40example.com/report?q=${query}#${fragment}`;
  const body = {
    customer,
    account,
    proof: await prove(product, customer, { account }),
    signals: [
      { kind: "used", feature: "export", at },
      { ...answer, page },
    ],
    ask: { feature: "export" },
  };
  const { status } = await fromPage(product, body, headers);
  expect(status).toBe(202);
  await fromPage(product, { ...body, proof: "a.b.c" }, headers);
  await fromPage(product, { ...body, proof: undefined, colour: mail }, headers);
  await post(server, `{"customer": "${customer}`, headers);
}

describe("After signals full of personal data [T28] [C28]", () => {
  test("no table holds an id, an address, a browser, or what was scrubbed", async () => {
    await server.env.DB.prepare("UPDATE project SET listened_until = 9e15").run();
    await sendCanaries();
    const all = await everything();
    expect(all).toContain("Kept: slow export");
    expect(all).toContain("Write to [e-mail] or call [phone]; paid with [card] from [account].");
    expect(all).toContain('"/[e-mail]/report"');
    for (const canary of Object.values(CANARIES)) {
      expect(all).not.toContain(canary);
      expect(all).not.toContain(hex(canary));
    }
    for (const word of ["canary", "4711", "0815", "901820", "37040044"])
      expect(all.toLowerCase()).not.toContain(word);
  });

  test("no line of the log does, and there is one for each request, with its counts", async () => {
    server.harness.clearLogs();
    await sendCanaries();
    const { customer } = CANARIES;
    await ask(product, "POST /projects/{project}/customers/lookup", { body: { customer } });
    await ask(product, "POST /projects/{project}/customers/erase", { body: { customer } });
    const lines = server.harness.getLogs().map(({ message }) => message);
    const text = lines.join("\n");
    for (const canary of [...Object.values(CANARIES), product.id, product.key, product.secretKey])
      expect(text).not.toContain(canary);
    const signals = lines.filter((line) => line.includes('"event":"signals"'));
    expect(signals.map((line) => JSON.parse(line) as object)).toMatchObject([
      { status: 202, outcome: "kept", accepted: 2, rejected: {}, signals: 2, ask: "answered" },
      { status: 401, outcome: "unauthenticated", accepted: 0 },
      { status: 400, outcome: "invalid", accepted: 0 },
      { status: 400, outcome: "invalid", accepted: 0 },
    ]);
    const others = lines.filter((line) => line.includes('"event":"request"'));
    expect(others.map((line) => JSON.parse(line) as object)).toMatchObject([
      { method: "POST", route: "/api/projects/:project/customers/lookup", status: 200 },
      { method: "POST", route: "/api/projects/:project/customers/erase", status: 200 },
    ]);
  });

  test("rejections are counted by reason", async () => {
    server.harness.clearLogs();
    const at = Date.now();
    await fromBackEnd(product, {
      customer: "ada",
      signals: [
        { kind: "used", feature: "export", at },
        { kind: "used", feature: "export", at: 0 },
        { kind: "used", feature: "export", at: 1 },
        { kind: "used", feature: "Ä", at },
      ],
    });
    const [line = "{}"] = server.harness.getLogs().map(({ message }) => message);
    expect(JSON.parse(line)).toMatchObject({
      accepted: 1,
      rejected: { "too-old": 2, invalid: 1 },
    });
  });

  test("a project may keep comments as they are", async () => {
    await ask(product, "PATCH /projects/{project}", { body: { scrub: false } });
    const comment = "ask ada@example.com";
    await fromBackEnd(product, {
      customer: "plain",
      signals: [{ kind: "answered", feature: "export", at: Date.now(), helped: true, comment }],
    });
    expect(await everything()).toContain(comment);
  });

  test("an opt-out leaves nothing at all, not even for whoever watches [T28]", async () => {
    const count = () => server.env.DB.prepare("SELECT max(id) AS n FROM heard").first("n");
    const before = [await kept(server), await count()];
    const at = Date.now();
    const { json } = await fromPage(
      product,
      { customer: "optout", signals: [{ kind: "used", feature: "export", at }] },
      { "sec-gpc": "1", dnt: "1" },
    );
    expect(json).toEqual({ accepted: 0, rejected: [{ index: 0, reason: "opted-out" }] });
    expect([await kept(server), await count()]).toEqual(before);
  });
});
