// The fold's laws: any order, batching, repetition and interleaving gives the same tables, and they are the fold.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Env } from "../../../worker/env.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { type Server, startWorker } from "../harness.ts";
import { modelJourneys, modelLedger } from "./model.ts";

const DAY_MS = 86_400_000;
const RUNS = 60;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const TABLES = {
  journey: "iteration, subject",
  answer: "iteration, subject, customer, at",
  ledger: "iteration, day",
  person: "customer",
  account_member: "account, customer",
} as const;

async function clear(env: Env): Promise<void> {
  const all = [...Object.keys(TABLES), "revision"].map((table) =>
    env.DB.prepare(`DELETE FROM ${table}`),
  );
  await env.DB.batch(all);
}

/** Every table, without rowids, revisions and ledger rows whose counts all went back to zero. */
async function dump(env: Env): Promise<Record<string, unknown[]>> {
  const names = Object.entries(TABLES);
  const results = await env.DB.batch<Record<string, unknown>>(
    names.map(([table, order]) => env.DB.prepare(`SELECT * FROM ${table} ORDER BY ${order}`)),
  );
  return Object.fromEntries(
    names.map(([table], index) => [table, (results[index]?.results ?? []).filter(holdsSomething)]),
  );
}

function holdsSomething(row: Record<string, unknown>): boolean {
  if (!("customers_seen" in row)) return true;
  return Object.entries(row).some(([name, value]) => name.includes("_") && value !== 0);
}

const text = fc.constantFrom("", "a", "b");
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
      "refused",
    ),
    iteration: fc.constantFrom(1, 2),
    person: fc.constantFrom("c1", "c2", "c3", "u1"),
    account: fc.constantFrom(null, "a1", "a2"),
    day: fc.integer({ min: 20_000, max: 20_200 }),
    hour: fc.constantFrom(0, 9),
    helped: fc.boolean(),
    comment: text,
    page: text,
    proven: fc.boolean(),
    granted: fc.boolean(),
    edited: fc.integer({ min: 0, max: 2 }),
  })
  .map((draw): Fact => {
    const at = draw.day * DAY_MS + draw.hour;
    return {
      kind: draw.kind,
      iteration: draw.iteration,
      customer: draw.person,
      account: draw.person.startsWith("u") ? null : draw.account,
      at,
      day: draw.day,
      requireProof: draw.iteration === 2,
      ...(draw.kind === "answered" && {
        answer: {
          id: `${draw.iteration}${draw.person}${at}`,
          helped: draw.helped,
          comment: draw.comment,
          page: draw.page,
          locale: "",
          proven: draw.proven,
          granted: draw.granted,
          edited: at + draw.edited,
        },
      }),
    };
  });

const facts = fc.array(fact, { minLength: 1, maxLength: 40 });

describe("The fold", () => {
  test("keeps journeys and ledgers that a plain fold of the same facts gives", async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (all) => {
        await clear(server.env);
        await fold(server.env, all);
        const tables = await dump(server.env);
        expect(journeysOf(tables)).toEqual(sorted(modelJourneys(all)));
        expect(cellsOf(tables)).toEqual(sorted(modelLedger(all)));
      }),
      { numRuns: RUNS },
    );
  });

  test("gives the same tables for any order, any batching and any repetition", async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.integer(), async (all, seed) => {
        await clear(server.env);
        await fold(server.env, all);
        const once = await dump(server.env);
        await clear(server.env);
        const again = shuffled([...all, ...all], seed);
        for (const batch of batches(again, seed)) await fold(server.env, batch);
        expect(await dump(server.env)).toEqual(once);
      }),
      { numRuns: RUNS },
    );
  });

  test("gives the same tables when batches arrive at once", async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.integer(), async (all, seed) => {
        await clear(server.env);
        await fold(server.env, all);
        const once = await dump(server.env);
        await clear(server.env);
        await Promise.all(
          batches(shuffled(all, seed), seed).map((batch) => fold(server.env, batch)),
        );
        expect(await dump(server.env)).toEqual(once);
      }),
      { numRuns: RUNS / 2 },
    );
  });

  test("writes nothing when nothing changes", async () => {
    await fc.assert(
      fc.asyncProperty(facts, async (all) => {
        await clear(server.env);
        await fold(server.env, all);
        const before = await server.env.DB.prepare("SELECT * FROM revision ORDER BY 1").all();
        await fold(server.env, all);
        const after = await server.env.DB.prepare("SELECT * FROM revision ORDER BY 1").all();
        expect(after.results).toEqual(before.results);
      }),
      { numRuns: RUNS / 3 },
    );
  });
});

function journeysOf(tables: Record<string, unknown[]>): [string, unknown][] {
  const rows = (tables["journey"] ?? []) as Record<string, unknown>[];
  return sorted(
    new Map(
      rows.map(
        ({ iteration, subject, ...journey }) => [`${iteration} ${subject}`, journey] as const,
      ),
    ),
  );
}

function cellsOf(tables: Record<string, unknown[]>): [string, unknown][] {
  const cells = new Map<string, unknown>();
  for (const { iteration, day, ...columns } of (tables["ledger"] ?? []) as Record<
    string,
    unknown
  >[])
    for (const [column, value] of Object.entries(columns))
      if (value !== 0) cells.set(`${iteration} ${day} ${column}`, value);
  return sorted(cells);
}

function sorted<V>(map: Map<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A seeded shuffle, so that a failure can be repeated. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = generator(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function batches<T>(items: readonly T[], seed: number): T[][] {
  const random = generator(seed + 1);
  const parts: T[][] = [[]];
  for (const item of items) {
    if (random() < 0.2) parts.push([]);
    parts.at(-1)?.push(item);
  }
  return parts.filter((part) => part.length > 0);
}

function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
