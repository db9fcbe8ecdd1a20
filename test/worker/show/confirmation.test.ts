// Signing off: for partners, against the verdict, withdrawn, at once, and with the evidence frozen.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textToDay } from "../../../contract/day.ts";
import type { DaySums } from "../../../worker/judge/history.ts";
import { judge } from "../../../worker/judge/judge.ts";
import type { Frozen } from "../../../worker/standing/frozen.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { DAY_MS, detail, hear, land, ship } from "./landing.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

function sign(feature: string, body: unknown = {}, of = product) {
  const operation = "POST /projects/{project}/features/{feature}/confirmation";
  return ask(of, operation, { params: { feature }, body });
}

function withdraw(feature: string, partner?: string) {
  const operation = "DELETE /projects/{project}/features/{feature}/confirmation";
  const search = partner === undefined ? "" : `?${new URLSearchParams({ partner })}`;
  return ask(product, operation, { params: { feature }, search });
}

const partners = ["product", "support"].map((name) => ({ name }));

async function story(feature: string) {
  const { timeline } = await detail(product, feature);
  const told = timeline.filter(({ kind }) => ["signed", "withdrawn", "checked"].includes(kind));
  return told.map(({ kind, text }) => `${kind}: ${text}`);
}

describe("Signing off", () => {
  test("is one editor's word where no partners are named", async () => {
    await land(product, "alone");
    expect((await detail(product, "alone")).verdict?.state).toBe("done");
    const signed = await sign("alone", { note: "well done" });
    expect(signed.status, signed.text).toBe(201);
    expect(signed.json).toMatchObject({
      ...{ complete: true, overridden: false },
      partners: [{ partner: null, by: "ci (token)", note: "well done", override: null }],
    });
    expect((await detail(product, "alone")).confirmation).toEqual(signed.json);
    expect(await story("alone")).toEqual(["signed: ci (token) signed off. Note: well done."]);
  });

  test("is complete when every partner has signed, and freezes what the last one saw", async () => {
    await land(product, "both", { partners });
    const first = await sign("both", { partner: "support" });
    expect(first.status, first.text).toBe(201);
    expect(first.json).toMatchObject({ complete: false, frozen: null });
    await hear(product, { feature: "both", names: "late", people: 3, helped: true, answered: 1 });
    const second = await sign("both", { partner: "product" });
    expect(second.json.complete).toBe(true);
    expect(second.json.partners.map(({ partner }) => partner)).toEqual(["support", "product"]);
    const { verdict } = await detail(product, "both");
    expect(second.json.frozen).toMatchObject({
      verdict: { ...verdict, warnings: [] },
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      rules: "odds-ladder-1",
      sums: { customers: { seen: 33, returned: 33, helped: 33, unhelped: 0 } },
    });
    expect(second.json.frozen?.verdict.helpfulness.target).toBe(0.7);
    expect(second.json.frozen?.verdict.silence.grade).toBe("solid");
    expect(second.text).not.toContain('"ledger"');
  });

  test("is refused for partners that are not named, or not named here", async () => {
    await land(product, "named", { partners });
    await land(product, "unnamed");
    for (const body of [{}, { partner: "sales" }, { partner: "" }, { partner: "Support" }])
      expect((await sign("named", body)).status, JSON.stringify(body)).toBe(400);
    expect((await sign("unnamed", { partner: "support" })).status).toBe(400);
    expect((await sign("named", { partner: "support", as: "Ada" })).status).toBe(400);
    expect((await sign("nowhere", {})).status).toBe(404);
    const other = await makeProduct(server);
    expect((await sign("named", { partner: "support" }, other)).status).toBe(404);
  });

  test("once a partner: the second word is refused, and the first stays", async () => {
    await land(product, "twice", { partners });
    await sign("twice", { partner: "support", note: "first" });
    const again = await sign("twice", { partner: "support", note: "second" });
    expect(again.status).toBe(409);
    const { confirmation } = await detail(product, "twice");
    expect(confirmation.partners.map(({ note }) => note)).toEqual(["first"]);
  });

  test("at the same time loses nobody's word and doubles none", async () => {
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `team ${i}` }));
    await land(product, "rush", { partners: many });
    const all = [...many, ...many].map(({ name }) => sign("rush", { partner: name }));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([...Array(6).fill(201), ...Array(6).fill(409)]);
    const { confirmation } = await detail(product, "rush");
    expect(confirmation.complete).toBe(true);
    expect(confirmation.partners.map(({ partner }) => partner).toSorted()).toEqual(
      many.map(({ name }) => name),
    );
  });
});

describe("Signing against the verdict", () => {
  test("needs an override with its reason, and shows", async () => {
    await ship(product, "early", { partners });
    const refused = await sign("early", { partner: "support" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("collecting");
    const body = { partner: "support", override: true };
    expect((await sign("early", body)).status).toBe(400);
    expect((await sign("early", { ...body, reason: "no" })).status).toBe(400);
    for (const override of [undefined, false])
      expect((await sign("early", { ...body, override, reason: "just so" })).status).toBe(409);
    const signed = await sign("early", { ...body, reason: "the contract ends" });
    expect(signed.status, signed.text).toBe(201);
    expect(signed.json).toMatchObject({
      ...{ complete: false, overridden: true },
      partners: [{ partner: "support", override: "the contract ends" }],
    });
    expect(await story("early")).toEqual([
      "signed: ci (token) signed off for support, against the verdict: the contract ends.",
    ]);
  });

  test("is no override where the verdict is done, and a reason belongs to one", async () => {
    await land(product, "needless");
    expect((await sign("needless", { reason: "to be sure" })).status).toBe(400);
    const signed = await sign("needless", { override: true, reason: "to be sure" });
    expect(signed.json).toMatchObject({ complete: true, overridden: false });
  });

  test("is not for features that nobody promised anything of, nor for retired ones", async () => {
    await hear(product, { feature: "found", names: "f", people: 1, helped: true, answered: 0 });
    const override = { override: true, reason: "why not" };
    expect((await sign("found", override)).status).toBe(409);
    await land(product, "gone");
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "gone" },
    });
    expect((await sign("gone", override)).status).toBe(409);
  });
});

describe("Withdrawing", () => {
  test("opens the sign-off again and stays on record", async () => {
    await land(product, "back", { partners });
    await sign("back", { partner: "support" });
    await sign("back", { partner: "product" });
    expect((await withdraw("back", "sales")).status).toBe(400);
    expect((await withdraw("back")).status).toBe(400);
    expect((await withdraw("back", "support")).status).toBe(204);
    expect((await withdraw("back", "support")).status).toBe(404);
    const { confirmation } = await detail(product, "back");
    expect(confirmation).toMatchObject({ complete: false, frozen: null });
    expect(confirmation.partners.map(({ partner }) => partner)).toEqual(["product"]);
    expect((await sign("back", { partner: "support" })).json.complete).toBe(true);
    expect(await story("back")).toEqual([
      "signed: ci (token) signed off for support.",
      "signed: ci (token) signed off for product.",
      "withdrawn: ci (token) withdrew the sign-off for support.",
      "signed: ci (token) signed off for support.",
    ]);
  });

  test("and signing are in the audit log", async () => {
    const search = "?q=sign";
    const { json } = await ask(product, "GET /projects/{project}/audit", { search });
    const ofBack = json.items.filter(({ subject }) => subject === "back 1");
    expect(ofBack.map(({ action }) => action)).toEqual([
      ...["signed off", "sign-off withdrawn", "signed off", "signed off"],
    ]);
    expect(ofBack[1]?.before).toEqual({ partner: "support" });
  });
});

describe("A sign-off", () => {
  test("does not carry over to the next iteration", async () => {
    await land(product, "next");
    await sign("next");
    const shipped = await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
      params: { feature: "next" },
      body: { label: "2" },
    });
    expect(shipped.status, shipped.text).toBe(201);
    expect((await detail(product, "next")).confirmation).toEqual({
      ...{ complete: false, overridden: false, partners: [], frozen: null },
    });
    expect((await sign("next")).status).toBe(409);
    expect((await withdraw("next")).status).toBe(404);
  });

  test("warns when use has halved since", async () => {
    await land(product, "fading");
    await hear(product, { feature: "fading", names: "now", people: 12, helped: true, answered: 1 });
    await sign("fading");
    const warnings = async () => (await detail(product, "fading")).verdict?.warnings;
    expect(await warnings()).toEqual([]);
    // As if it had been signed when three times as many were active.
    await server.env.DB.prepare(
      `UPDATE confirmation SET at = at - ?1, frozen = json_set(frozen, '$.verdict.adoption.activeNow', 36)
       WHERE iteration = (SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.key = 'fading')`,
    )
      .bind(7 * DAY_MS)
      .run();
    await server.env.DB.prepare("DELETE FROM standing").run();
    expect(await warnings()).toEqual([
      "use has halved since it was signed off: 36 active then, 12 now",
    ]);
  });

  test("freezes rows that anybody can check against its checksum, and judge to its verdict", async () => {
    await land(product, "sealed");
    await hear(product, { feature: "sealed", names: "n", people: 9, helped: false, answered: 3 });
    await sign("sealed");
    const row = await server.env.DB.prepare(
      `SELECT c.frozen FROM confirmation c JOIN iteration i ON i.id = c.iteration
       JOIN feature f ON f.id = i.feature WHERE f.key = 'sealed'`,
    ).first<{ frozen: string }>();
    const frozen = JSON.parse(row?.frozen ?? "{}") as Frozen;
    const { unit, adoption, helpfulness, population, rule, window } = frozen.history.terms;
    const terms = [unit, adoption, helpfulness, population, rule, window];
    const text = JSON.stringify([terms, [], frozen.ledger]);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    expect(Buffer.from(digest).toString("hex")).toBe(frozen.checksum);
    const history = { ...frozen.history, customers: sums(frozen, 0), accounts: sums(frozen, 10) };
    const verdict = judge(history, textToDay(frozen.day)).verdict;
    expect(rounded(verdict)).toEqual(rounded(frozen.verdict));
    expect(frozen.verdict.state).toBe("done");
  });
});

/** Two engines' logarithms differ in their last digits. */
function rounded(verdict: Frozen["verdict"]): unknown {
  const text = JSON.stringify(verdict, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value,
  );
  return JSON.parse(text);
}

/** The days of frozen rows as the judge takes them: ten columns for customers, then ten for accounts. */
function sums({ ledger }: Frozen, offset: 0 | 10): DaySums[] {
  return ledger.map(([day = 0, ...columns]) => {
    const [seen = 0, used = 0, returned = 0, lastUsed = 0, asked = 0, ...rest] =
      columns.slice(offset);
    const [, helped = 0, unhelped = 0, againHelped = 0, againUnhelped = 0] = rest;
    const further = { helped, unhelped, againHelped, againUnhelped };
    return { day, seen, used, returned, lastUsed, asked, ...further };
  });
}
