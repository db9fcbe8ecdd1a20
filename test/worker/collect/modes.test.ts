// The same product, the same customers: direct and through the queue, in one database and over shards.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, type Server, settle, startWorker } from "../harness.ts";
import { ask, makeProduct, type Posted, type Product, report, reportFromPage } from "../product.ts";

const NOW = Date.now();
const DAY_MS = 86_400_000;

const MODES: [string, Deployment][] = [
  ["direct", {}],
  ["through the queue", { queue: true }],
  ["direct over two shards", { shards: 2 }],
  ["through the queue over three shards", { queue: true, shards: 3 }],
];

describe.each(MODES)("Signals, %s", (_, deployment) => {
  let server: Server;
  let product: Product;
  beforeAll(async () => {
    server = await startWorker(deployment);
    product = await makeProduct(server);
    const features = ["export", "import", "closed"];
    for (const key of features)
      await ask(product, "POST /projects/{project}/features", { body: { key } });
  });
  afterAll(() => server.close());

  async function funnel(feature: string) {
    await settle(server);
    const answer = await ask(product, "GET /projects/{project}/features/{feature}", {
      params: { feature },
    });
    return answer.json.funnel;
  }

  function backFill(signals: Posted[]) {
    return report(product, { customer: "nobody", signals });
  }

  test("count each customer once, however often and in whatever order they come", async () => {
    const signals = ["ada", "bob", "eve"].flatMap((customer) => [
      { kind: "used", feature: "export", customer, at: NOW },
      { kind: "used", feature: "export", customer, at: NOW - 3 * DAY_MS },
      { kind: "answered", feature: "export", customer, at: NOW, helped: customer !== "eve" },
    ]);
    const once = await backFill(signals);
    expect(once.json).toEqual({ accepted: 9, rejected: [] });
    const first = await funnel("export");
    expect(first).toMatchObject({ seen: 3, used: 3, returned: 3, answered: 3, helped: 2 });
    await Promise.all([backFill(signals.toReversed()), backFill(signals), backFill(signals)]);
    expect(await funnel("export")).toEqual(first);
  });

  test("are accepted beside bad ones, which are named", async () => {
    const answer = await backFill([
      { kind: "used", feature: "import", customer: "ada", at: NOW },
      { kind: "used", feature: "import", customer: "ada", at: NOW + 3 * DAY_MS },
      { kind: "adored", feature: "import", customer: "ada", at: NOW },
    ]);
    expect(answer.status).toBe(202);
    expect(answer.json.accepted).toBe(1);
    expect(answer.json.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [1, "clock"],
      [2, "invalid"],
    ]);
    expect(await funnel("import")).toMatchObject({ used: 1 });
  });

  test("lead to one ask, and the answer to it counts", async () => {
    const customer = `~${"a".repeat(22)}`;
    const visit = {
      customer,
      signals: [{ kind: "used", feature: "closed", at: NOW }],
      ask: { feature: "closed", token: "t".repeat(22) },
    };
    const asked = await reportFromPage(product, visit);
    expect(asked.json.ask?.feature).toBe("closed");
    const elsewhere = await reportFromPage(product, {
      ...visit,
      ask: { feature: "closed", token: "u".repeat(22) },
    });
    expect(elsewhere.json.why).toBe("resting");
    await reportFromPage(product, {
      customer,
      signals: [
        { kind: "answered", feature: "closed", at: NOW + 1, helped: true, comment: "fast" },
      ],
    });
    expect(await funnel("closed")).toMatchObject({ used: 1, answered: 1, helped: 1 });
  });

  test("of somebody who refuses are the last that they are asked for", async () => {
    const customer = `~${"b".repeat(22)}`;
    await reportFromPage(product, { customer, signals: [{ kind: "refused", at: NOW }] });
    await settle(server);
    const visit = {
      customer,
      signals: [{ kind: "used", feature: "closed", at: NOW }],
      ask: { feature: "closed", token: "v".repeat(22) },
    };
    expect((await reportFromPage(product, visit)).json.why).toBe("refused");
  });
});
