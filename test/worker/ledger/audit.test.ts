// The nightly audit: silent while every ledger is the fold of its journeys, loud about the first cell that is not.

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { dayToText } from "../../../contract/day.ts";
import { auditLedger, auditLedgers } from "../../../worker/ledger/audit.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report } from "../product.ts";

const DAY_MS = 86_400_000;
const NOW = Date.now();
const SHARDS = 2;

let server: Server;
let product: Product;
let iteration: number;
beforeAll(async () => {
  server = await startWorker({ shards: SHARDS });
  product = await makeProduct(server);
});
let features = 0;
beforeEach(async () => {
  iteration = await makeFeature(`feature-${++features}`);
});
afterAll(() => server.close());

async function makeFeature(key: string): Promise<number> {
  await ask(product, "POST /projects/{project}/features", { body: { key } });
  const row = await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first<{
    id: number;
  }>();
  return row?.id ?? 0;
}

/** Forty customers who used a feature on three days; an account for some. */
async function hear(feature: string): Promise<void> {
  const customers = Array.from({ length: 40 }, (_, index) => `u${index}`);
  const signals = customers.flatMap((customer, index) =>
    [0, 1, 9].map((days) => ({
      kind: "used",
      feature,
      customer,
      ...(index % 3 === 0 && { account: `acme-${index % 2}` }),
      at: NOW - days * DAY_MS,
    })),
  );
  const answer = await report(product, { customer: "u0", signals });
  expect(answer.json.accepted).toBe(signals.length);
}

function shard(place: number): D1Database {
  const bound = server.env[`SHARD_${place}`];
  if (!bound) throw new Error(`no shard ${place}`);
  return bound;
}

async function change(place: number, sql: string): Promise<void> {
  const { meta } = await shard(place).prepare(sql).bind(iteration).run();
  expect(meta.changes).toBe(1);
}

async function health() {
  const response = await fetch(`${server.url}/v1/health`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function differences() {
  const answer = await ask(product, "GET /projects/{project}/health");
  return answer.json.ledger;
}

/** Runs the clock as the platform does, on a night that has not been yet. */
let nights = 0;
function night() {
  return server.worker.scheduled({
    cron: "*/5 * * * *",
    scheduledTime: new Date(NOW + ++nights * DAY_MS),
  });
}

test("R17 A cell that was changed by hand is reported with its day, column and difference, until it is mended", async () => {
  const feature = `feature-${features}`;
  await hear(feature);
  await night();
  expect(await differences()).toEqual({ differences: 0, cells: [] });
  expect(await health()).toMatchObject({ status: 200, body: { status: "ok" } });

  const today = Math.floor(NOW / DAY_MS);
  const move = (by: string) =>
    change(
      1,
      `UPDATE ledger SET customers_used = customers_used ${by} WHERE iteration = ?1 AND day = ${today - 9}`,
    );
  await move("+ 2");
  await night();
  const found = await differences();
  expect(found).toMatchObject({
    differences: 1,
    cells: [
      {
        feature,
        iteration: "1",
        day: dayToText(today - 9),
        column: "customers_used",
        delta: 2,
        shard: 1,
      },
    ],
  });
  expect(await health()).toMatchObject({
    status: 200,
    body: { status: "degraded", ledgerDifferences: 1 },
  });
  const line = server.harness.getLogs().find((each) => each.message.includes("ledger difference"));
  expect(line?.level).toBe("error");
  expect(JSON.parse(line?.message ?? "")).toEqual({
    event: "ledger difference",
    project: product.id,
    iteration,
    day: today - 9,
    column: "customers_used",
    shard: 1,
    delta: 2,
  });

  // What stays keeps the moment it was found at.
  await night();
  expect(await differences()).toEqual(found);
  await move("- 2");
  await night();
  expect(await differences()).toEqual({ differences: 0, cells: [] });
  expect(await health()).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("A day that is missing, a day too many and a journey that vanished are found on their shard", async () => {
  await hear(`feature-${features}`);
  const today = Math.floor(NOW / DAY_MS);
  await change(0, `DELETE FROM ledger WHERE iteration = ?1 AND day = ${today - 9}`);
  await change(1, "INSERT INTO ledger (iteration, day, accounts_asked) VALUES (?1, 3, 1)");
  await change(
    1,
    "DELETE FROM journey WHERE iteration = ?1 AND subject = (SELECT min(subject) FROM journey WHERE iteration = ?1 AND subject > 'c')",
  );
  await auditLedger(server.env, { iteration, project: product.id }, NOW);
  const { cells } = await differences();
  const named = cells.map(({ shard: place, column, delta }) => `${place} ${column} ${delta}`);
  expect(named).toContain("1 accounts_asked 1");
  expect(named).toContain("1 customers_used 1");
  expect(named).toContain("1 customers_returned 1");
  expect(
    cells.some((cell) => cell.shard === 0 && cell.column === "customers_used" && cell.delta < 0),
  ).toBe(true);
  // The tests that follow begin with none.
  await server.env.DB.prepare("DELETE FROM ledger_difference").run();
});

const pseudonym = (letter: string, index: number) => `${letter}${String(index).padStart(22, "x")}`;

const fact: fc.Arbitrary<Fact> = fc
  .record({
    kind: fc.constantFrom<Fact["kind"][]>(
      "seen",
      "used",
      "used",
      "asked",
      "answered",
      "answered",
      "dismissed",
    ),
    letter: fc.constantFrom("c", "c", "c", "u"),
    person: fc.integer({ min: 1, max: 6 }),
    account: fc.constantFrom(null, 1, 2),
    day: fc.integer({ min: 20_000, max: 20_300 }),
    flags: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map(({ kind, letter, person, account, day, flags: [helped, proven, granted] }) => {
    const at = day * DAY_MS;
    const customer = pseudonym(letter, person);
    const texts = { comment: "", page: "", locale: "" };
    const id = `${customer}${at}`;
    const apart = letter === "u" || account === null;
    return {
      kind,
      iteration,
      customer,
      account: apart ? null : pseudonym("a", account),
      at,
      day,
      requireProof: false,
      ...(kind === "answered" && {
        answer: { id, helped, proven, granted, edited: at, ...texts },
      }),
    };
  });

test("Whatever customers do, an audit finds nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 60 }), async (facts) => {
      await fold(server.env, facts);
      await auditLedger(server.env, { iteration, project: product.id }, NOW);
      expect(await differences()).toEqual({ differences: 0, cells: [] });
    }),
    { numRuns: 25 },
  );
});

test("A ledger that is too large or cannot be read is told in the log, and keeps no other waiting", async () => {
  const first = iteration;
  await hear(`feature-${features}`);
  iteration = await makeFeature(`feature-${++features}`);
  const used = [{ kind: "used", feature: `feature-${features}`, at: NOW }];
  await report(product, { customer: "ada", signals: used });
  for (const place of [0, 1])
    await shard(place)
      .prepare("UPDATE ledger SET customers_used = 9 WHERE iteration = ?1 AND customers_used = 1")
      .bind(iteration)
      .run();
  const night = async (atOnce: number) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await auditLedgers(server.env, NOW, { position: first - 1, journeys: 100, atOnce });
    const lines = told.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
    told.mockRestore();
    return lines;
  };
  const skipped = { event: "ledger not recounted", iteration: first, project: product.id };
  const found = expect.objectContaining({ event: "ledger difference", iteration });
  expect(await night(5)).toEqual([{ ...skipped, why: "more than 5 journeys on a shard" }, found]);
  await shard(0)
    .prepare("UPDATE journey SET again = 'no JSON' WHERE iteration = ?1")
    .bind(first)
    .run();
  expect(await night(100)).toEqual([found, { ...skipped, why: "Error" }, found]);
  for (const place of [0, 1])
    for (const table of ["journey", "ledger"])
      await shard(place).prepare(`DELETE FROM ${table} WHERE iteration >= ?1`).bind(first).run();
  await server.env.DB.prepare("DELETE FROM ledger_difference").run();
});

test("A night recounts a share, and the next goes on from there", async () => {
  const first = iteration;
  await hear(`feature-${features}`);
  const second = await makeFeature(`feature-${++features}`);
  await hear(`feature-${features}`);
  const turn = (position: number) => auditLedgers(server.env, NOW, { position, journeys: 10 });
  expect(await turn(first - 1)).toBe(first);
  expect(await turn(first)).toBe(second);
  expect(await turn(second)).toBe(0);
});
