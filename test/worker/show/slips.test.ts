// A slip: it reopens the sign-off once, whoever finds it, and is looked into by a named act.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refreshStandings } from "../../../worker/standing/refresh.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { daysAgo, detail, hear, land, slip } from "./landing.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 2 });
  product = await makeProduct(server);
});
afterAll(() => server.close());

const TODAY = new Date(daysAgo(0)).toISOString().slice(0, 10);

function sign(feature: string, body: unknown = {}) {
  const operation = "POST /projects/{project}/features/{feature}/confirmation";
  return ask(product, operation, { params: { feature }, body });
}

function check(feature: string, body: unknown) {
  const operation = "POST /projects/{project}/features/{feature}/checked";
  return ask(product, operation, { params: { feature }, body });
}

async function story(feature: string) {
  const { timeline } = await detail(product, feature);
  const told = timeline.filter(({ kind }) => ["signed", "withdrawn", "checked"].includes(kind));
  return told.map(({ kind, text }) => `${kind}: ${text}`);
}

const SIGNED = "signed: ci (token) signed off.";
const REOPENED = `withdrawn: The sign-off is open again: the verdict is slipping since ${TODAY}.`;

describe("A slip", () => {
  test("reopens the sign-off, once, and keeps what was signed", async () => {
    await land(product, "slips");
    await sign("slips");
    await slip(product, "slips");
    // Many find it at the same time, on different pages and by the clock.
    const looks = Array.from({ length: 4 }, () => detail(product, "slips"));
    const list = ask(product, "GET /projects/{project}/features");
    const clock = refreshStandings(server.env, Date.now());
    await Promise.all([...looks, list, clock]);
    const after = await detail(product, "slips");
    expect(after.verdict).toMatchObject({ state: "slipping", since: TODAY });
    expect(after.confirmation).toMatchObject({ complete: false, partners: [], frozen: null });
    expect(await story("slips")).toEqual([SIGNED, REOPENED]);
    const kept = await server.env.DB.prepare(
      "SELECT ended_by, ended_at > at AS later, frozen ->> '$.verdict.state' AS state FROM confirmation",
    ).all();
    expect(kept.results).toEqual([{ ended_by: "a slip", later: 1, state: "done" }]);
    const again = await sign("slips");
    expect(again.status).toBe(409);
  });

  test("is found on the portfolio too", async () => {
    await land(product, "listed");
    await sign("listed");
    await slip(product, "listed");
    await ask(product, "GET /projects/{project}/features");
    const { json } = await ask(product, "GET /projects/{project}/features");
    const row = json.items.find(({ key }) => key === "listed");
    expect(row?.confirmation.complete).toBe(false);
    expect(await story("listed")).toEqual([SIGNED, REOPENED]);
  });

  test("leaves a word that was given in full sight of it", async () => {
    await land(product, "knowing");
    await slip(product, "knowing");
    const override = { override: true, reason: "one customer's script" };
    expect((await sign("knowing", override)).status).toBe(201);
    await hear(product, {
      ...{ feature: "knowing", names: "more", people: 5, helped: false, answered: 0 },
    });
    const { verdict, confirmation } = await detail(product, "knowing");
    expect(verdict?.state).toBe("slipping");
    expect(confirmation).toMatchObject({ complete: true, overridden: true });
  });
});

describe("Looking into a slip", () => {
  test("is a named act with a reason, after which it may be signed again", async () => {
    await land(product, "looked");
    await sign("looked");
    await slip(product, "looked");
    expect((await check("looked", {})).status).toBe(400);
    expect((await check("looked", { reason: "" })).status).toBe(400);
    const checked = await check("looked", { reason: "an outage on Monday" });
    expect(checked.status, checked.text).toBe(201);
    expect(checked.json.verdict?.state).toBe("done");
    expect(checked.json.confirmation.complete).toBe(false);
    expect((await check("looked", { reason: "once more" })).status).toBe(409);
    expect((await sign("looked")).json.complete).toBe(true);
    expect(await story("looked")).toEqual([
      SIGNED,
      REOPENED,
      "checked: ci (token) looked into the slip: an outage on Monday.",
      SIGNED,
    ]);
    const audit = await ask(product, "GET /projects/{project}/audit", { search: "?q=looked+into" });
    expect(audit.json.items).toEqual([
      expect.objectContaining({ subject: "looked 1", after: { reason: "an outage on Monday" } }),
    ]);
  });

  test("is not for what does not slip", async () => {
    await land(product, "steady");
    const checked = await check("steady", { reason: "just looking" });
    expect(checked.status).toBe(409);
    expect((await check("nowhere", { reason: "just looking" })).status).toBe(404);
  });
});
