// Standings: whatever has happened, they say what a judgement from scratch says, and tell each moved day once.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Env } from "../../../worker/env.ts";
import { portfolioOf } from "../../../worker/standing/portfolio.ts";
import { RUN_MS, refreshStandings } from "../../../worker/standing/refresh.ts";
import { askPolicyOf } from "../../../worker/standing/standing.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, projectRow } from "../product.ts";
import {
  change,
  crowd,
  DAY_MS,
  dayAgo,
  detail,
  iso,
  noon,
  ship,
  shipped,
  tell,
} from "../show/life.ts";

const RUNS = 12;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const run = (sql: string, ...values: unknown[]) =>
  server.env.DB.prepare(sql)
    .bind(...values)
    .run();

/** All that pages show of a project's features. */
async function pages(product: Product) {
  const list = await ask(product, "GET /projects/{project}/features");
  expect(list.status, list.text).toBe(200);
  const { items } = list.json;
  return { items, details: await Promise.all(items.map(({ key }) => detail(product, key))) };
}

async function fromScratch(product: Product) {
  await run("DELETE FROM standing");
  return pages(product);
}

async function iterationOf(product: Product, feature: string, label = "1"): Promise<number> {
  const row = await server.env.DB.prepare(
    "SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.project = ?1 AND f.key = ?2 AND i.label = ?3",
  )
    .bind(product.id, feature, label)
    .first<{ id: number }>();
  return row?.id ?? 0;
}

/** A project as it looked some days ago: looking keeps what was judged then. */
async function lookAgo(product: Product, daysAgo: number): Promise<void> {
  const project = await projectRow(product);
  await portfolioOf(server.env, project, { now: Date.now() - daysAgo * DAY_MS });
}

type Act = (product: Product) => Promise<unknown>;

const feature = fc.constantFrom("a", "b");
const days = fc.integer({ min: 1, max: 70 });
const share = fc.constantFrom(0.5, 0.6, 0.7, 0.8, 0.9);

/** What may happen to a project, in any order. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .record({
      ...{ feature, usedAgo: days, people: fc.integer({ min: 1, max: 60 }) },
      ...{ yes: fc.integer({ min: 0, max: 60 }), name: fc.constantFrom("p", "q", "r") },
    })
    .map(
      (draw): Act =>
        (product) =>
          tell(product, crowd(draw)),
    ),
  fc
    .record({
      feature,
      label: fc.constantFrom("2", "3"),
      ago: fc.constantFrom(undefined, 5, 20, 40),
    })
    .map(
      ({ feature, label, ago }): Act =>
        (product) => {
          const shippedAt = ago === undefined ? {} : { shippedAt: iso(noon(ago)) };
          return ship(product, feature, { label, ...shippedAt });
        },
    ),
  fc.record({ feature, ago: fc.integer({ min: 50, max: 100 }) }).map(
    ({ feature, ago }): Act =>
      (product) =>
        ship(product, feature, { label: "1", shippedAt: iso(noon(ago)) }),
  ),
  fc.record({ feature, helpfulness: share, adoption: share }).map(
    ({ feature, ...targets }): Act =>
      (product) =>
        change(product, feature, { targets }),
  ),
  fc
    .record({
      feature,
      population: fc.constantFrom(null, 30, 100),
      window: fc.constantFrom(14, 28),
    })
    .map(
      ({ feature, ...body }): Act =>
        (product) =>
          change(product, feature, body),
    ),
  fc.constantFrom({ unit: "account" }, { unit: "customer" }, { targets: { helpfulness: 0.6 } }).map(
    (body): Act =>
      (product) =>
        ask(product, "PATCH /projects/{project}", { body }),
  ),
  feature.map(
    (key): Act =>
      async (product) => {
        const day = Math.floor(Date.now() / DAY_MS) - 3;
        const check = JSON.stringify({ day, at: noon(3), by: "Ada", reason: "looked" });
        await run(
          "UPDATE iteration SET checked = json_insert(checked, '$[#]', json(?2)) WHERE id = ?1",
          await iterationOf(product, key),
          check,
        );
      },
  ),
  fc.constant<Act>((product) => pages(product)),
  fc.constant<Act>(() => refreshed()),
  fc.integer({ min: 1, max: 20 }).map(
    (ago): Act =>
      (product) =>
        lookAgo(product, ago),
  ),
  fc.constant<Act>(() => run("DELETE FROM standing WHERE iteration % 2 = 0")),
);

/** Every project in one run, however many the tests before have made. */
function refreshed(later = 0): Promise<number> {
  return refreshStandings(server.env, Date.now() + later, Number.POSITIVE_INFINITY);
}

describe("Standings", () => {
  test("are what a judgement from scratch says, after any history", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const product = await makeProduct(server);
        await shipped(product, "a", 75);
        await shipped(product, "b", 75);
        for (const happen of acts) {
          await happen(product);
          await ask(product, "GET /projects/{project}/features");
        }
        const kept = await pages(product);
        expect(kept).toEqual(await fromScratch(product));
      }),
      { numRuns: RUNS },
    );
    // The clock need not judge them again and again in the tests that follow.
    await run("UPDATE feature SET retired_at = 1");
  });
});

describe("Whom to ask", () => {
  test("is everybody where nothing is known, fewer once help is confirmed, nobody once it is refuted", async () => {
    const product = await makeProduct(server);
    for (const key of ["confirmed", "refuted"]) await shipped(product, key, 60);
    const confirmed = await iterationOf(product, "confirmed");
    const refuted = await iterationOf(product, "refuted");
    expect(await askPolicyOf(server.env.DB, confirmed)).toEqual({ askRate: 1, decided: false });
    await tell(product, [
      ...crowd({ feature: "confirmed", people: 40, yes: 39, usedAgo: 20, name: "c" }),
      ...crowd({ feature: "refuted", people: 40, yes: 2, usedAgo: 20, name: "r" }),
    ]);
    // Nothing has been judged since: an ask takes what it finds and waits for nobody.
    expect(await askPolicyOf(server.env.DB, confirmed)).toEqual({ askRate: 1, decided: false });
    await refreshed();
    expect(await askPolicyOf(server.env.DB, confirmed)).toEqual({
      askRate: 14 / 40,
      decided: true,
    });
    expect(await askPolicyOf(server.env.DB, refuted)).toEqual({ askRate: 0, decided: true });
    await ask(product, "PATCH /projects/{project}", { body: { targets: { helpfulness: 0.05 } } });
    expect(await askPolicyOf(server.env.DB, refuted)).toEqual({ askRate: 1, decided: false });
  });
});

describe("The clock", () => {
  test("gets to every project in turn, however few a run may judge", async () => {
    const made = await Promise.all([1, 2, 3].map(() => makeProduct(server)));
    for (const product of made) await shipped(product, "waiting", 60);
    await run("DELETE FROM standing");
    const { results } = await server.env.DB.prepare("SELECT id FROM project").all();
    const judged: number[] = [];
    // Beginning in the morning, so that the day does not turn meanwhile.
    const morning = Math.floor(Date.now() / DAY_MS) * DAY_MS + 6 * 3_600_000;
    for (let turn = 0; turn < results.length; turn++)
      judged.push(await refreshStandings(server.env, morning + turn * RUN_MS, 40));
    expect(await refreshStandings(server.env, morning, Number.POSITIVE_INFINITY)).toBe(0);
    expect(Math.max(...judged)).toBeLessThan(judged.reduce((sum, each) => sum + each, 0));
  });

  test("judges what is stale once, and leaves alone what nobody watches", async () => {
    const product = await makeProduct(server);
    await refreshed();
    for (const key of ["one", "two", "retired"]) await shipped(product, key, 60);
    await run("DELETE FROM standing");
    await tell(product, [
      ...crowd({ feature: "one", people: 3, usedAgo: 20 }),
      ...crowd({ feature: "discovered", people: 3, usedAgo: 20 }),
    ]);
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "retired" },
    });
    const before = await refreshed();
    expect(before).toBeGreaterThanOrEqual(2);
    expect(await refreshed()).toBe(0);
    await tell(product, crowd({ feature: "one", people: 4, usedAgo: 20, name: "more" }));
    expect(await refreshed()).toBe(1);
    const { results } = await server.env.DB.prepare(
      "SELECT f.key FROM standing s JOIN iteration i ON i.id = s.iteration JOIN feature f ON f.id = i.feature WHERE f.project = ?1 ORDER BY f.key",
    )
      .bind(product.id)
      .all();
    expect(results).toEqual([{ key: "one" }, { key: "two" }]);
  });

  test("judges anew when the day turns", async () => {
    await refreshed();
    const known = await server.env.DB.prepare("SELECT count(*) AS n FROM standing").first("n");
    expect(known).toBeGreaterThan(0);
    expect(await refreshed(DAY_MS)).toBeGreaterThan(0);
    await run("DELETE FROM standing");
  });
});

test("A page never shows what was judged on another day", async () => {
  const product = await makeProduct(server);
  await shipped(product, "looked-at", 60);
  await tell(product, crowd({ feature: "looked-at", people: 4, usedAgo: 20 }));
  await lookAgo(product, 3);
  expect((await detail(product, "looked-at")).verdict?.asOf).toBe(dayAgo(0));
  const { items } = (await ask(product, "GET /projects/{project}/features")).json;
  expect(items.map(({ verdict }) => verdict?.asOf)).toEqual([dayAgo(0)]);
});

test("What was judged before somebody signed and is written after it is judged anew", async () => {
  const product = await makeProduct(server);
  await shipped(product, "signed", 60);
  await tell(
    product,
    crowd({ feature: "signed", people: 40, yes: 39, usedAgo: 55, answeredAgo: 20 }),
  );
  await refreshStandings(server.env, Date.now(), Number.POSITIVE_INFINITY);
  await run("DELETE FROM standing WHERE iteration = ?1", await iterationOf(product, "signed"));

  const sign = () =>
    ask(product, "POST /projects/{project}/features/{feature}/confirmation", {
      params: { feature: "signed" },
      body: {},
    });
  const signedFirst = {
    prepare: (sql: string) => server.env.DB.prepare(sql),
    batch: async (statements: D1PreparedStatement[]) => {
      expect((await sign()).status).toBe(201);
      return server.env.DB.batch(statements);
    },
  } as unknown as D1Database;
  const project = await projectRow(product);
  await portfolioOf({ DB: signedFirst } as Env, project, { now: Date.now() });
  expect(await refreshStandings(server.env, Date.now(), Number.POSITIVE_INFINITY)).toBe(1);
});

describe("A day that late facts move", () => {
  const moves = async (product: Product, key: string) =>
    (await detail(product, key)).timeline
      .map(({ text }) => text)
      .filter((text) => text.startsWith("Facts about earlier days"));

  /** Done since 20 days ago, as far as anybody has heard; and looked at. */
  async function done(key: string) {
    const product = await makeProduct(server);
    await shipped(product, key, 60);
    await tell(product, crowd({ feature: key, people: 40, yes: 39, usedAgo: 55, answeredAgo: 20 }));
    expect((await detail(product, key)).verdict).toMatchObject({
      state: "done",
      since: dayAgo(20),
    });
    return product;
  }
  const early = (feature: string) =>
    crowd({ feature, people: 30, yes: 30, usedAgo: 30, answeredAgo: 25, name: "early" });

  test.each(["by looking", "by the clock"])("is told once, found %s", async (how) => {
    const product = await done("moved");
    expect(await moves(product, "moved")).toEqual([]);
    await tell(product, early("moved"));
    if (how === "by the clock") await refreshed();
    const told = [
      `Facts about earlier days have changed: “done” moved from ${dayAgo(20)} to ${dayAgo(25)}.`,
    ];
    expect(await moves(product, "moved")).toEqual(told);
    await run("UPDATE standing SET revision = -1");
    await Promise.all([detail(product, "moved"), refreshed()]);
    expect(await moves(product, "moved")).toEqual(told);
    expect((await detail(product, "moved")).verdict?.since).toBe(dayAgo(25));
  });

  test("is told of an iteration that was superseded too", async () => {
    const product = await done("before");
    await ship(product, "before", { label: "2" });
    await refreshed();
    await tell(
      product,
      early("before").map((signal) => ({ ...signal, iteration: "1" })),
    );
    await refreshed();
    const { results } = await server.env.DB.prepare("SELECT text FROM event WHERE iteration = ?1")
      .bind(await iterationOf(product, "before"))
      .all<{ text: string }>();
    expect(results.map(({ text }) => text).join()).toContain("“done” moved");
  });

  test("may end a verdict", async () => {
    const product = await done("ended");
    const passersBy = Array.from({ length: 400 }, (_, i) => {
      return { kind: "seen", feature: "ended", customer: `passer${i}`, at: noon(56) };
    });
    await tell(product, passersBy);
    expect(await moves(product, "ended")).toEqual([
      `Facts about earlier days have changed: “done” of ${dayAgo(20)} no longer holds.`,
    ]);
    expect((await detail(product, "ended")).verdict?.state).toBe("not-reached");
  });

  test("is not what was told before anything was heard: a history reported late is no change of it", async () => {
    const product = await makeProduct(server);
    await shipped(product, "seeded", 60);
    await detail(product, "seeded");
    await tell(product, crowd({ feature: "seeded", people: 40, yes: 39, usedAgo: 55 }));
    expect(await moves(product, "seeded")).toEqual([]);
  });

  test("is not what a changed promise moves: that is told as somebody's act", async () => {
    const product = await done("promise");
    await change(product, "promise", { targets: { helpfulness: 0.95 } });
    await detail(product, "promise");
    await ship(product, "promise", { label: "1", shippedAt: iso(noon(58)) });
    expect(await moves(product, "promise")).toEqual([]);
  });

  test("is not what happened today", async () => {
    const product = await done("today");
    await tell(product, crowd({ feature: "today", people: 5, yes: 5, usedAgo: 1, name: "new" }));
    expect(await moves(product, "today")).toEqual([]);
  });
});
