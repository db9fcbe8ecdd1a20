// What becomes of facts: which iteration and day they belong to, what is refused by name, what counts.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeFeature } from "../ask/people.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { backEndRequest, hand } from "./direct.ts";
import { clear, fromBackEnd, fromPage, kept, use } from "./posting.ts";
import { prove } from "./proofs.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  for (const key of ["export", "import"]) await makeFeature(product, key);
});
afterAll(() => server.close());
beforeEach(() => clear(server));

const DAY_MS = 86_400_000;
const NOW = Date.now();
const ago = (days: number) => NOW - days * DAY_MS - 1_000;
const ship = (feature: string, label: string, days: number) =>
  ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature },
    body: { label, shippedAt: new Date(ago(days)).toISOString() },
  });
const report = (signals: object[], customer = "ada") => fromBackEnd(product, { customer, signals });

/** Rows of a table in some of their columns, each journey with its feature's key and iteration's label. */
async function rows(sql: string): Promise<object[]> {
  return (await server.env.DB.prepare(sql).all<Record<string, unknown>>()).results;
}
const journeys = (columns: string) =>
  rows(
    `SELECT i.label, ${columns} FROM journey j JOIN iteration i ON i.id = j.iteration ORDER BY j.subject, i.attempt`,
  );
const dayOf = (at: number) => Math.floor(at / DAY_MS);

describe("A fact belongs", () => {
  test("to the iteration that was current when it happened, to a labelled one, or to the first", async () => {
    await makeFeature(product, "rolled-out");
    await ship("rolled-out", "2", 100);
    await ship("rolled-out", "3", 50);
    await report([use("rolled-out", ago(399))], "c-before");
    await report([use("rolled-out", ago(101))], "c-first");
    await report([use("rolled-out", ago(99))], "c-second");
    await report([use("rolled-out", ago(0))], "c-third");
    await report([{ ...use("rolled-out", ago(0)), iteration: "2" }], "c-named");
    const found = await rows(
      "SELECT i.label, count(*) AS journeys FROM journey j JOIN iteration i ON i.id = j.iteration GROUP BY 1 ORDER BY 1",
    );
    expect(found).toEqual([
      { label: "1", journeys: 2 },
      { label: "2", journeys: 2 },
      { label: "3", journeys: 1 },
    ]);
    const { json } = await report([{ ...use("rolled-out"), iteration: "4" }]);
    expect(json.errors).toMatchObject([{ reason: "unknown-iteration", field: "iteration" }]);
  });

  test.each([
    ["400 days ago", 400, { rejected: [{ index: 0, reason: "sealed", field: "iteration" }] }],
    ["a day later", 399, { accepted: 2, rejected: [] }],
  ])(
    "to an iteration superseded %s as it will once the night has sealed it",
    async (_, days, told) => {
      const feature = `superseded-${days}`;
      await makeFeature(product, feature);
      expect((await ship(feature, "1", 500)).status).toBe(200);
      expect((await ship(feature, "2", days)).status).toBe(201);
      const { json } = await report([{ ...use(feature), iteration: "1" }, use(feature)]);
      expect(json).toMatchObject(told);
    },
  );

  test("to no sealed iteration, and to no retired feature until it is revived", async () => {
    await makeFeature(product, "old");
    await ship("old", "2", 10);
    await server.env.DB.prepare(
      "UPDATE iteration SET sealed_at = 1 WHERE label = '1' AND feature = (SELECT id FROM feature WHERE key = 'old')",
    ).run();
    const { json } = await report([use("old", ago(20)), use("old", ago(5))]);
    expect(json).toMatchObject({ accepted: 1, rejected: [{ index: 0, reason: "sealed" }] });
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "old" },
    });
    const retired = await report([use("old")]);
    expect(retired.json.errors).toMatchObject([{ reason: "retired", field: "feature" }]);
    await ask(product, "POST /projects/{project}/features/{feature}/revive", {
      params: { feature: "old" },
    });
    expect((await report([use("old")])).status).toBe(202);
  });

  test("R18 to the day it has in the project's time zone, through changes of the clock", async () => {
    const far = await makeProduct(server, { timeZone: "America/New_York" });
    await makeFeature(far, "export");
    const at = (iso: string) => Date.parse(iso);
    const moments = [
      at("2026-11-01T03:59:59Z"), // 23:59:59 on 31 October, summer time
      at("2026-11-01T04:00:00Z"), // midnight
      at("2026-11-01T06:30:00Z"), // the hour that comes twice
      at("2026-11-02T04:59:59Z"), // 23:59:59 on 1 November, winter time
      at("2026-11-02T05:00:00Z"), // midnight
    ];
    for (const [index, moment] of moments.entries())
      await fromBackEnd(far, { customer: `c${index}`, signals: [use("export", moment)] });
    const days = await rows(
      "SELECT used_on AS day, count(*) AS n FROM journey GROUP BY 1 ORDER BY 1",
    );
    const first = dayOf(at("2026-10-31T00:00:00Z"));
    expect(days).toEqual([
      { day: first, n: 1 },
      { day: first + 1, n: 3 },
      { day: first + 2, n: 1 },
    ]);
  });

  test("R04 to the same day whenever it arrives: at once, a day late, over midnight and a change of the clock", async () => {
    const zones = ["UTC", "Pacific/Chatham", "America/St_Johns"];
    for (const timeZone of zones) {
      const there = await makeProduct(server, { timeZone });
      await makeFeature(there, "export");
      const at = Date.parse("2026-10-31T23:58:00Z");
      const signals = [
        use("export", at),
        { kind: "answered", feature: "export", at: at + 1, helped: false, comment: "slow" },
      ];
      const arriving = [at + 60_000, at + 26 * 3_600_000, at + 6 * DAY_MS];
      const tables: unknown[] = [];
      for (const now of arriving) {
        await clear(server);
        const request = backEndRequest(there, { customer: "ada", sent: now, signals });
        expect((await hand(server, request, { now })).status).toBe(202);
        tables.push(await kept(server));
      }
      expect(tables[1]).toEqual(tables[0]);
      expect(tables[2]).toEqual(tables[0]);
    }
  });
});

describe("Facts add up", () => {
  test("all six kinds, for the person and for their account", async () => {
    const signals = ["seen", "used", "asked", "dismissed"].map((kind, index) => ({
      kind,
      feature: "export",
      at: ago(9 - index),
    }));
    const answered = { kind: "answered", feature: "export", at: ago(2), helped: true };
    const refused = { kind: "refused", at: ago(1) };
    await fromBackEnd(product, {
      customer: "ada",
      account: "acme",
      signals: [...signals, answered, refused],
    });
    const both = await journeys("seen_on, used_on, asked_on, dismissed_on, answered_at, helped");
    const journey = {
      label: "1",
      seen_on: dayOf(ago(9)),
      used_on: dayOf(ago(8)),
      asked_on: dayOf(ago(7)),
      dismissed_on: dayOf(ago(6)),
      answered_at: ago(2),
      helped: 1,
    };
    expect(both).toEqual([journey, journey]);
    expect(await rows("SELECT refused_at, asked_on FROM person")).toEqual([
      { refused_at: ago(1), asked_on: dayOf(ago(7)) },
    ]);
  });

  test("use implies seen, and two days of use are a return", async () => {
    await report([use("export", ago(3)), use("export", ago(5)), use("export", ago(5) + 60_000)]);
    expect(await journeys("seen_on, used_on, returned_on")).toEqual([
      { label: "1", seen_on: dayOf(ago(5)), used_on: dayOf(ago(5)), returned_on: dayOf(ago(3)) },
    ]);
  });

  test("a change of mind within the hour is the same answer, and 90 days later it counts again", async () => {
    const answer = (days: number, helped: boolean, more: object = {}) => ({
      kind: "answered",
      feature: "export",
      at: ago(days),
      helped,
      ...more,
    });
    await report([answer(200, true)]);
    await report([answer(200, false, { edited: ago(200) + 60_000, comment: "after all no" })]);
    await report([answer(150, true)]);
    await report([answer(100, true)]);
    expect(await rows("SELECT at, helped, comment FROM answer ORDER BY at LIMIT 1")).toEqual([
      { at: ago(200), helped: 0, comment: "after all no" },
    ]);
    expect(await journeys("answered_at, helped, again")).toEqual([
      { label: "1", answered_at: ago(200), helped: 0, again: `[[${dayOf(ago(100))},1]]` },
    ]);
  });

  test("100 answers of one person over 10 connections, shuffled and repeated, are one vote [T06] [C19]", async () => {
    const proof = await prove(product, "eve");
    const answers = Array.from({ length: 100 }, (_, index) => ({
      kind: "answered",
      feature: "export",
      at: ago(20) + index * 60_000,
      helped: index % 2 === 0,
    }));
    const send = (signals: object[]) => fromPage(product, { customer: "eve", proof, signals });
    await send(answers);
    const clean = await kept(server);
    await clear(server);
    const parts = Array.from({ length: 10 }, (_, part) =>
      answers.filter((_, i) => i % 10 === part),
    );
    await Promise.all(parts.map(send));
    await Promise.all(parts.toReversed().map((part) => send(part.toReversed())));
    expect(await kept(server)).toEqual(clean);
    expect(await journeys("answered_at, helped")).toEqual([
      { label: "1", answered_at: ago(20), helped: 1 },
    ]);
  });

  test("an answer says how it was vouched for when it came: proven, granted, or neither [C21]", async () => {
    const at = ago(0);
    const answer = (feature: string) => ({ kind: "answered", feature, at, helped: true });
    await report([answer("export")], "by-back-end");
    const sent = { signals: [answer("export"), answer("import")] };
    await fromPage(product, {
      customer: "by-proof",
      proof: await prove(product, "by-proof"),
      ...sent,
    });
    await fromPage(product, { customer: "by-grant", ask: { feature: "export" } });
    await fromPage(product, { customer: "by-grant", ...sent });
    const stamps = await rows(
      "SELECT proven, granted, count(*) AS n FROM answer GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC",
    );
    expect(stamps).toEqual([
      { proven: 1, granted: 0, n: 3 },
      { proven: 0, granted: 1, n: 1 },
      { proven: 0, granted: 0, n: 1 },
    ]);
    expect(await rows("SELECT count(*) AS n FROM journey WHERE helped = 1")).toEqual([{ n: 4 }]);
  });
});

describe("Unknown features [T27] [C13]", () => {
  test("are discovered up to 200, also by requests at once, and refused by name beyond", async () => {
    const wild = await makeProduct(server);
    await makeFeature(wild, "made-by-hand");
    const keys = Array.from({ length: 1_000 }, (_, index) => `found-${index}`);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, part) =>
        fromPage(wild, {
          customer: `c${part}`,
          signals: keys.slice(part * 100, part * 100 + 100).map((key) => use(key)),
        }),
      ),
    );
    const accepted = answers.reduce((sum, { json }) => sum + (json.accepted ?? 0), 0);
    expect(accepted).toBe(200);
    const reasons = answers.flatMap(({ json }) =>
      (json.errors ?? json.rejected).map(({ reason }) => `${reason}`),
    );
    expect(reasons).toHaveLength(800);
    expect(new Set(reasons)).toEqual(new Set(["feature-limit"]));
    const found = await server.env.DB.prepare(
      "SELECT count(*) AS n FROM feature WHERE project = ?1 AND discovered = 1",
    )
      .bind(wild.id)
      .first("n");
    expect(found).toBe(200);
    expect((await fromPage(wild, { customer: "c", signals: [use("made-by-hand")] })).status).toBe(
      202,
    );
    await ask(wild, "DELETE /projects/{project}/discovered");
    expect((await fromPage(wild, { customer: "c", signals: [use("found-again")] })).status).toBe(
      202,
    );
  });

  test("are not made by facts that are refused, nor by labels nobody shipped", async () => {
    const count = () => server.env.DB.prepare("SELECT count(*) AS n FROM feature").first("n");
    const before = await count();
    const old = await fromPage(product, {
      customer: "c",
      signals: [use("too-old-to-be", ago(40))],
    });
    expect(old.json.errors).toMatchObject([{ reason: "too-old" }]);
    const labels = Array.from({ length: 100 }, (_, index) => ({
      ...use("labelled"),
      iteration: `9.${index}`,
    }));
    const labelled = await fromPage(product, { customer: "c", signals: labels });
    expect(new Set(labelled.json.errors?.map(({ reason }) => reason))).toEqual(
      new Set(["unknown-iteration"]),
    );
    expect(await count()).toBe(before);
  });

  test("are not begun under a name that no address can hold, and that nobody could so get rid of", async () => {
    const climbing = [".", "..", "../x", "a/..", "%2e%2e", "..;"];
    const refused = await fromPage(product, {
      customer: "c",
      signals: climbing.map((key) => use(key)),
    });
    expect(refused.json.errors).toMatchObject(
      climbing.map(() => ({ reason: "invalid", field: "feature" })),
    );
    const dotted = await fromPage(product, { customer: "c", signals: [use("..."), use(".a")] });
    expect([dotted.status, dotted.json.accepted]).toEqual([202, 2]);
    for (const key of ["...", ".a"])
      expect(
        (
          await ask(product, "GET /projects/{project}/features/{feature}", {
            params: { feature: key },
          })
        ).status,
      ).toBe(200);
  });
});
