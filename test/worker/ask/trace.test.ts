// The gate trace agrees with what happens: over random pasts and settings, what it says is what a page is told.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GATES } from "../../../contract/ask.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { askFor, crowd, judge, makeFeature, past } from "./people.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

const did = fc.record({
  kind: fc.constantFrom("used", "used", "seen", "asked", "answered", "dismissed", "refused"),
  other: fc.boolean(),
  days: fc.constantFrom(0, 1, 2, 13, 14, 20, 89, 90, 200),
  helped: fc.boolean(),
});
const state = fc.record({
  did: fc.array(did, { maxLength: 5 }),
  paused: fc.integer({ max: 9 }).map((draw) => draw === 9),
  restDays: fc.constantFrom(0, 14),
  unit: fc.constantFrom("customer" as const, "account" as const),
  moment: fc.constantFrom("first-use" as const, "on-return" as const, { after: 3 }),
  heard: fc.constantFrom(null, { helped: true, count: 90 }, { helped: false, count: 30 }),
  accountHeard: fc.boolean(),
  granted: fc.constantFrom(null, "t1", "t2"),
  inline: fc.boolean(),
});

test("what the trace says of a person is what their page is told", async () => {
  let number = 0;
  const reasons = new Set<string>();
  await fc.assert(
    fc.asyncProperty(state, async (drawn) => {
      const feature = `f${number++}`;
      const customer = `p${number}`;
      const { restDays, unit, moment, paused } = drawn;
      await ask(product, "PATCH /projects/{project}", { body: { restDays, unit } });
      for (const key of [feature, `${feature}-b`]) await makeFeature(product, key, { moment });
      if (drawn.did.length > 0)
        await past(
          product,
          customer,
          drawn.did.map(({ kind, other, days, helped }) => ({
            kind,
            days,
            feature: other ? `${feature}-b` : feature,
            ...(kind === "answered" && { helped }),
          })),
        );
      if (drawn.heard) await crowd(product, feature, { ...drawn.heard, days: 1 });
      if (drawn.accountHeard)
        await past(product, `${customer}-colleague`, [
          { kind: "answered", feature, days: 1, helped: true, account: `acc${number}` },
        ]);
      await judge(product, feature);
      const asking = { feature, inline: drawn.inline };
      const own = { account: `acc${number}` };
      if (drawn.granted)
        await askFor(product, customer, { feature: `${feature}-b`, token: drawn.granted }, own);
      if (paused)
        await ask(product, "PATCH /projects/{project}/features/{feature}", {
          params: { feature },
          body: { paused },
        });
      const { json: trace } = await ask(product, "POST /projects/{project}/why", {
        body: { customer, account: `acc${number}`, ...asking },
      });
      const told = await askFor(product, customer, { ...asking, token: "t3" }, own);
      expect(trace.ask).toBe(told.ask !== undefined);
      expect(trace.reason).toBe(told.why ?? null);
      const failed = trace.gates.find(({ pass }) => !pass)?.gate ?? null;
      expect(trace.reason).toBe(failed);
      const tried = drawn.inline ? GATES.slice(0, GATES.indexOf("answered") + 1) : GATES;
      expect(trace.gates.map(({ gate }) => gate)).toEqual(tried);
      reasons.add(trace.reason ?? "asked");
    }),
    { numRuns: 50 },
  );
  // The draw reaches far into the gates, or it shows little.
  expect(reasons.size).toBeGreaterThan(3);
});

test("the trace takes no grant, names days as dates, and says when a gate passes by itself", async () => {
  await makeFeature(product, "traced");
  await makeFeature(product, "traced-b");
  await ask(product, "PATCH /projects/{project}", { body: { restDays: 14, unit: "customer" } });
  await past(product, "ada", [{ kind: "asked", feature: "traced-b", days: 4 }]);
  const why = () =>
    ask(product, "POST /projects/{project}/why", { body: { customer: "ada", feature: "traced" } });
  const { json } = await why();
  expect(json).toMatchObject({ ask: false, reason: "resting" });
  const resting = json.gates.find(({ gate }) => gate === "resting");
  expect(resting?.value).toMatch(/^\d{4}-\d\d-\d\d$/);
  const passes = Date.parse(resting?.passesAt ?? "") - Date.parse(`${resting?.value}T00:00:00Z`);
  expect(passes).toBe(14 * 86_400_000);
  expect((await why()).json).toEqual(json);
  const unknown = await ask(product, "POST /projects/{project}/why", {
    body: { customer: "ada", feature: "no-such" },
  });
  expect(unknown.status).toBe(404);
});

test("where proof is required the trace of a widget's id says so", async () => {
  await ask(product, "PATCH /projects/{project}", { body: { requireProof: true } });
  const of = async (customer: string) =>
    (await ask(product, "POST /projects/{project}/why", { body: { customer, feature: "traced" } }))
      .json.reason;
  expect(await of(`~${"p".repeat(22)}`)).toBe("proof-required");
  expect(await of("somebody-else")).toBeNull();
});
