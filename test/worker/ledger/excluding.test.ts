// Exclusion's laws: the tables are the fold of what is not excluded, whenever it was, and undoing leaves no trace.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExcludedSpan, setExcluded } from "../../../worker/ledger/excluding.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { type Server, startWorker } from "../harness.ts";
import { scans, watch } from "../watched.ts";
import { batches, DAY_MS, facts, shuffled } from "./drawn.ts";
import { modelJourneys, modelLedger } from "./model.ts";
import { cellsOf, clear, dump, journeysOf, sorted } from "./tables.ts";

const RUNS = 16;
const HOUR_MS = 3_600_000;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

/** Facts, and hours of them to exclude: those in which something was answered, and any others. */
const story = fc
  .tuple(facts, fc.array(fc.nat(), { maxLength: 6 }), fc.integer())
  .map(([all, picks, seed]) => ({ all, seed, spans: spansOf(all, picks) }));

function spansOf(all: readonly Fact[], picks: readonly number[]): ExcludedSpan[] {
  const heard = all.filter(({ kind }) => kind === "answered");
  const hours = new Map<string, ExcludedSpan>();
  for (const pick of picks) {
    const fact = heard[pick % Math.max(1, heard.length)];
    const hour = Math.floor((fact?.at ?? 20_000 * DAY_MS + pick) / HOUR_MS);
    const iteration = fact?.iteration ?? 1;
    const span = { iteration, from: hour * HOUR_MS, to: (hour + 1) * HOUR_MS };
    hours.set(`${iteration} ${hour}`, span);
  }
  return [...hours.values()];
}

function set(span: ExcludedSpan, excluded: boolean) {
  return setExcluded(server.env, span, { excluded, requireProof: span.iteration === 2 });
}

describe("Excluding", () => {
  test("leaves journeys and ledgers that a plain fold without the excluded answers gives", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ all, seed, spans }) => {
        await clear(server.env);
        // Some facts come before a span is excluded, some after.
        const acts = [
          ...batches(shuffled(all, seed), seed).map((batch) => () => fold(server.env, batch)),
          ...spans.map((span) => () => set(span, true)),
        ];
        for (const act of shuffled(acts, seed)) await act();
        const tables = await dump(server.env);
        expect(journeysOf(tables)).toEqual(sorted(modelJourneys(all, spans)));
        expect(cellsOf(tables)).toEqual(sorted(modelLedger(all, spans)));
      }),
      { numRuns: RUNS },
    );
  });

  test("gives the same tables when it happens while facts arrive", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ all, seed, spans }) => {
        await clear(server.env);
        await Promise.all([
          ...batches(shuffled(all, seed), seed).map((batch) => fold(server.env, batch)),
          ...spans.map((span) => set(span, true)),
        ]);
        const tables = await dump(server.env);
        expect(journeysOf(tables)).toEqual(sorted(modelJourneys(all, spans)));
        expect(cellsOf(tables)).toEqual(sorted(modelLedger(all, spans)));
      }),
      { numRuns: RUNS / 2 },
    );
  });

  test("leaves no trace when it is undone", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ all, spans }) => {
        await clear(server.env);
        await fold(server.env, all);
        const before = await dump(server.env);
        for (const span of spans) await set(span, true);
        for (const span of spans) await set(span, false);
        const left = await server.env.DB.prepare("SELECT * FROM exclusion").all();
        expect(await dump(server.env)).toEqual(before);
        expect(left.results).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test("changes something: answers with leave to ask and without proof stop counting", async () => {
    await clear(server.env);
    const at = 20_000 * DAY_MS + 5;
    const given = { id: "1", helped: true, comment: "", page: "", locale: "", edited: at };
    const said = (customer: string, proven: boolean): Fact => ({
      ...{ kind: "answered", iteration: 1, customer, account: "a1", at, day: 20_000 },
      ...{ requireProof: false, answer: { ...given, proven, granted: true } },
    });
    await fold(server.env, [said("c1", false), said("c2", true)]);
    const helped = async () => {
      const row =
        "SELECT customers_helped AS c, accounts_helped AS a FROM ledger WHERE iteration = 1";
      return server.env.DB.prepare(row).first();
    };
    expect(await helped()).toEqual({ c: 2, a: 1 });
    await set({ iteration: 1, from: at - 1, to: at }, true);
    expect(await helped()).toEqual({ c: 2, a: 1 });
    await set({ iteration: 1, from: at, to: at + 1 }, true);
    expect(await helped()).toEqual({ c: 1, a: 1 });
    await set({ iteration: 1, from: at, to: at + 1 }, false);
    expect(await helped()).toEqual({ c: 2, a: 1 });
  });

  test("looks up the answers of its hour by index", async () => {
    const { db, report } = watch(server.env.DB);
    const span = { iteration: 1, from: 20_000 * DAY_MS, to: 20_000 * DAY_MS + HOUR_MS };
    const env = { ...server.env, DB: db };
    await setExcluded(env, span, { excluded: true, requireProof: false });
    await setExcluded(env, span, { excluded: false, requireProof: false });
    const { plans } = await report();
    expect(plans.join("\n")).toContain("answer_newest");
    expect(scans(plans, ["answer", "journey", "exclusion", "ledger", "a", "j", "x"])).toEqual([]);
  });
});
