// What the clock does, with clocks of the tests' choosing: each night once, a missed week at once, nothing kept too long.

import { afterAll, beforeAll, expect, test } from "vitest";
import { nightBefore, runSchedule } from "../../worker/schedule.ts";
import { type Server, startWorker } from "./harness.ts";
import { ask, makeProduct, type Posted, type Product, report } from "./product.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOW = Date.now();

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

async function one(sql: string): Promise<number> {
  const row = await server.env.DB.prepare(sql).first<{ n: number }>();
  return row?.n ?? 0;
}

/** When each nightly job was last done. */
async function done(): Promise<Record<string, number>> {
  const { results } = await server.env.DB.prepare("SELECT name, done_at FROM job").all<{
    name: string;
    done_at: number;
  }>();
  return Object.fromEntries(results.map(({ name, done_at }) => [name, done_at]));
}

async function makeFeature(key: string): Promise<void> {
  await ask(product, "POST /projects/{project}/features", { body: { key } });
}

function hear(signals: Posted[]) {
  return report(product, { customer: "ada", signals });
}

async function funnel(feature: string, iteration: string) {
  const answer = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
    search: `?iteration=${iteration}`,
  });
  return answer.json.funnel;
}

test("The night begins at three o'clock UTC", () => {
  const at = (text: string) => nightBefore(Date.parse(text));
  expect(at("2026-11-25T03:00:00Z")).toBe(Date.parse("2026-11-25T03:00:00Z"));
  expect(at("2026-11-25T02:59:59Z")).toBe(Date.parse("2026-11-24T03:00:00Z"));
  expect(at("2026-11-25T23:55:00Z")).toBe(Date.parse("2026-11-25T03:00:00Z"));
});

test("The nightly work is done once a night, and a week that was missed is caught up with by the next run", async () => {
  const night = nightBefore(NOW);
  await runSchedule(server.env, night + MINUTE_MS);
  const jobs = await done();
  expect(Object.keys(jobs)).toContain("audit");
  expect(new Set(Object.values(jobs))).toEqual(new Set([night + MINUTE_MS]));
  await runSchedule(server.env, night + DAY_MS - MINUTE_MS);
  expect(await done()).toEqual(jobs);
  // The clock strikes when the night begins, too.
  await runSchedule(server.env, night + DAY_MS);
  await runSchedule(server.env, night + DAY_MS + 5 * MINUTE_MS);
  expect(new Set(Object.values(await done()))).toEqual(new Set([night + DAY_MS]));

  const late = night + 8 * DAY_MS + 7 * MINUTE_MS;
  await runSchedule(server.env, late);
  expect(new Set(Object.values(await done()))).toEqual(new Set([late]));
  await runSchedule(server.env, late + 5 * MINUTE_MS);
  expect(new Set(Object.values(await done()))).toEqual(new Set([late]));
});

test("The platform's clock runs it, and the project's health says when", async () => {
  await server.env.DB.prepare("DELETE FROM job").run();
  await server.worker.scheduled({ cron: "*/5 * * * *", scheduledTime: new Date(NOW) });
  const answer = await ask(product, "GET /projects/{project}/health");
  expect(answer.json.nightly).toEqual({ lastRun: new Date(NOW).toISOString() });
  expect(answer.json.deadLetters).toEqual({ waiting: 0 });
});

test("A job that fails stops no other, and is tried again with the next run", async () => {
  const night = nightBefore(NOW) + 20 * DAY_MS;
  const refusing =
    "CREATE TRIGGER refused BEFORE DELETE ON row_budget BEGIN SELECT raise(ABORT, 'no'); END";
  await server.env.DB.prepare(refusing).run();
  await server.env.DB.prepare(
    "INSERT INTO row_budget (project, day, written) VALUES ('p', 1, 1)",
  ).run();
  await runSchedule(server.env, night);
  const { budgets = 0, ...others } = await done();
  expect(budgets).toBeLessThan(night);
  expect(new Set(Object.values(others))).toEqual(new Set([night]));
  await server.env.DB.prepare("DROP TRIGGER refused").run();
  await runSchedule(server.env, night + 5 * MINUTE_MS);
  expect((await done())["budgets"]).toBe(night + 5 * MINUTE_MS);
  expect(await one("SELECT count(*) AS n FROM row_budget WHERE day = 1")).toBe(0);
});

test("An iteration superseded 400 days ago is sealed: what each customer did is gone, the sums stay", async () => {
  await makeFeature("sealing");
  const about = { feature: "sealing", at: NOW };
  await hear([
    { kind: "used", ...about },
    { kind: "used", ...about, customer: "bob", account: "acme" },
    { kind: "answered", ...about, helped: true, comment: "Quick" },
  ]);
  const path = "POST /projects/{project}/features/{feature}/iterations";
  await ask(product, path, { params: { feature: "sealing" }, body: { label: "2" } });
  const sums = await funnel("sealing", "1");
  expect(sums).toMatchObject({ used: 2, answered: 1 });

  await runSchedule(server.env, NOW + 399 * DAY_MS);
  expect(await one("SELECT count(*) AS n FROM journey")).toBe(3);
  const due = NOW + 401 * DAY_MS;
  await runSchedule(server.env, due);
  expect(await one("SELECT count(*) AS n FROM journey")).toBe(0);
  expect(await one("SELECT count(*) AS n FROM answer")).toBe(0);
  expect(await one("SELECT count(*) AS n FROM iteration WHERE sealed_at IS NOT NULL")).toBe(1);
  expect(await funnel("sealing", "1")).toEqual(sums);

  const late = await hear([{ kind: "used", ...about, iteration: "1" }]);
  expect(late.json.errors?.map(({ reason }) => reason)).toEqual(["sealed"]);
  await runSchedule(server.env, due + DAY_MS);
  expect(await one("SELECT count(*) AS n FROM ledger_difference")).toBe(0);
  expect(await funnel("sealing", "1")).toEqual(sums);
});

test("A large iteration is emptied over several runs", async () => {
  await makeFeature("large");
  const iteration = await one("SELECT max(id) AS n FROM iteration");
  const long = NOW - 500 * DAY_MS;
  await server.env.DB.batch([
    server.env.DB.prepare(
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) INSERT INTO journey (iteration, subject, seen_on) SELECT ?1, 'c' || i, 20000 FROM n",
    ).bind(iteration),
    server.env.DB.prepare("UPDATE iteration SET superseded_at = ?2 WHERE id = ?1").bind(
      iteration,
      long,
    ),
  ]);
  const left = () => one(`SELECT count(*) AS n FROM journey WHERE iteration = ${iteration}`);
  const night = nightBefore(NOW) + 500 * DAY_MS;
  await runSchedule(server.env, night);
  expect(await left()).toBe(20_000);
  await runSchedule(server.env, night + 5 * MINUTE_MS);
  expect(await left()).toBe(0);
  expect((await done())["sealing"]).toBe(night + 5 * MINUTE_MS);
});

test("Comments and pages are gone after 400 days; the answers stay and still count", async () => {
  await makeFeature("texts");
  const said = { kind: "answered", feature: "texts", at: NOW, helped: false, page: "/reports" };
  await hear([
    { ...said, comment: "Columns in the wrong order", account: "acme" },
    { ...said, comment: "Too slow", customer: "bob" },
  ]);
  const texts = () => one("SELECT count(*) AS n FROM answer WHERE comment <> '' OR page <> ''");
  const words = () =>
    one("SELECT count(*) AS n FROM answer_words WHERE answer_words MATCH 'columns'");
  const before = await funnel("texts", "1");
  // Ada's, the copy of it that her account holds, and Bob's.
  expect([await texts(), await words()]).toEqual([3, 1]);
  await runSchedule(server.env, NOW + 399 * DAY_MS);
  expect(await texts()).toBe(3);
  await server.env.DB.prepare("DELETE FROM job").run();
  await runSchedule(server.env, NOW + 400 * DAY_MS);
  expect([await texts(), await words()]).toEqual([0, 0]);
  expect(await funnel("texts", "1")).toEqual(before);
  expect(before).toMatchObject({ answered: 2, helped: 0 });
  expect(await one("SELECT count(*) AS n FROM ledger_difference")).toBe(0);
});

test("Leave to ask, dead letters and signals that nobody watches any more are forgotten in time", async () => {
  const people = ["cA", "cZ", "cz", "c9", "c-", "c_"];
  const at = NOW - 121 * DAY_MS;
  const { DB } = server.env;
  await DB.batch([
    ...people.flatMap((person) => [
      DB.prepare("INSERT INTO ask_grant VALUES (?1, 1, 't', ?2)").bind(`${person}old`, at),
      DB.prepare("INSERT INTO ask_grant VALUES (?1, 1, 't', ?2)").bind(`${person}new`, NOW),
    ]),
    ...[
      ["waiting", NOW - 399 * DAY_MS, null],
      ["ancient", NOW - 401 * DAY_MS, null],
      ["replayed", NOW - 40 * DAY_MS, NOW - 31 * DAY_MS],
    ].map(([id, since, replayed]) =>
      DB.prepare("INSERT INTO dead_letter VALUES (?1, 'p', ?2, '', 1, '{}', ?3)").bind(
        id,
        since,
        replayed,
      ),
    ),
    DB.prepare("INSERT INTO heard (project, at, signal) VALUES (?1, ?2, '{}')").bind(
      product.id,
      NOW,
    ),
    DB.prepare("DELETE FROM job"),
  ]);
  await runSchedule(server.env, NOW);
  expect(await one("SELECT count(*) AS n FROM dead_letter")).toBe(1);
  expect(await one("SELECT count(*) AS n FROM heard")).toBe(0);
  for (let night = 1; night < 8; night++) await runSchedule(server.env, NOW + night * DAY_MS);
  const { results } = await DB.prepare("SELECT customer FROM ask_grant").all<{
    customer: string;
  }>();
  expect(results.map(({ customer }) => customer).sort()).toEqual(
    people.map((each) => `${each}new`).sort(),
  );
});

test("Every run judges anew what has moved since the last, and nothing else", async () => {
  await makeFeature("judged");
  await hear([{ kind: "used", feature: "judged", at: NOW }]);
  const standing = () =>
    server.env.DB.prepare(
      "SELECT s.revision, s.day FROM standing s JOIN iteration i ON i.id = s.iteration JOIN feature f ON f.id = i.feature WHERE f.key = 'judged'",
    ).first<{ revision: number; day: number }>();
  expect(await standing()).toMatchObject({ revision: 0 });
  const today = Math.floor(NOW / DAY_MS);
  await runSchedule(server.env, NOW);
  expect(await standing()).toEqual({ revision: 1, day: today });
  await hear([{ kind: "used", feature: "judged", at: NOW, customer: "bob" }]);
  await runSchedule(server.env, NOW);
  expect(await standing()).toEqual({ revision: 2, day: today });
  await runSchedule(server.env, NOW + 7 * DAY_MS);
  expect(await standing()).toEqual({ revision: 2, day: today + 7 });
});
