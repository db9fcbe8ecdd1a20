// Over one, two and four shards the same signals give the same sums, verdicts and answers of /api.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Operation } from "../../contract/api/routes.ts";
import { type Server, settle, startWorker } from "./harness.ts";
import { ask, makeProduct, type Posted, type Product, report } from "./product.ts";

const DAY_MS = 86_400_000;
const NOW = Date.now();
const SHIPPED = new Date(NOW - 100 * DAY_MS).toISOString();

const DEPLOYMENTS = [{}, { shards: 2 }, { shards: 4, queue: true }];

let servers: Server[];
beforeAll(async () => {
  servers = [];
  for (const deployment of DEPLOYMENTS) servers.push(await startWorker(deployment));
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

const FEATURES = ["export", "import", "search"];

/** The same product on a deployment: three features, one of which has a second iteration. */
async function open(server: Server, unit: "customer" | "account"): Promise<Product> {
  const product = await makeProduct(server, { unit, timeZone: "America/St_Johns" });
  for (const key of FEATURES) {
    await ask(product, "POST /projects/{project}/features", { body: { key } });
    await ship(product, key, { label: "1", shippedAt: SHIPPED });
  }
  const shippedAt = new Date(NOW - 40 * DAY_MS).toISOString();
  await ship(product, "search", { label: "2", shippedAt });
  return product;
}

async function ship(product: Product, feature: string, body: object): Promise<void> {
  const path = "POST /projects/{project}/features/{feature}/iterations";
  const answer = await ask(product, path, { params: { feature }, body });
  expect([200, 201]).toContain(answer.status);
}

const signal: fc.Arbitrary<Posted> = fc
  .record({
    kind: fc.constantFrom("seen", "used", "used", "asked", "answered", "answered", "dismissed"),
    feature: fc.constantFrom(...FEATURES),
    person: fc.integer({ min: 1, max: 30 }),
    account: fc.constantFrom(0, 1, 2, 3, 4, 5),
    days: fc.integer({ min: 0, max: 99 }),
    helped: fc.boolean(),
    comment: fc.constantFrom("", "fast", "slow exports"),
  })
  .map(({ kind, feature, person, account, days, helped, comment }) => ({
    kind,
    feature,
    customer: `u${person}`,
    ...(account > 0 && { account: `acme-${account}` }),
    at: NOW - days * DAY_MS - person,
    ...(kind === "answered" && { helped, comment }),
  }));

/** Everything /api says of a project that does not name it. */
async function said(product: Product): Promise<unknown> {
  await settle(product.server);
  const read = async (operation: Operation, params: Record<string, string> = {}, search = "") => {
    const { status, text } = await ask(product, operation, { params, search });
    expect([operation, status]).toEqual([operation, 200]);
    return text.replaceAll(product.id, "");
  };
  const today = new Date(NOW).toISOString().slice(0, 10);
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  const features = FEATURES.map((feature) =>
    read("GET /projects/{project}/features/{feature}", { feature }),
  );
  return {
    portfolio: await read("GET /projects/{project}/features"),
    earlier: await read("GET /projects/{project}/features", {}, `?as-of=${SHIPPED.slice(0, 10)}`),
    features: await Promise.all(features),
    before: await read(
      "GET /projects/{project}/features/{feature}",
      { feature: "search" },
      "?iteration=1",
    ),
    quarters: await read("GET /projects/{project}/quarters"),
    quarter: await read("GET /projects/{project}/quarters/{quarter}", { quarter }),
    answers: await Promise.all(FEATURES.map((feature) => answers(product, feature))),
    found: await answers(product, "export", "?q=slow"),
    people: await Promise.all(["u1", "u2", "u3"].map((customer) => lookup(product, customer))),
    why: await why(product),
  };
}

/** All pages of a feature's answers, without the ids, which are hashes under the project's key. */
async function answers(product: Product, feature: string, search = "?limit=7"): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let cursor = ""; ; ) {
    const page = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
      params: { feature },
      search: `${search}${cursor}`,
    });
    items.push(
      page.status,
      ...page.json.items.map(({ id: _, ...answer }) => JSON.stringify(answer)),
    );
    if (!page.json.cursor) return items.sort();
    cursor = `&cursor=${encodeURIComponent(page.json.cursor)}`;
  }
}

async function lookup(product: Product, customer: string) {
  const answer = await ask(product, "POST /projects/{project}/customers/lookup", {
    body: { customer },
  });
  const { answers: given, ...known } = answer.json;
  expect(answer.status).toBe(200);
  return [known, given?.map(({ id: _, ...each }) => each)];
}

async function why(product: Product) {
  const body = { customer: "u1", account: "acme-1", feature: "export" };
  const { status, json } = await ask(product, "POST /projects/{project}/why", { body });
  expect(status).toBe(200);
  // Who is sampled is decided by a hash of the pseudonym, which is the project's own.
  return json.gates.filter(({ gate }) => gate !== "not-sampled");
}

test("Whatever customers do, every deployment says the same of it", async () => {
  const scenario = fc.record({
    unit: fc.constantFrom("customer" as const, "account" as const),
    signals: fc.array(signal, { minLength: 80, maxLength: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ unit, signals }) => {
      const [expected, ...others] = await Promise.all(
        servers.map(async (server) => {
          const product = await open(server, unit);
          const half = Math.floor(signals.length / 2);
          for (const part of [signals.slice(0, half), signals.slice(half)]) {
            const answer = await report(product, { customer: "u0", signals: part });
            expect(answer.json.accepted).toBe(part.length);
          }
          return said(product);
        }),
      );
      for (const other of others) expect(other).toEqual(expected);
    }),
    { numRuns: 4 },
  );
});

test("Subjects are spread over the shards, each on one, and accounts with them", async () => {
  const { env } = servers.at(-1) ?? {};
  if (!env) throw new Error("no server");
  const perShard = await Promise.all(
    [0, 1, 2, 3].map(async (place) => {
      const { results = [] } =
        (await env[`SHARD_${place}`]
          ?.prepare("SELECT DISTINCT subject FROM journey")
          .all<{ subject: string }>()) ?? {};
      return results.map(({ subject }) => subject);
    }),
  );
  for (const subjects of perShard) {
    expect(subjects.some((each) => each.startsWith("a"))).toBe(true);
    expect(subjects.some((each) => each.startsWith("c"))).toBe(true);
  }
  expect(new Set(perShard.flat()).size).toBe(perShard.flat().length);
  const own = await env.DB.prepare("SELECT count(*) AS n FROM journey").first<{ n: number }>();
  expect(own?.n).toBe(0);
});
