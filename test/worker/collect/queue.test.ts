// Through the queue: nothing acknowledged is lost, bad messages stop nobody, and coming again changes nothing.

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bury } from "../../../worker/collect/bury.ts";
import { consume } from "../../../worker/collect/consume.ts";
import { receive } from "../../../worker/collect/receive.ts";
import { waitAfter } from "../../../worker/collect/retry.ts";
import type { Env } from "../../../worker/env.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import type { Message as Facts } from "../../../worker/ledger/message.ts";
import { type Server, settle, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report } from "../product.ts";
import { batchOf, delivered } from "./messages.ts";

const DAY_MS = 86_400_000;
const NOW = Date.now();

let server: Server;
let product: Product;
let iteration: number;
let features = 0;
beforeAll(async () => {
  server = await startWorker({ queue: true });
  product = await makeProduct(server);
});
beforeEach(async () => {
  const feature = `feature-${++features}`;
  await ask(product, "POST /projects/{project}/features", { body: { key: feature } });
  const row = await one("SELECT max(id) AS n FROM iteration");
  iteration = row;
});
afterAll(() => server.close());

async function one(sql: string, ...values: unknown[]): Promise<number> {
  const row = await server.env.DB.prepare(sql)
    .bind(...values)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** A pseudonym: 22 characters of base64url. */
function person(index: number): string {
  return `c${String(index).padStart(22, "0")}`;
}

function fact(index: number, given: Partial<Fact> = {}): Fact {
  const day = Math.floor(NOW / DAY_MS);
  const about = { iteration, customer: person(index), account: null, at: NOW, day };
  return { kind: "used", requireProof: false, ...about, ...given };
}

function message(index: number, given: Partial<Fact> = {}): Facts {
  return { project: product.id, facts: [fact(index, given)] };
}

/** Ten thousand people apart for each test, so that none meets another's. */
function people(count: number): number[] {
  return Array.from({ length: count }, (_, index) => features * 10_000 + index);
}

function used(): Promise<number> {
  return one(
    "SELECT coalesce(sum(customers_used), 0) AS n FROM ledger WHERE iteration = ?1",
    iteration,
  );
}

/** Has the database refuse to keep anything of one person, until it is mended. */
async function refuse(index: number): Promise<() => Promise<unknown>> {
  await server.env.DB.prepare(
    `CREATE TRIGGER refused BEFORE INSERT ON journey WHEN new.subject = '${person(index)}' BEGIN SELECT raise(ABORT, 'poison'); END`,
  ).run();
  return () => server.env.DB.prepare("DROP TRIGGER refused").run();
}

function letters() {
  return ask(product, "GET /projects/{project}/dead-letters");
}

function replay(body: object = {}) {
  return ask(product, "POST /projects/{project}/dead-letters/replay", { body });
}

test("A request is answered once the queue has its signals, and they are folded after it", async () => {
  const feature = `feature-${features}`;
  const signals = [{ kind: "used", feature, at: NOW }];
  const answer = await report(product, { customer: "ada", signals });
  expect(answer.status).toBe(202);
  await settle(server);
  expect(await used()).toBe(1);
});

test("R12 A back-fill larger than a message is cut, and all of it arrives", async () => {
  const signals = Array.from({ length: 220 }, (_, index) => ({
    kind: "answered",
    feature: `feature-${features}`,
    customer: `u${index}`,
    at: NOW,
    helped: true,
    comment: "x".repeat(1_900),
  }));
  const answer = await report(product, { customer: "u0", signals });
  expect(answer.json.accepted).toBe(220);
  await settle(server);
  const kept = await one("SELECT count(*) AS n FROM answer WHERE iteration = ?1", iteration);
  expect(kept).toBe(220);
});

/** The Worker's own handler with a queue of the test's. */
function receivedBy(send: (message: unknown) => Promise<unknown>): Promise<Response> {
  const signals = [{ kind: "used", feature: `feature-${features}`, at: NOW }];
  const request = new Request("https://landed.example.com/v1/signals", {
    method: "POST",
    headers: { authorization: `Bearer ${product.secretKey}` },
    body: JSON.stringify({ customer: "ada", signals }),
  });
  return receive(request, { ...bindings(), SIGNALS: { send } } as unknown as Env, NOW);
}

test("R02 A request is answered only after the queue has taken its message", async () => {
  const order: string[] = [];
  const response = await receivedBy(async () => {
    await pause(30);
    order.push("taken");
  });
  order.push("answered");
  expect(response.status).toBe(202);
  expect(order).toEqual(["taken", "answered"]);
  expect(await used()).toBe(0);
});

test.each(["Too Many Requests", "Storage Limit Exceeded", "Queue send failed", "gone"])(
  "R12 A queue that says “%s” is a failure of storage: nothing is acknowledged or kept",
  async (words) => {
    const response = await receivedBy(() => Promise.reject(new Error(words)));
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await settle(server);
    expect(await used()).toBe(0);
  },
);

test("R10 Of a hundred messages the two that cannot be folded are dead letters, and 98 are folded", async () => {
  const [poison = 0, ...good] = people(99);
  const mend = await refuse(poison);
  const bodies: unknown[] = [...good.map((index) => message(index)), message(poison)];
  bodies.splice(40, 0, { project: product.id, facts: [{ kind: "adored" }] });
  await server.env.SIGNALS?.sendBatch(bodies.map((body) => ({ body, contentType: "json" })));
  await settle(server);
  await untilBuried(2);
  expect(await used()).toBe(98);

  const { items } = (await letters()).json;
  expect(items.map(({ signals, replayedAt }) => [signals, replayedAt])).toEqual([
    [1, null],
    [1, null],
  ]);
  const reasons = items.map(({ reason }) => reason).sort();
  expect(reasons[0]).toContain("poison");
  expect(reasons[1]).toBe("not in the form of a message: facts.0.kind: invalid_union");

  expect((await replay()).json).toEqual({ replayed: 0, failed: 2 });
  await mend();
  expect((await replay()).json).toEqual({ replayed: 1, failed: 1 });
  expect(await used()).toBe(99);
  expect((await replay({ ids: items.map(({ id }) => id) })).json).toEqual({
    replayed: 0,
    failed: 1,
  });
  expect(await used()).toBe(99);
});

async function untilBuried(count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const waiting = await one("SELECT count(*) AS n FROM dead_letter WHERE replayed_at IS NULL");
    if (waiting >= count) return;
    await pause(20);
  }
}

test("R09 A batch that is delivered again, in part, shuffled and by two consumers at once is one fold", async () => {
  const batch = people(30).map((index) => message(index));
  await consume(batchOf(batch.map((body) => delivered(body))), server.env);
  const before = await used();
  await Promise.all([
    consume(batchOf(batch.toReversed().map((body) => delivered(body, 2))), server.env),
    consume(batchOf(batch.slice(7).map((body) => delivered(body, 3))), server.env),
  ]);
  expect([before, await used()]).toEqual([30, 30]);
});

test("A back-fill of thousands in one batch is folded in several goes, and a poison among it stops none", async () => {
  const [poison = 0, ...good] = people(9_000);
  const mend = await refuse(poison);
  const parts = Array.from({ length: 20 }, (_, part) => good.slice(part * 450, (part + 1) * 450));
  const bodies = parts.map((part) => ({
    project: product.id,
    facts: part.map((index) => fact(index)),
  }));
  const batch = [message(poison), ...bodies].map((body) => delivered(body));
  await consume(batchOf(batch), server.env);
  await mend();
  expect(batch.map(({ fate }) => fate.acked)).toEqual(batch.map((_, index) => index > 0));
  expect(await used()).toBe(good.length);
});

test("What is folded is acknowledged, and what is not waits longer each time", async () => {
  const [poison = 0, fine = 0] = people(2);
  const mend = await refuse(poison);
  const env = { ...bindings(), RETRY_SECONDS: undefined } as unknown as Env;
  const good = delivered(message(fine));
  const waits: (number | null)[] = [];
  for (const attempts of [1, 2, 3, 4, 5, 100]) {
    const bad = delivered(message(poison), attempts);
    await consume(batchOf([bad, good]), env);
    expect(bad.fate.acked).toBe(false);
    waits.push(bad.fate.wait);
  }
  await mend();
  expect(good.fate).toEqual({ acked: true, wait: null });
  expect(waits).toEqual([30, 120, 480, 1_920, 3_600, 3_600]);
});

/** The bindings by name: the environment itself is a proxy, which cannot be copied. */
function bindings(): Pick<Env, "DB" | "LANDED_SECRET"> {
  return { DB: server.env.DB, LANDED_SECRET: server.env.LANDED_SECRET };
}

/** A database whose transactions fail as long as the test says so. */
function failing(isDown: () => boolean): Env {
  const DB = {
    prepare: (sql: string) => server.env.DB.prepare(sql),
    batch: (statements: D1PreparedStatement[]) =>
      isDown() ? Promise.reject(new Error("D1_ERROR: down")) : server.env.DB.batch(statements),
  };
  return { ...bindings(), DB } as unknown as Env;
}

test("What failed whole is tried whole once more before its messages are tried alone", async () => {
  const [first = 0, second = 0] = people(2);
  let calls = 0;
  // Each try reads what is known, then folds: the first fold fails.
  const env = failing(() => ++calls === 2);
  const batch = [message(first), message(second)].map((body) => delivered(body));
  await consume(batchOf(batch), env);
  expect(batch.map(({ fate }) => fate.acked)).toEqual([true, true]);
  expect([calls, await used()]).toEqual([4, 2]);
});

test("A dead letter is acknowledged only once it is written down", async () => {
  const letter = delivered({ project: product.id, facts: "none" });
  const DB = {
    prepare: (sql: string) => {
      if (/insert into "?dead_letter/i.test(sql)) throw new Error("D1_ERROR: down");
      return server.env.DB.prepare(sql);
    },
  };
  await bury(batchOf([letter]), { ...bindings(), DB } as unknown as Env);
  expect(letter.fate).toMatchObject({ acked: false, wait: expect.any(Number) });
  await bury(batchOf([letter]), server.env);
  expect(letter.fate.acked).toBe(true);
  expect((await letters()).json.items.map(({ id }) => id)).toContain(letter.message.id);
});

test("R11 A hundred tries take more than four days, and none waits longer than an hour", () => {
  const waits = Array.from({ length: 100 }, (_, index) => waitAfter(index + 1));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(4 * 86_400);
  expect(Math.max(...waits)).toBe(3_600);
});

test("Facts of a deleted project, a discarded feature and a sealed iteration are left out", async () => {
  const other = await makeProduct(server);
  const [lost = 0, foreign = 0, sealed = 0] = people(3);
  await ask(other, "DELETE /projects/{project}");
  await server.env.DB.prepare("UPDATE iteration SET sealed_at = 1 WHERE id = ?1")
    .bind(iteration)
    .run();
  const batch = [
    { ...message(lost), project: other.id },
    message(foreign, { iteration: iteration + 1_000 }),
    message(sealed),
  ].map((body) => delivered(body));
  await consume(batchOf(batch), server.env);
  expect(batch.map(({ fate }) => fate.acked)).toEqual([true, true, true]);
  expect(
    await one(
      "SELECT count(*) AS n FROM journey WHERE subject IN (?1, ?2, ?3)",
      person(lost),
      person(foreign),
      person(sealed),
    ),
  ).toBe(0);
});

test("Facts from before somebody was forgotten are left out, and what they did since is kept [T29]", async () => {
  const [erased = 0] = people(1);
  await server.env.DB.prepare(
    "INSERT INTO tombstone (customer, project, erased_at) VALUES (?1, ?2, ?3)",
  )
    .bind(person(erased), product.id, NOW)
    .run();
  const since = { at: NOW + 1, kind: "seen" } as const;
  const both = {
    project: product.id,
    facts: [fact(erased, { account: `a${person(1).slice(1)}` }), fact(erased, since)],
  };
  await consume(batchOf([delivered(both)]), server.env);
  const row = await server.env.DB.prepare(
    "SELECT seen_on, used_on FROM journey WHERE iteration = ?1",
  )
    .bind(iteration)
    .all();
  expect(row.results).toEqual([{ seen_on: Math.floor(NOW / DAY_MS), used_on: null }]);
});

test("Answers that waited while proof came to be required do not count", async () => {
  const [stranger = 0, vouched = 0] = people(2);
  const answer = { id: "", helped: true, comment: "", page: "", locale: "", edited: NOW };
  const answered = (index: number, proven: boolean) =>
    message(index, {
      kind: "answered",
      answer: { ...answer, id: `${index}`, proven, granted: true },
    });
  const waiting = [answered(stranger, false), answered(vouched, true)];
  await ask(product, "PATCH /projects/{project}", { body: { requireProof: true } });
  await consume(batchOf(waiting.map((body) => delivered(body))), server.env);
  const required = await helped();
  await ask(product, "PATCH /projects/{project}", { body: { requireProof: false } });
  await consume(batchOf(waiting.map((body) => delivered(body, 2))), server.env);
  expect([required, await helped()]).toEqual([1, 2]);
});

function helped(): Promise<number> {
  return one(
    "SELECT coalesce(sum(customers_helped), 0) AS n FROM ledger WHERE iteration = ?1",
    iteration,
  );
}

test("Facts of an iteration that the next night will seal are left out as they would be after it", async () => {
  const [late = 0] = people(1);
  await server.env.DB.prepare("UPDATE iteration SET superseded_at = ?2 WHERE id = ?1")
    .bind(iteration, NOW - 400 * DAY_MS)
    .run();
  await consume(batchOf([delivered(message(late))]), server.env);
  expect(await used()).toBe(0);
});
