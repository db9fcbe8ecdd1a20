// The same facts in order and in none: everything that the API says of two such projects is the same.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, type Server, settle, startWorker } from "../worker/harness.ts";
import { ask, makeProduct, type Product } from "../worker/product.ts";
import { iso, noon, ship, shipped } from "../worker/show/life.ts";
import { isLong, tell } from "./form.ts";
import { draw, sendInDisorder, sendInOrder } from "./life.ts";

const SIGNALS = 5_000;
const SEEDS = isLong ? [1, 2, 3, 4, 5] : [1];
const MODES: [string, Deployment][] = [
  ["direct", {}],
  ["through the queue", { queue: true }],
];

describe.each(MODES)("R03 Facts that arrive %s", (mode, deployment) => {
  let server: Server;
  beforeAll(async () => {
    server = await startWorker(deployment);
  });
  afterAll(() => server.close());

  test.each(SEEDS)(
    "shuffled, doubled, split and from eight clients at once say the same, seed %i",
    async (seed) => {
      const facts = draw(SIGNALS, seed);
      const [orderly, disorderly] = [await landed(server), await landed(server)];
      expect(await sendInOrder(orderly, facts)).toBe(SIGNALS);
      expect(await sendInDisorder(disorderly, facts, seed)).toBe(2 * SIGNALS);
      await settle(server);
      const [left, right] = [await seen(orderly), await seen(disorderly)];
      expect(left.answers).toBeGreaterThan(500);
      expect(right).toEqual(left);
      tell(`In any order, ${mode}`, { seed, signals: SIGNALS, answers: left.answers });
    },
  );
});

/** A project whose features were shipped long ago, one of them twice. */
async function landed(server: Server): Promise<Product> {
  const product = await makeProduct(server);
  for (const key of ["export", "import", "search"]) await shipped(product, key, 220);
  const again = await ship(product, "import", { label: "2.0", shippedAt: iso(noon(70)) });
  if (again.status !== 201) throw new Error(again.text);
  return product;
}

/** What the API says of a project's features, answers and quarters, but for ids and what was made just now. */
async function seen(product: Product) {
  const features = await ask(product, "GET /projects/{project}/features");
  const details = [];
  let count = 0;
  for (const { key: feature } of features.json.items) {
    const params = { feature };
    const detail = await ask(product, "GET /projects/{project}/features/{feature}", { params });
    const answers = await allAnswers(product, feature);
    count += answers.length;
    details.push({ detail: detail.json, answers });
  }
  const quarters = await ask(product, "GET /projects/{project}/quarters");
  const each = [];
  for (const { id: quarter } of quarters.json.items) {
    const held = await ask(product, "GET /projects/{project}/quarters/{quarter}", {
      params: { quarter },
    });
    each.push(held.json);
  }
  const said = { features: features.json, details, quarters: quarters.json, each };
  return { answers: count, said: withoutOwn(said) };
}

async function allAnswers(product: Product, feature: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof answersOf>> = await answersOf(product, feature, cursor);
    if (page.status !== 200) throw new Error(page.text);
    all.push(...page.json.items);
    cursor = page.json.cursor;
  }
  return all;
}

function answersOf(product: Product, feature: string, cursor: string) {
  return ask(product, "GET /projects/{project}/features/{feature}/answers", {
    params: { feature },
    search: `?limit=200${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
  });
}

/** Ids are each project's own, and so is when it was made. */
function withoutOwn(said: unknown): unknown {
  const today = iso(Date.now()).slice(0, 10);
  return JSON.parse(
    JSON.stringify(said, (name, value: unknown) => {
      if (name === "id" || name === "customer" || name === "account") return undefined;
      return typeof value === "string" && value.startsWith(`${today}T`) ? today : value;
    }),
  );
}
