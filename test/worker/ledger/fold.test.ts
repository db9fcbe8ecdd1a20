// The fold's laws: any order, batching, repetition and interleaving gives the same tables, and they are the fold.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { isLong } from "../../faults/form.ts";
import { type Server, startWorker } from "../harness.ts";
import { batches, facts, shuffled } from "./drawn.ts";
import { modelJourneys, modelLedger } from "./model.ts";
import { cellsOf, clear, dump, journeysOf, sorted } from "./tables.ts";

const RUNS = isLong ? 1_000 : 60;

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

  test("R03 gives the same tables for any order, any batching and any repetition", async () => {
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

  test("R03 gives the same tables when batches arrive at once", async () => {
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

/** What an answer may say, the lesser and the greater, in the order in which it decides between two of one name. */
const ORDER = {
  proven: [false, true],
  granted: [false, true],
  edited: [1, 2],
  helped: [true, false],
  comment: ["a", "b"],
  page: ["/a", "/b"],
  locale: ["de", "en"],
  account: ["a1", "a2"],
} as const;
type Said = Record<keyof typeof ORDER, string | number | boolean>;

/** The lesser in what comes before a place, and in all that follows it what `after` says. */
function said(place: number, at: 0 | 1, after: 0 | 1): Said {
  const pick = (index: number) => (index < place ? 0 : index === place ? at : after);
  const entries = Object.entries(ORDER).map(([name, both], index) => [name, both[pick(index)]]);
  return Object.fromEntries(entries) as Said;
}

function answered({ account, ...answer }: Said): Fact {
  const about = { iteration: 1, customer: "c1", at: 0, day: 0, requireProof: false };
  return { kind: "answered", ...about, account, answer: { id: "x", ...answer } } as Fact;
}

describe("Of two answers that one press gave", () => {
  test.each(Object.keys(ORDER).map((name, place) => ({ name, place })))(
    "the greater in $name stays, whole, in whichever order they come",
    async ({ place }) => {
      const lesser = said(place, 0, 1);
      const greater = said(place, 1, 0);
      for (const order of [
        [lesser, greater],
        [greater, lesser],
      ]) {
        await clear(server.env);
        for (const each of order) await fold(server.env, [answered(each)]);
        const row = await server.env.DB.prepare(
          `SELECT ${Object.keys(ORDER).join(", ")} FROM answer WHERE subject = customer`,
        ).first<Record<string, unknown>>();
        const flags = ["proven", "granted", "helped"].map((flag) => [flag, row?.[flag] === 1]);
        expect({ ...row, ...Object.fromEntries(flags) }).toEqual(greater);
      }
    },
  );
});

test("Of somebody who was forgotten nothing is kept up to that very moment, and everything after it", async () => {
  const erasedAt = 20_000 * 86_400_000;
  const about = { customer: "c1", account: "a1", day: 20_000, requireProof: false };
  const happen = (iteration: number, at: number): Fact[] => [
    { kind: "used", iteration, at, ...about },
    { kind: "asked", iteration, at, ...about },
    { ...answered({ ...said(0, 1, 1), edited: at }), iteration, at, ...about },
    { kind: "refused", iteration: 0, at, ...about, project: "p" },
  ];
  await clear(server.env);
  await server.env.DB.prepare("INSERT INTO tombstone VALUES ('c1', 'p', ?1)").bind(erasedAt).run();
  await fold(server.env, happen(1, erasedAt));
  await fold(server.env, happen(1, erasedAt).slice(0, 2));
  const empty = { journey: [], answer: [], ledger: [], person: [], account_member: [] };
  expect(await dump(server.env)).toEqual(empty);
  await fold(server.env, happen(1, erasedAt + 1));
  const { journey, answer, person, account_member } = await dump(server.env);
  expect([journey, answer].map((rows) => rows?.length)).toEqual([2, 2]);
  expect(person).toMatchObject([{ refused_at: erasedAt + 1, asked_on: 20_000 }]);
  expect(account_member).toEqual([{ account: "a1", customer: "c1" }]);
  await server.env.DB.prepare("DELETE FROM tombstone").run();
});

describe("Which answers count", () => {
  const plain = { ...said(0, 1, 0), proven: true, helped: true };
  const at = (days: number, more: Partial<Said> = {}, customer = "c1", ms = 0): Fact => {
    const moment = days * 86_400_000 + ms;
    const fact = answered({ ...plain, edited: moment, ...more });
    return { ...fact, customer, at: moment, day: days };
  };
  const counted = async (facts: Fact[], subject: string) => {
    await clear(server.env);
    await fold(server.env, facts);
    return server.env.DB.prepare(
      "SELECT answered_on, helped, again FROM journey WHERE subject = ?1",
    )
      .bind(subject)
      .first();
  };

  test("is told by 90 days to the millisecond, of a person and of an account's people", async () => {
    const first = { answered_on: 100, helped: 1 };
    for (const [subject, other] of [
      ["c1", "c1"],
      ["a1", "c2"],
    ] as const) {
      const early = [at(100, {}, "c1", 1), at(190, { helped: false }, other)];
      expect(await counted(early, subject)).toEqual({ ...first, again: null });
      const due = [at(100), at(190, { helped: false }, other)];
      expect(await counted(due, subject)).toEqual({ ...first, again: "[[190,0]]" });
    }
  });

  test.each([
    ["vouched for", { proven: false, granted: true, helped: true }, { helped: false }],
    ["edited later", { edited: 9e12 - 1, helped: true }, { edited: 9e12, helped: false }],
    ["that it did not help", { helped: true }, { helped: false }],
  ])("of two that an account's people gave at once is the one %s", async (_, less, more) => {
    for (const [one, other] of [
      ["c1", "c2"],
      ["c2", "c1"],
    ] as const)
      expect(await counted([at(100, less, one), at(100, more, other)], "a1")).toMatchObject({
        helped: 0,
      });
  });
});
