// One person's data: explained, looked up and forgotten by the host's own id.

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { erase as eraseAll } from "../../worker/ledger/erasing.ts";
import { fold } from "../../worker/ledger/fold.ts";
import { subjectOf } from "../../worker/ledger/subject.ts";
import { watched } from "./collect/direct.ts";
import { clear, fromBackEnd, fromPage, kept, use } from "./collect/posting.ts";
import { prove } from "./collect/proofs.ts";
import { SECRET, type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Product, projectRow } from "./product.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  for (const key of ["csv-export", "dark-mode"])
    await ask(product, "POST /projects/{project}/features", { body: { key } });
});
afterAll(() => server.close());
beforeEach(() => clear(server));

const DAY_MS = 86_400_000;
const erase = (customer: string) =>
  ask(product, "POST /projects/{project}/customers/erase", { body: { customer } });
const lookUp = async (customer: string) =>
  (await ask(product, "POST /projects/{project}/customers/lookup", { body: { customer } })).json;
const verdictOf = async (feature = "csv-export") => {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
  });
  return JSON.stringify(json);
};

/** Rows that say something: a ledger's empty days and revisions are left out. */
async function facts() {
  const { ask_grant: _, ...tables } = await kept(server);
  return tables;
}

const people = ["ada", "bea", "cy"] as const;
const drawnSignal = fc
  .record({
    customer: fc.constantFrom(...people),
    kind: fc.constantFrom(
      "seen",
      "used",
      "used",
      "asked",
      "answered",
      "answered",
      "dismissed",
      "refused",
    ),
    feature: fc.constantFrom("csv-export", "dark-mode"),
    daysAgo: fc.integer({ min: 0, max: 390 }),
    helped: fc.boolean(),
    comment: fc.constantFrom("", "slow", "fine"),
  })
  .map(({ daysAgo, helped, comment, ...signal }) => ({
    ...signal,
    at: NOON - daysAgo * DAY_MS,
    ...(signal.kind === "answered" && { helped, comment }),
  }));
/** A fixed moment of today's, so that one draw is the same bytes in both worlds. */
const NOON = Date.now() - 60_000;

describe("Erasing a customer [T29]", () => {
  test("leaves every table as if they had never been heard of", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawnSignal, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...people),
        async (signals, forgotten) => {
          const others = signals.filter(({ customer }) => customer !== forgotten);
          await clear(server);
          if (others.length > 0) await fromBackEnd(product, { customer: "job", signals: others });
          const never = await facts();
          await clear(server);
          await fromBackEnd(product, { customer: "job", signals });
          const { status } = await erase(forgotten);
          expect(status).toBe(200);
          expect(await facts()).toEqual(never);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("says how much went, and that there was nothing the second time", async () => {
    const answer = { kind: "answered", feature: "csv-export", at: NOON, helped: true };
    await fromBackEnd(product, { customer: "ada", signals: [use("dark-mode", NOON), answer] });
    expect((await erase("ada")).json).toEqual({ erased: true, journeys: 2, answers: 1 });
    expect((await erase("ada")).json).toEqual({ erased: false, journeys: 0, answers: 0 });
  });

  test("takes what was kept apart, grants, refusals and triage with it", async () => {
    await ask(product, "PATCH /projects/{project}", { body: { requireProof: true } });
    const answer = { kind: "answered", feature: "csv-export", at: NOON, helped: true };
    await fromPage(product, { customer: "ada", signals: [answer, use("dark-mode", NOON)] });
    await ask(product, "PATCH /projects/{project}", { body: { requireProof: false } });
    await fromPage(product, { customer: "ada", signals: [use()], ask: { feature: "csv-export" } });
    await fromPage(product, { customer: "ada", signals: [answer, { kind: "refused", at: NOON }] });
    const listed = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
      params: { feature: "csv-export" },
    });
    expect(listed.json.items).toHaveLength(2);
    for (const { id } of listed.json.items)
      await ask(product, "PATCH /projects/{project}/answers/{answer}", {
        params: { answer: id },
        body: { tags: ["slow"], note: "ada from sales" },
      });
    expect((await kept(server))["triage"]).toHaveLength(2);
    expect((await erase("ada")).json).toEqual({ erased: true, journeys: 2, answers: 2 });
    expect(Object.values(await kept(server)).flat()).toEqual([]);
  });

  test("moves the verdict, and tells the audit log without naming anybody", async () => {
    const answers = (customer: string) => ({
      customer,
      kind: "answered",
      feature: "csv-export",
      at: NOON,
      helped: true,
    });
    await fromBackEnd(product, { customer: "job", signals: [answers("bea")] });
    const before = await verdictOf();
    await fromBackEnd(product, { customer: "job", signals: [answers("ada@example.com")] });
    expect(await verdictOf()).not.toBe(before);
    await erase("ada@example.com");
    expect(await verdictOf()).toBe(before);
    const { json, text } = await ask(product, "GET /projects/{project}/audit");
    expect(json.items[0]).toMatchObject({ action: "customer erased", subject: "a customer" });
    expect(text).not.toContain("ada@example.com");
    const pseudonyms = await server.env.DB.prepare("SELECT customer FROM tombstone").all();
    for (const { customer } of pseudonyms.results) expect(text).not.toContain(`${customer}`);
  });

  test("refuses what comes back from before, and counts what comes after", async () => {
    const old = [use("csv-export", NOON - DAY_MS), { kind: "refused", at: NOON - DAY_MS }];
    await fromBackEnd(product, { customer: "ada", signals: old });
    await erase("ada");
    const outbox = await fromPage(product, { customer: "ada", signals: old });
    expect(outbox.status).toBe(400);
    expect(outbox.json.errors).toMatchObject([{ reason: "erased" }, { reason: "erased" }]);
    const proven = await fromPage(product, {
      customer: "ada",
      proof: await prove(product, "ada"),
      signals: [...old, use("csv-export", Date.now())],
    });
    expect(proven.json).toEqual({
      accepted: 1,
      rejected: [
        { index: 0, reason: "erased" },
        { index: 1, reason: "erased" },
      ],
    });
    const { journey, person } = await facts();
    expect([journey?.length, person?.length]).toEqual([1, 0]);
  });

  test("R15 while their signals pour in leaves no fact from before", async () => {
    const at = Date.now() - 1_000;
    const pours = Array.from({ length: 20 }, (_, index) =>
      fromPage(product, {
        customer: "ada",
        proof: undefined,
        signals: [
          use("csv-export", at - index * DAY_MS),
          { kind: "asked", feature: "dark-mode", at },
        ],
      }),
    );
    const erasing = new Promise((resolve) => setTimeout(() => resolve(erase("ada")), 5));
    await Promise.all([...pours, erasing]);
    expect(Object.values(await facts()).flat()).toEqual([]);
  });

  test("keeps an account's days of use while it has another member, and its answers are derived anew", async () => {
    const account = "acme";
    const signal = (customer: string, more: object) => ({
      customer,
      account,
      feature: "csv-export",
      ...more,
    });
    await fromBackEnd(product, {
      customer: "job",
      signals: [
        signal("ada", { kind: "used", at: NOON - 9 * DAY_MS }),
        signal("ada", { kind: "answered", helped: false, at: NOON - 8 * DAY_MS }),
        signal("bea", { kind: "used", at: NOON - 5 * DAY_MS }),
        signal("bea", { kind: "answered", helped: true, at: NOON - 4 * DAY_MS }),
      ],
    });
    await erase("ada");
    const ofAccounts = (await kept(server))["journey"]?.filter(
      (row) => "subject" in row && `${row.subject}`[0] === "a",
    );
    expect(ofAccounts).toMatchObject([{ helped: 1, answered_at: NOON - 4 * DAY_MS }]);
    const counts = await server.env.DB.prepare(
      "SELECT sum(accounts_used) AS used, sum(accounts_returned) AS returned, sum(accounts_helped) AS helped, sum(accounts_unhelped) AS unhelped FROM ledger",
    ).first();
    expect(counts).toEqual({ used: 1, returned: 1, helped: 1, unhelped: 0 });
    await erase("bea");
    expect(Object.values(await kept(server)).flat()).toEqual([]);
  });

  test("leaves no account behind that a fold under way speaks of", async () => {
    const account = "acme";
    await fromBackEnd(product, {
      customer: "job",
      signals: [{ ...use("csv-export", NOON - 2 * DAY_MS), customer: "ada", account }],
    });
    await erase("ada");
    const named = (kind: "c" | "a", id: string) =>
      subjectOf(SECRET, { id: product.id, pseudonym_scope: null }, kind, id);
    const [customer, owner] = await Promise.all([named("c", "ada"), named("a", account)]);
    const iteration = await server.env.DB.prepare("SELECT min(id) AS id FROM iteration").first(
      "id",
    );
    const fact = { iteration: Number(iteration), customer, account: owner, requireProof: false };
    const before = { ...fact, at: NOON - DAY_MS, day: Math.floor((NOON - DAY_MS) / DAY_MS) };
    const answer = { id: "x", helped: true, comment: "", page: "", locale: "", edited: before.at };
    await fold(server.env, [{ ...before, kind: "used" }]);
    await fold(server.env, [
      { ...before, kind: "answered", answer: { ...answer, proven: true, granted: false } },
    ]);
    expect(Object.values(await kept(server)).flat()).toEqual([]);
  });

  test("that fails at any step is completed by doing it again", async () => {
    const at = NOON;
    const signals = [
      { kind: "used", feature: "csv-export", at, account: "acme" },
      { kind: "answered", feature: "csv-export", at, account: "acme", helped: true },
      { kind: "asked", feature: "dark-mode", at, account: "beta" },
    ];
    const customer = await subjectOf(SECRET, { id: product.id, pseudonym_scope: null }, "c", "ada");
    const project = await projectRow(product);
    let failures = 0;
    for (let step = 0; step < 8; step++) {
      await clear(server);
      await fromBackEnd(product, { customer: "ada", signals });
      let calls = 0;
      const DB = watched(server.env.DB, [], (call) => {
        if (calls++ === step) throw new Error("D1_ERROR: Network connection lost.");
        return call();
      });
      const erasing = eraseAll(
        { ...server.env, DB },
        { project, customer, now: Date.now() },
        DB.prepare("SELECT 1"),
      );
      await erasing.catch(() => failures++);
      expect((await erase("ada")).status).toBe(200);
      expect(Object.values(await kept(server)).flat()).toEqual([]);
    }
    expect(failures).toBeGreaterThan(3);
  });

  test("reaches every one of thousands of accounts", async () => {
    const at = NOON;
    for (let part = 0; part < 4; part++) {
      const signals = Array.from({ length: 1_000 }, (_, index) => ({
        kind: "seen",
        feature: "csv-export",
        at,
        account: `acc-${part}-${index}`,
      }));
      await fromBackEnd(product, { customer: "ada", signals });
    }
    expect((await kept(server))["account_member"]).toHaveLength(4_000);
    expect((await erase("ada")).status).toBe(200);
    expect(Object.values(await kept(server)).flat()).toEqual([]);
  });

  test("takes their facts out of letters that could not be delivered", async () => {
    await fromBackEnd(product, { customer: "ada", signals: [use()] });
    const row = await server.env.DB.prepare("SELECT subject FROM journey").first("subject");
    const fact = (customer: unknown) => ({
      kind: "answered",
      customer,
      answer: { helped: true, comment: "from ada" },
    });
    const letter = (facts: object[]) => JSON.stringify({ project: product.id, facts });
    const insert = (id: string, facts: object[]) =>
      server.env.DB.prepare(
        "INSERT INTO dead_letter (id, project, at, reason, signals, body) VALUES (?1, ?2, 1, 'x', ?3, ?4)",
      ).bind(id, product.id, facts.length, letter(facts));
    await server.env.DB.batch([
      insert("both", [fact(row), fact("cOther")]),
      insert("own", [fact(row)]),
      insert("other", [fact("cOther")]),
    ]);
    await erase("ada");
    const { results } = await server.env.DB.prepare(
      "SELECT id, signals, body FROM dead_letter ORDER BY id",
    ).all();
    const left = letter([fact("cOther")]);
    expect(results).toEqual([
      { id: "both", signals: 1, body: left },
      { id: "other", signals: 1, body: left },
    ]);
    await server.env.DB.prepare("DELETE FROM dead_letter").run();
  });
});

describe("Looking a customer up", () => {
  test("shows every journey and answer of theirs, and nobody else's", async () => {
    const at = NOON - 3 * DAY_MS;
    await fromBackEnd(product, {
      customer: "job",
      signals: [
        { customer: "ada", kind: "used", feature: "csv-export", at },
        {
          customer: "ada",
          kind: "answered",
          feature: "csv-export",
          at,
          helped: false,
          comment: "slow",
        },
        { customer: "ada", kind: "refused", at },
        { customer: "bea", kind: "used", feature: "dark-mode", at },
      ],
    });
    const day = new Date(at).toISOString().slice(0, 10);
    const found = await lookUp("ada");
    expect(found).toMatchObject({
      found: true,
      refusedAt: new Date(at).toISOString(),
      journeys: [
        {
          feature: "csv-export",
          iteration: "1",
          seenOn: day,
          usedOn: day,
          returnedOn: null,
          answeredAt: new Date(at).toISOString(),
          helped: false,
        },
      ],
      answers: [{ feature: "csv-export", helped: false, comment: "slow", counted: true }],
    });
    expect(found.journeys).toHaveLength(1);
    expect(await lookUp("nobody")).toEqual({
      found: false,
      refusedAt: null,
      journeys: [],
      answers: [],
    });
  });

  test("finds people by the widget's ids too, and is refused for what is no id", async () => {
    const customer = `~${"z".repeat(22)}`;
    await fromPage(product, { customer, signals: [use()] });
    expect((await lookUp(customer)).found).toBe(true);
    const { status } = await ask(product, "POST /projects/{project}/customers/lookup", {
      body: { customer: "" },
    });
    expect(status).toBe(400);
  });
});
