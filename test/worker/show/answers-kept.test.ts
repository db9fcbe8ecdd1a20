// What is said beside an answer: what the team made of it, and whether it counts.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "../product.ts";
import { answer, comments, list, THEN } from "./answering.ts";

const DAY_MS = 86_400_000;

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 3 });
  product = await makeProduct(server);
});
afterAll(() => server.close());

describe("Triage", () => {
  const triage = (id: string, body: unknown, of = product) =>
    ask(of, "PATCH /projects/{project}/answers/{answer}", { params: { answer: id }, body });

  async function only(feature: string) {
    const [item] = (await list(product, feature)).json.items;
    if (!item) throw new Error("nothing was answered");
    return item;
  }

  test("tags, hides and notes, and leaves what is not named", async () => {
    await answer(product, { customer: "a", feature: "triage", comment: "secret words" });
    const { id } = await only("triage");
    const tagged = await triage(id, { tags: ["export", "bug", "export"] });
    expect(tagged.status, tagged.text).toBe(200);
    expect(tagged.json).toMatchObject({ id, tags: ["export", "bug"], hidden: false, note: null });
    await triage(id, { hidden: true, note: "told Ada of secret words" });
    expect(await only("triage")).toMatchObject({
      ...{ tags: ["export", "bug"], hidden: true, note: "told Ada of secret words" },
    });
    expect(await comments(product, "triage", { tag: "bug" })).toEqual(["secret words"]);
    expect(await comments(product, "triage", { tag: "bu" })).toEqual([]);
    expect(await comments(product, "triage", { hidden: "false" })).toEqual([]);
    expect(await comments(product, "triage", { hidden: "true" })).toEqual(["secret words"]);
    expect((await triage(id, { tags: [], note: null })).json).toMatchObject({
      tags: [],
      note: null,
    });
  });

  test("is on record without a customer's words", async () => {
    await answer(product, { customer: "a", feature: "recorded", comment: "confidential" });
    const { id } = await only("recorded");
    await triage(id, { tags: ["seen"], note: "says confidential" });
    await triage(id, { tags: ["seen"] });
    await triage(id, {});
    const audit = await ask(product, "GET /projects/{project}/audit", { search: `?q=${id}` });
    expect(audit.json.items).toEqual([
      expect.objectContaining({
        action: "answer triaged",
        subject: `recorded ${id}`,
        before: { tags: [], hidden: false, note: null },
        after: { tags: ["seen"], hidden: false, note: "17 characters" },
      }),
    ]);
    expect(audit.text).not.toContain("confidential");
    // Other words of the same length are another note.
    await triage(id, { note: "SAYS confidential" });
    const after = await ask(product, "GET /projects/{project}/audit", { search: `?q=${id}` });
    expect(after.json.items).toHaveLength(2);
  });

  test("takes no tag that would not come back as it went in", async () => {
    await answer(product, { customer: "a", feature: "spoilt" });
    const { id } = await only("spoilt");
    const refused = await triage(id, { tags: ["fine", "\ud800"] });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ field: "tags.1" }] });
  });

  test("reaches the project's own answers alone", async () => {
    await answer(product, { customer: "a", feature: "own" });
    const { id } = await only("own");
    const other = await makeProduct(server);
    expect((await triage(id, { hidden: true }, other)).status).toBe(404);
    expect((await triage("nothing", { hidden: true })).status).toBe(404);
    expect((await triage(id, { hidden: "yes" })).status).toBe(400);
    expect((await triage(id, { helped: true })).status).toBe(400);
    expect((await triage(id, { tags: [""] })).status).toBe(400);
    expect(await only("own")).toMatchObject({ hidden: false, tags: [] });
  });
});

describe("Whether an answer counts", () => {
  test("is said of one a customer, and of the next after ninety days", async () => {
    const at = Date.now() - 200 * DAY_MS;
    const days = [0, 1, 89, 90, 91, 179, 180];
    await answer(
      product,
      ...days.map((day) => ({ customer: "often", feature: "chain", at: at + day * DAY_MS })),
    );
    const { items } = (await list(product, "chain")).json;
    const counted = items.filter((item) => item.counted).map((item) => Date.parse(item.answeredAt));
    expect(counted.map((moment) => (moment - at) / DAY_MS)).toEqual([180, 90, 0]);
    expect(items).toHaveLength(days.length);
  });

  test("is said of granted and of proven ones, and of no stranger's", async () => {
    const at = Date.now() - 1_000;
    const said = { kind: "answered", feature: "chance", at, helped: true };
    await answer(product, { customer: "proven", feature: "chance", at: at - 1 });
    await reportFromPage(product, {
      customer: "stranger",
      signals: [{ ...said, comment: "stranger" }],
    });
    const { items } = (await list(product, "chance")).json;
    expect(items.map(({ proven, counted }) => ({ proven, counted }))).toEqual([
      { proven: false, counted: false },
      { proven: true, counted: true },
    ]);
  });

  test("is said of nobody kept apart for want of proof", async () => {
    const strict = await makeProduct(server, { requireProof: true });
    const at = Date.now() - 1_000;
    const said = { kind: "answered", feature: "apart", at, helped: true };
    await report(strict, { customer: "a", signals: [{ ...said, at: at - 1 }] });
    await reportFromPage(strict, { customer: "a", signals: [said] });
    const { items } = (await list(strict, "apart")).json;
    expect(items.map(({ proven, counted }) => ({ proven, counted }))).toEqual([
      { proven: false, counted: false },
      { proven: true, counted: true },
    ]);
  });

  test("is said of one an account, where accounts have the voice", async () => {
    const firm = await makeProduct(server, { unit: "account" });
    const signals = [
      { customer: "a", account: "acme", at: THEN + 2 },
      { customer: "b", account: "acme", at: THEN + 1 },
      { customer: "c", account: "acme", at: THEN + 1 },
      { customer: "d", account: "bolt", at: THEN + 3 },
      { customer: "e", at: THEN },
    ].map((each) => ({ kind: "answered", feature: "firm", helped: true, ...each }));
    const sent = await report(firm, { customer: "nobody", signals });
    expect(sent.status, sent.text).toBe(202);
    const { items } = (await list(firm, "firm")).json;
    expect(items).toHaveLength(5);
    const counted = items.filter((item) => item.counted).map((item) => Date.parse(item.answeredAt));
    expect(counted).toEqual([THEN + 3, THEN + 1]);
  });
});
