// The fold's laws: any order, batching, repetition and interleaving gives the same tables, and they are the fold.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fold } from "../../../worker/ledger/fold.ts";
import { type Server, startWorker } from "../harness.ts";
import { batches, facts, shuffled } from "./drawn.ts";
import { modelJourneys, modelLedger } from "./model.ts";
import { cellsOf, clear, dump, journeysOf, sorted } from "./tables.ts";

const RUNS = 60;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

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
