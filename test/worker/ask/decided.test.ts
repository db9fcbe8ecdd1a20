// Whom what was answered and asked before keeps from being asked, and whom it does not.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPage } from "../collect/posting.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { askFor, judge, makeFeature, past } from "./people.ts";

const EXPORT = { feature: "export" };
const answered = (days: number) => ({ kind: "answered", ...EXPORT, days, helped: true });

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

/** A product whose help is confirmed by the answers of all its fourteen customers, two of them long ago. */
async function confirmed(): Promise<Product> {
  const product = await makeProduct(server, { restDays: 0 });
  await makeFeature(product, "export");
  await ask(product, "PATCH /projects/{project}/features/{feature}", {
    params: EXPORT,
    body: { population: 14 },
  });
  for (let index = 0; index < 13; index++)
    await past(product, `customer-${index}`, [
      { kind: "used", ...EXPORT, days: 1 },
      answered(index < 2 ? 200 : 80),
    ]);
  expect(await judge(product, "export")).toBe("confirmed");
  return product;
}

describe("Once help is decided", () => {
  test("an answer given again counts 90 days anew", async () => {
    const product = await confirmed();
    await past(product, "customer-0", [answered(60)]);
    expect(await judge(product, "export")).toBe("confirmed");
    expect((await askFor(product, "customer-0", EXPORT)).why).toBe("answered");
    expect((await askFor(product, "customer-1", EXPORT)).why).toBeUndefined();
  });

  test("whoever was asked again is not asked a third time within 90 days", async () => {
    const product = await confirmed();
    await past(product, "customer-1", [{ kind: "asked", ...EXPORT, days: 100 }]);
    expect((await askFor(product, "customer-1", { ...EXPORT, token: "t1" })).ask).toBeDefined();
    // Two hours later, so that the leave to ask has lapsed and the day may have turned.
    await server.env.DB.prepare("UPDATE ask_grant SET granted_at = granted_at - 7200000").run();
    expect((await askFor(product, "customer-1", { ...EXPORT, token: "t2" })).why).toBe("asked");
  });
});

test("An answer that does not count keeps nobody from being asked, in its own request neither", async () => {
  const product = await makeProduct(server);
  await makeFeature(product, "export");
  const customer = `~${"k".repeat(22)}`;
  const signals = [{ kind: "answered", ...EXPORT, at: Date.now(), helped: true }];
  const { json } = await fromPage(product, { customer, signals, ask: EXPORT });
  expect(json.ask).toBeDefined();
});

test("Where customers are the voices, an account that answered keeps none of its people from being asked", async () => {
  const product = await makeProduct(server);
  await makeFeature(product, "export");
  await past(product, "ada", [{ ...answered(1), account: "acme" }]);
  expect((await askFor(product, "bea", EXPORT, { account: "acme" })).ask).toBeDefined();
});

test("Leave to ask one person lets no other answer count, and none about another iteration", async () => {
  const product = await makeProduct(server);
  for (const key of ["export", "import"]) await makeFeature(product, key);
  const [asked, other] = [`~${"a".repeat(22)}`, `~${"o".repeat(22)}`];
  expect((await fromPage(product, { customer: asked, ask: EXPORT })).json.ask).toBeDefined();
  const answer = (feature: string) => ({ kind: "answered", feature, at: Date.now(), helped: true });
  await fromPage(product, { customer: other, signals: [answer("export")] });
  await fromPage(product, { customer: asked, signals: [answer("import"), answer("export")] });
  const { results } = await server.env.DB.prepare(
    "SELECT f.key, a.granted FROM answer a JOIN iteration i ON i.id = a.iteration JOIN feature f ON f.id = i.feature WHERE f.project = ?1 ORDER BY 1, 2",
  )
    .bind(product.id)
    .all();
  expect(results).toEqual([
    { key: "export", granted: 0 },
    { key: "export", granted: 1 },
    { key: "import", granted: 0 },
  ]);
});
