// How much strangers may send, and that whoever is vouched for is never held up by them.

import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_UNDERWAY } from "../../../worker/collect/crowded.ts";
import type { Env } from "../../../worker/env.ts";
import { makeFeature } from "../ask/people.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, ORIGIN } from "../product.ts";
import { hand, pageRequest } from "./direct.ts";
import { fromBackEnd, fromPage, use } from "./posting.ts";
import { prove } from "./proofs.ts";

const DAILY_ROWS = 1_000_000;

let server: Server;
beforeAll(async () => {
  server = await startWorker({ vars: { DAILY_ROWS: `${DAILY_ROWS}` } });
});
afterAll(() => server.close());

const answer = (helped: boolean) => ({
  kind: "answered",
  feature: "export",
  at: Date.now(),
  helped,
});

/** Sends again what a busy machine did not keep, as every client does. */
async function insist(send: () => ReturnType<typeof fromPage>): ReturnType<typeof fromPage> {
  for (let tries = 0; ; tries++) {
    const heard = await send();
    if (heard.status !== 503 || tries === 20) return heard;
  }
}

describe("A flood of invented people [T05] [C15]", () => {
  test("meets 429s with Retry-After, is not counted, and costs neither the proven nor another project anything", async () => {
    const product = await makeProduct(server);
    const neighbour = await makeProduct(server);
    for (const each of [product, neighbour]) await makeFeature(each, "export");
    await clearBudget();
    const statuses = new Map<number, number>();
    let last: Headers | null = null;
    const began = Date.now();
    for (let part = 0; part < 20; part++) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          insist(() =>
            fromPage(
              product,
              { customer: `invented-${part}-${index}`, signals: [answer(true)] },
              { "x-forwarded-for": `10.0.${part}.${index}`, "x-real-ip": `10.1.${part}.${index}` },
            ),
          ),
        ),
      );
      for (const { status, headers } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) last = headers;
      }
    }
    expect([...statuses.keys()].sort()).toEqual([202, 429]);
    // On a slow machine the flood lasts for several of the limiter's minutes, each with its 300.
    const minutes = Math.ceil((Date.now() - began) / 60_000) + 1;
    expect(statuses.get(429)).toBeGreaterThanOrEqual(Math.max(1, 1_000 - 300 * minutes));
    expect(Number(last?.get("retry-after"))).toBeGreaterThan(0);
    expect(last?.get("access-control-allow-origin")).toBe(ORIGIN);
    const proven = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const customer = `honest-${index}`;
        const proof = await prove(product, customer);
        return insist(() => fromPage(product, { customer, proof, signals: [answer(false)] }));
      }),
    );
    expect(new Set(proven.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await fromBackEnd(product, { customer: "b", signals: [answer(false)] })).status).toBe(
      202,
    );
    expect((await fromPage(neighbour, { customer: "n", signals: [answer(true)] })).status).toBe(
      202,
    );
    const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
      params: { feature: "export" },
    });
    expect(json).toMatchObject({ verdict: { helpfulness: { answers: 51, helped: 0 } } });
  });

  test.each(["LIMIT_NEW_NETWORK", "LIMIT_NEW_PROJECT"] as const)(
    "does not hold up who is known already, by %s",
    async (name) => {
      const product = await makeProduct(server);
      await makeFeature(product, "export");
      const { env } = limiters({ [name]: 3 });
      const sent = async (customer: string) => {
        const request = pageRequest(product, { customer, signals: [use("export")] });
        return (await hand(server, request, { env })).status;
      };
      expect(await sent("regular")).toBe(202);
      const strangers = [await sent("new-1"), await sent("new-2"), await sent("new-3")];
      expect(strangers).toEqual([202, 202, 429]);
      expect(await sent("regular")).toBe(202);
    },
  );
});

test("Requests that never end hold up nobody [C15]", async () => {
  const product = await makeProduct(server);
  const { hostname, port } = new URL(server.url);
  const head = `POST /v1/signals HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: ${ORIGIN}\r\nContent-Length: 500\r\n\r\n{`;
  const open = Array.from({ length: MOST_UNDERWAY + 8 }, () => connect(Number(port), hostname));
  try {
    await Promise.all(open.map((each) => new Promise((sent) => each.write(head, sent))));
    await pause(300);
    const sent = { customer: "ada", signals: [use()] };
    expect((await fromPage(product, sent)).status).toBe(202);
  } finally {
    for (const each of open) each.destroy();
  }
});

/** Limiters that let so many through in all, where a number is said; and the keys they were asked about. */
function limiters(most: Partial<Record<(typeof LIMITERS)[number], number>> = {}) {
  const keys: Record<string, string[]> = {};
  const limiter = (name: (typeof LIMITERS)[number]) => ({
    limit: async ({ key }: { key: string }) => {
      const seen = keys[name] ?? [];
      seen.push(key);
      keys[name] = seen;
      const times = seen.filter((each) => each === key).length;
      return { success: times <= (most[name] ?? Number.POSITIVE_INFINITY) };
    },
  });
  const env = Object.fromEntries(
    LIMITERS.map((name) => [name, limiter(name)]),
  ) as unknown as Partial<Env>;
  return { env, keys };
}

const LIMITERS = [
  ...(["LIMIT_NETWORK", "LIMIT_CUSTOMER", "LIMIT_NEW_NETWORK", "LIMIT_NEW_PROJECT"] as const),
];

describe("Limits", () => {
  test("see an IPv6 /64 as one network, whatever callers write and whichever key they use, and never an address [T26] [C15]", async () => {
    const product = await makeProduct(server);
    const { env, keys } = limiters();
    const from = (headers: Record<string, string>) =>
      hand(server, pageRequest(product, { customer: "a", signals: [use()] }, headers), { env });
    await from({ "cf-connecting-ip": "2001:db8:1:2::1" });
    await from({ "cf-connecting-ip": "2001:db8:1:2:ffff::9", "x-forwarded-for": "1.2.3.4" });
    await from({ "cf-connecting-ip": "2001:db8:1:3::1" });
    await from({ "cf-connecting-ip": "192.0.2.7" });
    const second = await ask(product, "POST /projects/{project}/keys", {
      body: { kind: "publishable", name: "Second" },
    });
    const sent = { key: second.json.key, customer: "b", signals: [use()] };
    const again = pageRequest(product, sent, { "cf-connecting-ip": "192.0.2.7" });
    expect((await hand(server, again, { env })).status).toBe(202);
    expect(keys["LIMIT_NETWORK"]).toHaveLength(5);
    expect(new Set(keys["LIMIT_NETWORK"]).size).toBe(3);
    expect(JSON.stringify(keys)).not.toMatch(/2001|192\.0|1\.2\.3/);
  });

  test("hold one customer who comes too often, proven too, and nobody else", async () => {
    const product = await makeProduct(server);
    const { env } = limiters({ LIMIT_CUSTOMER: 3 });
    const proof = await prove(product, "eager");
    const sent = async (customer: string, more: object = {}) => {
      const request = pageRequest(product, { customer, signals: [use()], ...more });
      return (await hand(server, request, { env })).status;
    };
    for (let index = 0; index < 3; index++) expect(await sent("eager", { proof })).toBe(202);
    expect(await sent("eager", { proof })).toBe(429);
    expect(await sent("calm")).toBe(202);
  });
});

describe("The rows of a day [T27] [C15]", () => {
  const spent = (project: string, rows: number) =>
    server.env.DB.prepare(
      "INSERT INTO row_budget VALUES (?1, unixepoch() / 86400, ?2) ON CONFLICT DO UPDATE SET written = ?2",
    )
      .bind(project, rows)
      .run();

  test("run out for strangers first, then for all, until midnight UTC; another project has its own", async () => {
    const product = await makeProduct(server);
    const neighbour = await makeProduct(server);
    await makeFeature(product, "export");
    const sent = { customer: "ada", signals: [use("export")] };
    const vouched = { ...sent, proof: await prove(product, "ada") };
    await spent(product.id, DAILY_ROWS * 0.9);
    server.harness.clearLogs();
    expect((await fromPage(product, sent)).status).toBe(202);
    const warned = server.harness.getLogs().filter(({ message }) => message.includes("row-budget"));
    expect(warned).toHaveLength(1);
    await spent(product.id, DAILY_ROWS);
    const refused = await fromPage(product, { ...sent, customer: "bea" });
    expect(refused.status).toBe(429);
    const midnight = 86_400 - ((Date.now() / 1000) % 86_400);
    expect(Math.abs(Number(refused.headers.get("retry-after")) - midnight)).toBeLessThan(120);
    expect((await fromPage(product, vouched)).status).toBe(202);
    expect((await fromBackEnd(product, sent)).status).toBe(202);
    await spent(product.id, DAILY_ROWS * 1.5);
    expect((await fromPage(product, vouched)).status).toBe(429);
    expect((await fromBackEnd(product, sent)).status).toBe(429);
    expect((await fromPage(neighbour, sent)).status).toBe(202);
  });

  test("are counted by what is really written, and begin anew each day", async () => {
    await clearBudget();
    const product = await makeProduct(server);
    const signals = Array.from({ length: 200 }, (_, index) => ({
      ...use("export"),
      customer: `c${index}`,
    }));
    await fromBackEnd(product, { customer: "job", signals });
    const written = () =>
      server.env.DB.prepare("SELECT written FROM row_budget WHERE project = ?1")
        .bind(product.id)
        .first<number>("written");
    const once = await written();
    expect(once).toBeGreaterThanOrEqual(200);
    await fromBackEnd(product, { customer: "job", signals });
    expect(await written()).toBe(once);
    await server.env.DB.prepare("UPDATE row_budget SET day = day - 1, written = 1e9").run();
    expect((await fromPage(product, { customer: "x", signals: [use()] })).status).toBe(202);
  });
});

function clearBudget() {
  return server.env.DB.prepare("DELETE FROM row_budget").run();
}
