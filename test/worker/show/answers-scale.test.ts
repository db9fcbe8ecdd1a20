// A page of answers costs the same among a hundred thousand as among few: by index, few rows.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Project } from "../../../worker/ledger/catalogue.ts";
import { readAnswers } from "../../../worker/show/answers/answer-rows.ts";
import { findAnswers, type Wanted } from "../../../worker/show/answers/answer-search.ts";
import { soughtBy } from "../../../worker/show/answers/answer-words.ts";
import { type Server, startWorker } from "../harness.ts";
import { makeProduct, type Product, report } from "../product.ts";
import { scans, watch } from "../watched.ts";
import { pages, signalOf, THEN } from "./answering.ts";

const ANSWERS = 100_000;
const LIMIT = 50;
/** The tables that grow, and what statements call them. */
const TABLES = ["answer", "n", "w", "triage", "journey"];

let server: Server;
let product: Product;
let iteration: number;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await report(product, {
    customer: "first",
    signals: [signalOf({ customer: "first", feature: "busy", at: THEN + ANSWERS + 1 })],
  });
  const row = await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first<{
    id: number;
  }>();
  iteration = row?.id ?? 0;
  await server.env.DB.batch(
    [ANSWER, JOURNEY].map((sql) => server.env.DB.prepare(sql).bind(iteration, ANSWERS, THEN)),
  );
});
afterAll(() => server.close());

/** ?1 an iteration, ?2 so many answers, ?3 from when on: one a millisecond, each fiftieth a no, each tenth in words. */
const NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)";
const ANSWER = `${NUMBERS}
INSERT INTO answer (id, iteration, subject, customer, at, on_day, account, helped, comment, page, locale, proven, granted, edited)
SELECT printf('id%06d', i), ?1, printf('c%06d', i), printf('c%06d', i), ?3 + i, 20000, '', i % 50 <> 0,
  CASE WHEN i % 10 = 0 THEN printf('number %d is fine', i) ELSE '' END, '', '', 1, 0, ?3 + i FROM n`;
const JOURNEY = `${NUMBERS}
INSERT INTO journey (iteration, subject, answered_at, answered_on, helped)
SELECT ?1, printf('c%06d', i), ?3 + i, 20000, i % 50 <> 0 FROM n`;

function wanted(given: Partial<Wanted> = {}): Wanted {
  return {
    iterations: [iteration],
    helped: undefined,
    hidden: undefined,
    tag: undefined,
    sought: undefined,
    before: { at: Number.MAX_SAFE_INTEGER, id: "" },
    limit: LIMIT,
    ...given,
  };
}

/** A page found on the real database, with what it cost and how it was looked up. */
async function found(given: Partial<Wanted>) {
  const watched = watch(server.env.DB);
  const page = await findAnswers([watched.db], wanted(given));
  return { page, ...(await watched.report()) };
}

describe("Among a hundred thousand answers", () => {
  test("a page in the middle reads a few rows for each answer on it, and scans no table", async () => {
    const { page, rowsRead, plans } = await found({ before: { at: THEN + ANSWERS / 2, id: "" } });
    expect(page.places).toHaveLength(LIMIT);
    expect(page.places[0]?.at).toBe(THEN + ANSWERS / 2 - 1);
    expect(rowsRead).toBeLessThanOrEqual(5 * (LIMIT + 1));
    expect(plans.join("\n")).toContain("answer_newest");
    expect(scans(plans, TABLES)).toEqual([]);
  });

  test("what is shown of a page is looked up answer by answer", async () => {
    const { page } = await found({});
    const watched = watch(server.env.DB);
    const env = { ...server.env, DB: watched.db };
    const project = await server.env.DB.prepare("SELECT * FROM project").first<Project>();
    if (!project) throw new Error("no project was made");
    const shelf = { project, feature: { key: "busy" }, iterations: [] };
    expect(await readAnswers(env, shelf, page.places)).toHaveLength(LIMIT);
    const { rowsRead, plans } = await watched.report();
    expect(rowsRead).toBeLessThanOrEqual(4 * LIMIT);
    expect(scans(plans, TABLES)).toEqual([]);
  });

  test("a filter that lets little through looks at a thousand and says where to go on", async () => {
    const { page, rowsRead, plans } = await found({ helped: false });
    expect(page.places).toHaveLength(1_000 / 50);
    expect(page.next).not.toBeNull();
    expect(rowsRead).toBeLessThanOrEqual(4_100);
    expect(scans(plans, TABLES)).toEqual([]);
  });

  test("words are looked up in their index, the newest five thousand comments at most", async () => {
    const sought = soughtBy("fine") ?? undefined;
    const { page, rowsRead, plans } = await found({ sought });
    expect(page.places).toHaveLength(LIMIT);
    expect(rowsRead).toBeLessThanOrEqual(16_000);
    expect(scans(plans, TABLES)).toEqual([]);
    const one = await found({ sought: soughtBy("number 90000 fine") ?? undefined });
    expect(one.page.places).toHaveLength(1);
    expect(one.rowsRead).toBeLessThanOrEqual(10);
  });

  test("reading on by pages of two hundred meets every no once", async () => {
    const all = (await pages(product, "busy", { helped: "false", limit: "200" })).flat();
    expect(new Set(all.map(({ id }) => id)).size).toBe(ANSWERS / 50);
    expect(all).toHaveLength(ANSWERS / 50);
    expect(all.every(({ counted }) => counted)).toBe(true);
  });
});
