// Bursts are looked for by few reads, and what is found is what the whole list of hours would say.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { burstsOf, type HourOfAnswers } from "../../../worker/judge/burst.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { lookForBursts } from "../../../worker/standing/bursts.ts";
import type { Story } from "../../../worker/standing/history.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { scans, watch } from "../watched.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const NOW_HOUR = Math.floor(Date.now() / HOUR_MS);
/** The first hour of a day three weeks ago. */
const FIRST = (Math.floor(NOW_HOUR / DAY_HOURS) - 21) * DAY_HOURS;

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 2 });
  product = await makeProduct(server);
});
afterAll(() => server.close());

let features = 0;
async function makeStory(timeZone = "UTC"): Promise<Story> {
  const key = `feature-${++features}`;
  await ask(product, "POST /projects/{project}/features", { body: { key } });
  const feature = await server.env.DB.prepare("SELECT * FROM feature WHERE key = ?1")
    .bind(key)
    .first<Story["feature"]>();
  const iteration = await server.env.DB.prepare("SELECT * FROM iteration WHERE feature = ?1")
    .bind(feature?.id)
    .first<Story["iteration"]>();
  if (!feature || !iteration) throw new Error("no feature was made");
  return { feature, iteration, timeZone };
}

/** So many people answer in an hour, so many of them seen on a day before. */
interface Busy {
  hour: number;
  people: number;
  known: number;
}

const busy: fc.Arbitrary<Busy> = fc.record({
  hour: fc.integer({ min: FIRST, max: NOW_HOUR - 1 }),
  people: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 18, max: 40 })),
  known: fc.nat({ max: 30 }),
});
const weeks = fc.uniqueArray(busy, { minLength: 1, maxLength: 8, selector: ({ hour }) => hour });

function factsOf({ hour, people, known }: Busy, iteration: number): Fact[] {
  const day = Math.floor(hour / DAY_HOURS);
  return Array.from({ length: people }, (_, i) => {
    const customer = `c${hour}-${i}`;
    const at = hour * HOUR_MS + i;
    const base = { iteration, customer, account: null, requireProof: false };
    const given = {
      id: `${iteration} ${customer}`,
      helped: true,
      comment: "",
      page: "",
      locale: "",
    };
    const answer = { ...given, proven: i % 2 === 0, granted: true, edited: at };
    const seen = i < known ? day - 1 : day;
    return [
      { ...base, kind: "seen" as const, at: at - (day - seen) * DAY_HOURS * HOUR_MS, day: seen },
      { ...base, kind: "answered" as const, at, day, answer },
    ];
  }).flat();
}

function hoursOf(all: readonly Busy[]): HourOfAnswers[] {
  return all
    .map(({ hour, people, known }) => ({
      hour,
      day: Math.floor(hour / DAY_HOURS),
      answers: people,
      newcomers: people - Math.min(people, known),
    }))
    .sort((a, b) => a.hour - b.hour);
}

async function kept({ iteration }: Story) {
  const found = await server.env.DB.prepare(
    "SELECT hour, day, answers, usual FROM burst WHERE iteration = ?1 ORDER BY hour",
  )
    .bind(iteration.id)
    .all();
  return found.results;
}

describe("Looking for bursts", () => {
  test("finds those that all hours together show", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(weeks, async (all) => {
        const story = await makeStory();
        await fold(
          server.env,
          all.flatMap((each) => factsOf(each, story.iteration.id)),
        );
        await lookForBursts(server.env, [story], Date.now());
        const expected = burstsOf(hoursOf(all));
        found += expected.length;
        expect(await kept(story)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
    expect(found).toBeGreaterThan(0);
  });

  test("reads no answer again where a day's answers are as they were", async () => {
    const story = await makeStory();
    await fold(
      server.env,
      factsOf({ hour: NOW_HOUR - 1, people: 30, known: 0 }, story.iteration.id),
    );
    const look = async () => {
      const shards = [server.env["SHARD_0"], server.env["SHARD_1"]].map((shard) =>
        watch(shard ?? server.env.DB),
      );
      const [first, second] = shards;
      const env = { ...server.env, DB: server.env.DB, SHARD_0: first?.db, SHARD_1: second?.db };
      await lookForBursts(env as typeof server.env, [story], Date.now());
      const reports = await Promise.all(shards.map((shard) => shard.report()));
      return {
        rowsRead: reports.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
        plans: reports.flatMap(({ plans }) => plans),
      };
    };
    const first = await look();
    expect(await kept(story)).toHaveLength(1);
    expect(scans(first.plans, ["answer", "journey", "ledger", "j"])).toEqual([]);
    expect(first.plans.join("\n")).toContain("answer_newest");
    // Two days' ledgers, and each answer with its journey, once for the day and once for the weeks.
    expect(first.rowsRead).toBeLessThanOrEqual(30 * 3 * 2 + 10);
    const again = await look();
    expect(again.rowsRead).toBeLessThanOrEqual(10);
    expect(again.plans.join("\n")).not.toContain("answer_newest");
  });

  test("tells of each once and keeps its numbers up to date", async () => {
    const story = await makeStory();
    const hour = NOW_HOUR - 1;
    for (const people of [25, 28, 28]) {
      await fold(server.env, factsOf({ hour, people, known: 0 }, story.iteration.id));
      await Promise.all([1, 2, 3].map(() => lookForBursts(server.env, [story], Date.now())));
    }
    expect(await kept(story)).toMatchObject([{ hour, answers: 28, usual: 1 }]);
    const told = await server.env.DB.prepare(
      "SELECT text FROM event WHERE iteration = ?1 AND kind = 'verdict'",
    )
      .bind(story.iteration.id)
      .all<{ text: string }>();
    expect(told.results).toHaveLength(1);
    expect(told.results[0]?.text).toContain("An unusual burst of answers: 25 within an hour");
  });

  test("lays an hour on the project's own day", async () => {
    const story = await makeStory("Asia/Kathmandu");
    // 18:30 UTC is 00:15 of the next day there: the hour lies on two days and is told on the first.
    const hour = Math.floor((NOW_HOUR - 48) / DAY_HOURS) * DAY_HOURS + 18;
    const day = Math.floor(hour / DAY_HOURS);
    const facts = factsOf({ hour, people: 40, known: 0 }, story.iteration.id).map((fact, i) =>
      i % 4 < 2 ? fact : { ...fact, at: fact.at + 1_800_000, day: day + 1 },
    );
    await fold(server.env, facts);
    await lookForBursts(server.env, [story], Date.now());
    expect(await kept(story)).toEqual([{ hour, day, answers: 40, usual: 1 }]);
  });
});
