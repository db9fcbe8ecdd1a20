// Whatever strangers invent is bounded: features, labels and people cost no more than they may, and hide nothing.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DISCOVERED_FEATURES } from "../../../contract/limits.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report } from "../product.ts";

const AT = Date.now() - 60_000;

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await ask(product, "POST /projects/{project}/features", { body: { key: "made-by-hand" } });
});
afterAll(() => server.close());

/** Reports signals as fast as a back end may; how many were refused, by reason. */
async function pour(signals: readonly object[]): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  for (let start = 0; start < signals.length; start += 1_000) {
    const sent = await report(product, {
      customer: "job",
      signals: signals.slice(start, start + 1_000),
    });
    expect([202, 400]).toContain(sent.status);
    for (const { reason = "" } of sent.json.errors ?? sent.json.rejected)
      reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return reasons;
}

const many = (count: number, each: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => each(index));

async function count(table: string): Promise<number> {
  const row = await server.env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{
    n: number;
  }>();
  return row?.n ?? 0;
}

async function portfolio() {
  const { json } = await ask(product, "GET /projects/{project}/features");
  return json.items.filter(({ discovered }) => !discovered);
}

describe("A flood of inventions [T27] [C13]", () => {
  test("of 5,000 features makes 200 of them, refuses the others by name and writes nothing of them", async () => {
    const before = await portfolio();
    const invented = many(5_000, (index) => ({ kind: "used", feature: `found-${index}`, at: AT }));
    expect(await pour(invented)).toEqual({ "feature-limit": 5_000 - DISCOVERED_FEATURES });
    expect(await count("feature")).toBe(DISCOVERED_FEATURES + 1);
    expect(await count("iteration")).toBe(DISCOVERED_FEATURES + 1);
    expect(await count("journey")).toBe(DISCOVERED_FEATURES);
    expect(await portfolio()).toEqual(before);
  });

  test("of 5,000 labels makes none: each is refused by name", async () => {
    const before = [await count("iteration"), await count("ledger"), await count("journey")];
    const labels = many(5_000, (index) => ({
      ...{ kind: "used", feature: "made-by-hand", at: AT, iteration: `9.${index}` },
    }));
    expect(await pour(labels)).toEqual({ "unknown-iteration": 5_000 });
    const after = [await count("iteration"), await count("ledger"), await count("journey")];
    expect(after).toEqual(before);
  });

  test("of 20,000 people is at most two rows of the ledger, one a day, and the page of the feature says how many", async () => {
    const people = many(20_000, (index) => ({
      ...{ kind: "seen", feature: "made-by-hand", at: AT, customer: `invented ${index}` },
    }));
    const before = await count("ledger");
    expect(await pour(people)).toEqual({});
    expect((await count("ledger")) - before).toBeLessThanOrEqual(2);
    const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
      params: { feature: "made-by-hand" },
    });
    expect(json.funnel.seen).toBe(20_000);
  });

  test("leaves room once it is cleared away, and the feature that people made as it was", async () => {
    expect((await ask(product, "DELETE /projects/{project}/discovered")).status).toBe(204);
    expect(await count("feature")).toBe(1);
    expect(await pour([{ kind: "used", feature: "found-again", at: AT }])).toEqual({});
    expect(await pour([{ kind: "used", feature: "made-by-hand", at: AT }])).toEqual({});
  });
});
