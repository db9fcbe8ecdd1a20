// Answers as a team reads them: newest first over all shards, filtered, searched literally, paged.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, report } from "../product.ts";
import { answer, comments, list, pages, signalOf, THEN } from "./answering.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker({ shards: 3 });
  product = await makeProduct(server);
});
afterAll(() => server.close());

describe("The list of answers", () => {
  test("is read newest first over all shards, page by page, each answer once", async () => {
    const given = Array.from({ length: 25 }, (_, i) => ({
      customer: `reader-${i}`,
      feature: "paging",
      // Every three at one moment, so that the moment alone does not order them.
      at: THEN + Math.floor(i / 3),
      comment: `number ${i}`,
    }));
    await answer(product, ...given);
    const all = await pages(product, "paging", { limit: "10" });
    expect(all.map((page) => page.length)).toEqual([10, 10, 5]);
    const items = all.flat();
    expect(new Set(items.map(({ id }) => id)).size).toBe(25);
    const times = items.map(({ answeredAt }) => Date.parse(answeredAt));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const whole = await list(product, "paging");
    expect(items).toEqual(whole.json.items);
    expect(whole.json.cursor).toBeNull();
  });

  test("gives an answer with all that was said", async () => {
    await report(product, {
      customer: "ada",
      signals: [
        {
          ...{ kind: "answered", feature: "whole", at: THEN, helped: false },
          ...{ comment: "Columns come out wrong", page: "/reports?x=1", locale: "de" },
        },
      ],
    });
    const { json } = await list(product, "whole");
    expect(json.items).toEqual([
      {
        id: expect.any(String),
        feature: "whole",
        iteration: "1",
        answeredAt: new Date(THEN).toISOString(),
        helped: false,
        comment: "Columns come out wrong",
        page: "/reports",
        locale: "de",
        proven: true,
        counted: true,
        tags: [],
        hidden: false,
        note: null,
      },
    ]);
  });

  test("is filtered by what was answered and by iteration", async () => {
    await ask(product, "POST /projects/{project}/features", { body: { key: "filters" } });
    await answer(product, { customer: "a", feature: "filters", comment: "before" });
    const shipped = await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
      params: { feature: "filters" },
      body: { label: "2.0" },
    });
    expect(shipped.status, shipped.text).toBe(201);
    await answer(
      product,
      { customer: "b", feature: "filters", at: THEN + 1, iteration: "2.0", comment: "after" },
      { customer: "c", feature: "filters", at: THEN + 2, helped: false, comment: "no" },
    );
    expect(await comments(product, "filters")).toEqual(["no", "after", "before"]);
    expect(await comments(product, "filters", { helped: "false" })).toEqual(["no"]);
    expect(await comments(product, "filters", { helped: "true" })).toEqual(["after", "before"]);
    expect(await comments(product, "filters", { iteration: "2.0" })).toEqual(["after"]);
    expect((await list(product, "filters", { iteration: "3.0" })).status).toBe(404);
    expect((await list(product, "filters", { helped: "maybe" })).status).toBe(400);
  });

  test("is in order however iterations overlap, and however small the pages", async () => {
    const labels = ["1", "2.0", "3.0"];
    await ask(product, "POST /projects/{project}/features", { body: { key: "overlap" } });
    for (const label of labels.slice(1))
      await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
        params: { feature: "overlap" },
        body: { label },
      });
    const given = Array.from({ length: 40 }, (_, i) => ({
      ...{ customer: `o${i}`, feature: "overlap", at: THEN + ((i * 17) % 40) },
      ...{ iteration: labels[(i * i) % 3] ?? "1", helped: i % 7 > 0, comment: "word" },
    }));
    await answer(product, ...given);
    for (const filter of [{}, { helped: "false" }, { q: "word" }, { q: "-", hidden: "false" }]) {
      const whole = (await list(product, "overlap", { ...filter, limit: "200" })).json.items;
      for (const limit of ["1", "3", "39"])
        expect((await pages(product, "overlap", { ...filter, limit })).flat()).toEqual(whole);
    }
    const all = (await list(product, "overlap", { limit: "200" })).json.items;
    const times = all.map(({ answeredAt }) => Date.parse(answeredAt) - THEN);
    expect(times).toEqual(Array.from({ length: 40 }, (_, i) => 39 - i));
  });

  test("holds nothing of other features and projects", async () => {
    await answer(product, { customer: "a", feature: "here", comment: "mine alone" });
    const other = await makeProduct(server);
    expect((await list(other, "here", {})).status).toBe(404);
    await report(other, { customer: "a", signals: [signalOf({ customer: "a", feature: "here" })] });
    expect((await list(other, "here", { q: "mine" })).json.items).toEqual([]);
    expect((await list(product, "filters", { q: "mine" })).json.items).toEqual([]);
    expect((await list(product, "nowhere")).status).toBe(404);
  });

  test("goes on from its own cursors alone [T23]", async () => {
    await answer(
      product,
      ...[1, 2, 3].map((i) => ({ customer: `c${i}`, feature: "cursor", at: THEN + i })),
      ...[1, 2, 3].map((i) => ({ customer: `c${i}`, feature: "another", at: THEN + i })),
    );
    const { cursor } = (await list(product, "cursor", { limit: "1" })).json;
    expect(cursor).not.toBeNull();
    const good = String(cursor);
    expect((await list(product, "cursor", { cursor: good })).json.items).toHaveLength(2);
    const [at, id, seal] = good.split(".");
    const forged = [
      `${Number(at) + 1}.${id}.${seal}`,
      `${at}.${id}.AAAA`,
      `${good}.`,
      "",
      "%00",
      "1",
    ];
    for (const wrong of forged)
      expect((await list(product, "cursor", { cursor: wrong })).status, wrong).toBe(400);
    expect((await list(product, "another", { cursor: good })).status).toBe(400);
    const other = await makeProduct(server);
    await report(other, {
      customer: "a",
      signals: [signalOf({ customer: "a", feature: "cursor" })],
    });
    expect((await list(other, "cursor", { cursor: good })).status).toBe(400);
    for (const limit of ["0", "201", "1.5", "x"])
      expect((await list(product, "cursor", { limit })).status, limit).toBe(400);
  });
});

describe("Searching [T23]", () => {
  const HOSTILE = [
    ...[
      '"',
      '" OR 1=1 --',
      "NEAR(",
      "NEAR(a b, 2)",
      "*",
      "col:",
      "comment:",
      "(",
      ")",
      "((((",
      "'",
    ],
    ...["a AND", "OR", "NOT", "NOT a", "^a", "a + b", "{comment} : a", "-a", "\\", "a\u0000b"],
    ...["%".repeat(51), "_".repeat(51), "a".repeat(10_240), "a ".repeat(5_000), '"'.repeat(10_240)],
    ...["ab ".repeat(90), "日本語", "🙂", "\u0301", "", "   ", "iteration : 1", "x".repeat(10_241)],
  ];

  test("finds comments by all the words they hold", async () => {
    await answer(
      product,
      { customer: "a", feature: "words", at: THEN + 1, comment: "The columns come out wrong" },
      { customer: "b", feature: "words", at: THEN + 2, comment: "Wrong currency, columns fine" },
      { customer: "c", feature: "words", at: THEN + 3, comment: "Ist gut für Überweisungen" },
      { customer: "d", feature: "words", at: THEN + 4 },
      { customer: "e", feature: "words", at: THEN + 5, comment: "輸出はとても便利です (100%)" },
    );
    const find = (q: string) => comments(product, "words", { q });
    expect(await find("COLUMNS wrong")).toEqual([
      "Wrong currency, columns fine",
      "The columns come out wrong",
    ]);
    expect(await find("come")).toEqual(["The columns come out wrong"]);
    expect(await find("curr")).toEqual(["Wrong currency, columns fine"]);
    expect(await find("columns OR gut")).toEqual([]);
    expect(await find("überweisungen")).toEqual(["Ist gut für Überweisungen"]);
    expect(await find("とても")).toEqual(["輸出はとても便利です (100%)"]);
    expect(await find("%)")).toEqual(["輸出はとても便利です (100%)"]);
    expect(await find("%%")).toEqual([]);
    expect(await find("columns currency wrong gut")).toEqual([]);
    expect(await comments(product, "words", { q: "wrong", helped: "false" })).toEqual([]);
  });

  test("follows a comment that was edited", async () => {
    const first = { customer: "ed", feature: "edited", at: THEN, comment: "splendid" };
    await answer(product, first);
    await answer(product, { ...first, comment: "dreadful", edited: THEN + 1_000 });
    expect(await comments(product, "edited", { q: "splendid" })).toEqual([]);
    expect(await comments(product, "edited", { q: "dreadful" })).toEqual(["dreadful"]);
  });

  test("takes everything literally, and is never a mistake of ours", async () => {
    await answer(product, { customer: "a", feature: "hostile", comment: "quite harmless" });
    for (const q of HOSTILE) {
      const found = await list(product, "hostile", { q });
      expect([200, 400], `${q.slice(0, 40)}: ${found.text}`).toContain(found.status);
      const blank = q.trim() === "";
      if (found.status === 200)
        expect(found.json.items, q.slice(0, 40)).toHaveLength(blank ? 1 : 0);
    }
    expect(await comments(product, "hostile", { q: "harmless" })).toEqual(["quite harmless"]);
  });
});
