// Whom signals are counted for: proven, the widget's own ids, host ids, required proof, internal people, opt-outs.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { clear, fromBackEnd, fromPage, kept, use } from "./posting.ts";
import { prove } from "./proofs.ts";

let server: Server;
let open: Product;
let strict: Product;
beforeAll(async () => {
  server = await startWorker();
  open = await makeProduct(server);
  strict = await makeProduct(server, { requireProof: true });
  for (const product of [open, strict])
    await ask(product, "POST /projects/{project}/features", { body: { key: "csv-export" } });
});
afterAll(() => server.close());
beforeEach(() => clear(server));

const WIDGET = `~${"w".repeat(22)}`;
const FEATURE = { feature: "csv-export" };
const answer = (helped = true, at = Date.now()) => ({ kind: "answered", ...FEATURE, at, helped });

async function help(product: Product) {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "csv-export" },
  });
  const { verdict } = json as { verdict: { helpfulness: { answers: number; helped: number } } };
  return { verdict, answers: verdict.helpfulness.answers };
}

async function teamIs(product: Product, customers: string[]): Promise<void> {
  const body = { internal: { customers, accounts: [] } };
  const { status } = await ask(product, "PATCH /projects/{project}", { body });
  expect(status).toBe(200);
}

describe("Where proof is not required", () => {
  test("a proven customer is counted without a grant, asked, and told why not", async () => {
    const proof = await prove(open, "ada");
    const sent = { customer: "ada", proof, ask: FEATURE };
    const first = await fromPage(open, { ...sent, signals: [use()] });
    expect(first.json.ask).toMatchObject({ feature: "csv-export", iteration: "1" });
    const second = await fromPage(open, { ...sent, signals: [answer()] });
    expect(second.json.why).toBe("answered");
    expect((await help(open)).answers).toBe(1);
    await fromPage(open, {
      ...sent,
      customer: "bea",
      proof: await prove(open, "bea"),
      ask: undefined,
      signals: [answer()],
    });
    expect((await help(open)).answers).toBe(2);
  });

  test.each([
    ["the widget's own id", WIDGET, "answered"],
    ["a host id", "ada", undefined],
  ])("%s counts only once it was granted an ask", async (_, customer, why) => {
    const early = await fromPage(open, { customer, signals: [answer(true, Date.now() - 9_000)] });
    expect(early.status).toBe(202);
    expect((await help(open)).answers).toBe(0);
    const asked = await fromPage(open, { customer, signals: [use()], ask: FEATURE });
    expect(asked.json.ask).toBeDefined();
    const answered = await fromPage(open, { customer, signals: [answer()], ask: FEATURE });
    expect((await help(open)).answers).toBe(1);
    expect(answered.json.why).toBe(why);
    expect(answered.json.ask).toBeUndefined();
  });

  test("a host id learns nothing of a person or a feature from a refusal to ask [T12]", async () => {
    await fromBackEnd(open, {
      customer: "refuser",
      signals: [{ kind: "refused", at: Date.now() - 1_000 }],
    });
    await fromBackEnd(open, { customer: "answerer", signals: [answer()] });
    await ask(open, "POST /projects/{project}/features", { body: { key: "paused", paused: true } });
    await ask(open, "PATCH /projects/{project}/features/{feature}", {
      params: { feature: "paused" },
      body: { paused: true },
    });
    const asked = async (customer: string, feature: string) =>
      (await fromPage(open, { customer, ask: { feature } })).text;
    const answers = [
      await asked("refuser", "csv-export"),
      await asked("answerer", "csv-export"),
      await asked("nobody", "paused"),
      await asked("nobody", "no-such-feature"),
    ];
    expect(new Set(answers)).toEqual(new Set(['{"accepted":0,"rejected":[]}']));
  });

  test("a back end is counted and told why", async () => {
    const { json } = await fromBackEnd(open, {
      customer: "ada",
      signals: [answer()],
      ask: FEATURE,
    });
    expect(json.why).toBe("answered");
    expect((await help(open)).answers).toBe(1);
  });
});

describe("Where proof is required", () => {
  test("200 unproven answers leave the verdict as it was, byte for byte, and are shown apart [T04] [C18]", async () => {
    await fromPage(strict, {
      customer: "proven",
      proof: await prove(strict, "proven"),
      signals: [use(), answer()],
    });
    const before = await help(strict);
    expect(before.answers).toBe(1);
    const unproven = (index: number) => ({
      customer: index % 2 ? `u${index}` : `~${`${index}`.padStart(22, "x")}`,
      signals: [use(), answer()],
      ask: FEATURE,
    });
    for (let start = 0; start < 200; start += 20) {
      const twenty = Array.from({ length: 20 }, (_, part) => unproven(start + part));
      const answers = await Promise.all(twenty.map((sent) => fromPage(strict, sent)));
      for (const { status, json } of answers)
        expect([status, json]).toEqual([202, { accepted: 2, rejected: [] }]);
    }
    expect(JSON.stringify((await help(strict)).verdict)).toBe(JSON.stringify(before.verdict));
    const tables = await kept(server);
    const apart = tables["answer"]?.filter(
      (row) => "subject" in row && `${row.subject}`[0] === "u",
    );
    expect(apart).toHaveLength(200);
    expect(tables["ask_grant"]).toEqual([]);
    expect(tables["account_member"]).toEqual([]);
    const shown = await ask(strict, "GET /projects/{project}/features/{feature}/answers", {
      params: { feature: "csv-export" },
    });
    expect(shown.json.items.filter(({ counted, proven }) => counted || proven)).toHaveLength(0);
  });

  test("the answer to an unproven request is the same whoever it speaks of [T12]", async () => {
    const at = Date.now() - 1_000;
    await fromBackEnd(strict, { customer: "refuser", signals: [{ kind: "refused", at }] });
    await fromBackEnd(strict, { customer: "answerer", signals: [answer()] });
    await fromBackEnd(strict, { customer: "erased", signals: [use("csv-export", at)] });
    const { status } = await ask(strict, "POST /projects/{project}/customers/erase", {
      body: { customer: "erased" },
    });
    expect(status).toBe(200);
    await teamIs(strict, ["colleague"]);
    const asked = (customer: string, more: object = {}) =>
      fromPage(strict, { customer, signals: [use("csv-export", at)], ask: FEATURE, ...more });
    const answers = [
      await asked("refuser"),
      await asked("answerer"),
      await asked("erased"),
      await asked("colleague"),
      await asked("nobody"),
      await asked(WIDGET),
      await asked("nobody", { ask: { feature: "no-such-feature" } }),
      await asked("nobody", { ask: { ...FEATURE, inline: true } }),
    ];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    // Kept apart are the other four; the team and whoever was erased are left out all the same.
    const { journey = [] } = await kept(server);
    const apart = journey.filter((row) => "subject" in row && `${row.subject}`[0] === "u");
    expect(apart).toHaveLength(4);
    await teamIs(strict, []);
  });

  test("a person kept apart does not touch their proven self", async () => {
    const at = Date.now() - 1_000;
    await fromPage(strict, {
      customer: "ada",
      account: "acme",
      signals: [{ kind: "refused", at }],
    });
    const { json } = await fromPage(strict, {
      customer: "ada",
      proof: await prove(strict, "ada"),
      signals: [use()],
      ask: FEATURE,
    });
    expect(json.ask).toBeDefined();
  });
});

describe("Switching what counts", () => {
  test("derives every verdict anew, both ways", async () => {
    await fromPage(open, { customer: WIDGET, signals: [use()], ask: FEATURE });
    await fromPage(open, { customer: WIDGET, signals: [answer()] });
    await fromBackEnd(open, { customer: "ada", signals: [answer(false)] });
    expect((await help(open)).answers).toBe(2);
    await ask(open, "PATCH /projects/{project}", { body: { requireProof: true } });
    expect((await help(open)).answers).toBe(1);
    await ask(open, "PATCH /projects/{project}", { body: { requireProof: false } });
    expect((await help(open)).answers).toBe(2);
  });
});

describe("The team itself", () => {
  test("is left out by name, whichever way its signals come, and asked nothing", async () => {
    const { status } = await ask(open, "PATCH /projects/{project}", {
      body: { internal: { customers: ["dev@us"], accounts: ["us"] } },
    });
    expect(status).toBe(200);
    const signals = [use()];
    const own = await fromPage(open, { customer: "dev@us", signals, ask: FEATURE });
    expect(own.status).toBe(400);
    expect(own.json.errors).toMatchObject([{ index: 0, reason: "internal" }]);
    expect(own.json.ask).toBeUndefined();
    const colleague = await fromBackEnd(open, {
      customer: "ada",
      signals: [use(), { ...use(), customer: "bea", account: "us" }],
    });
    expect(colleague.json).toMatchObject({
      accepted: 1,
      rejected: [{ index: 1, reason: "internal" }],
    });
    const asking = await fromBackEnd(open, { customer: "dev@us", ask: FEATURE });
    expect(asking.json).toEqual({ accepted: 0, rejected: [] });
    expect((await kept(server))["journey"]).toHaveLength(1);
    await ask(open, "PATCH /projects/{project}", {
      body: { internal: { customers: [], accounts: [] } },
    });
  });
});

describe("A browser that opts out with Sec-GPC [T28]", () => {
  const gpc = { "sec-gpc": "1" };

  test("is a 202 that accepts nothing and keeps nothing, proven or not", async () => {
    const signals = [use(), answer(), { kind: "nonsense" }];
    for (const proof of [undefined, await prove(open, "ada")]) {
      const { status, json } = await fromPage(
        open,
        { customer: "ada", signals, proof, ask: FEATURE },
        gpc,
      );
      expect(status).toBe(202);
      expect(json.accepted).toBe(0);
      expect(json.rejected).toEqual(signals.map((_, index) => ({ index, reason: "opted-out" })));
      expect(json.ask).toBeUndefined();
      expect(json.why).toBe(proof ? "no-consent" : undefined);
    }
    expect(Object.values(await kept(server)).flat()).toEqual([]);
  });

  test("is heard with a proof where the project honours it for strangers alone", async () => {
    await ask(open, "PATCH /projects/{project}", { body: { gpc: "anonymous" } });
    const proof = await prove(open, "ada");
    const sent = { customer: "ada", signals: [use()] };
    expect((await fromPage(open, { ...sent, proof }, gpc)).json.accepted).toBe(1);
    expect((await fromPage(open, sent, gpc)).json.accepted).toBe(0);
    await ask(open, "PATCH /projects/{project}", { body: { gpc: "everyone" } });
  });

  test("says nothing of a back end", async () => {
    const { json } = await fromBackEnd(open, { customer: "ada", signals: [use()] }, gpc);
    expect(json.accepted).toBe(1);
  });
});
