// The pit stop as people read it: which iterations a quarter holds, judged as of which day, and what is carried on.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, owner, team } from "../people/visitors.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { iso, noon, ship, shipped, tell } from "./life.ts";
import { decide, list, putGoal, quarter, received, text, today, view } from "./quartered.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const [running, last, beforeLast] = [quarter(0), quarter(-1), quarter(-2)];

describe("a project without features", () => {
  test("has the running quarter alone, in which one can pause", async () => {
    const product = await makeProduct(server);
    const counts = { shipped: 0, landed: 0, contradicted: 0, undecided: 0, signed: 0 };
    const canPause = { answer: true, because: ["nothing was shipped this quarter"] };
    const head = { id: running.id, from: text(running.from), to: text(running.to) };
    expect(await list(product)).toEqual({
      items: [{ ...head, closed: null, canPause, counts }],
      cursor: null,
    });
    expect(await view(product, running.id)).toEqual({
      ...head,
      project: "Ledgerly",
      ...{ over: false, closed: null, live: true, note: null, canPause, counts },
      ...{ headline: [], goals: [], shipped: [], carried: [], limbo: [] },
    });
  });

  test("shows any quarter that is named, and none that is misnamed", async () => {
    const product = await makeProduct(server);
    const answer = (id: string) =>
      ask(product, "GET /projects/{project}/quarters/{quarter}", { params: { quarter: id } });
    expect((await answer("1999-Q1")).json).toMatchObject({ from: "1999-01-01", over: true });
    for (const id of ["2026-Q5", "2026", "9999-Q4", "2026-q1", "2026-Q1.pdf", "' OR 1=1", "é"])
      expect([id, (await answer(id)).status]).toEqual([id, 404]);
  });
});

describe("the quarter that is over", () => {
  let product: Product;
  beforeAll(async () => {
    product = await makeProduct(server);
    await received(product, "landed", {
      on: last.from,
      reception: "landed",
      value: "Bookkeepers hand over the month in one file.",
    });
    await received(product, "contradicted", { on: last.from + 1, reception: "contradicted" });
    await received(product, "open", { on: last.to, reception: "undecided" });
    await received(product, "earlier", { on: last.from - 1, reception: "landed" });
    await shipped(product, "now", 0);
    await tell(product, [{ kind: "used", feature: "heard-of", customer: "a", at: noon(2) }]);
  });

  test("holds what was shipped on its days, and nothing that was only heard of", async () => {
    const features = async (id: string) =>
      (await view(product, id)).shipped.map(({ feature }) => feature);
    expect(await features(last.id)).toEqual(["landed", "contradicted", "open"]);
    expect(await features(beforeLast.id)).toEqual(["earlier"]);
    expect(await features(running.id)).toEqual(["now"]);
  });

  test("is judged as of its last day", async () => {
    const { shipped: held, counts, over } = await view(product, last.id);
    expect(held.map(({ verdict }) => [verdict.state, verdict.asOf])).toEqual([
      ["done", text(last.to)],
      ["not-helping", text(last.to)],
      ["collecting", text(last.to)],
    ]);
    expect(counts).toEqual({ shipped: 3, landed: 1, contradicted: 1, undecided: 1, signed: 0 });
    expect(over).toBe(true);
  });

  test("while it runs it is judged as of today", async () => {
    const { shipped: held, over } = await view(product, running.id);
    expect(held.map(({ verdict }) => verdict.asOf)).toEqual([text(today())]);
    expect(over).toBe(false);
  });

  test("is headed by what customers got", async () => {
    expect((await view(product, last.id)).headline).toEqual([
      "Bookkeepers hand over the month in one file.",
    ]);
  });

  test("says what stands in the way of a pause, with what would clear it", async () => {
    const { canPause, limbo } = await view(product, last.id);
    expect(canPause).toEqual({
      answer: false,
      because: [
        "contradicted 1 is not-helping: decide what becomes of it",
        `open 1 is still collecting: too early to say how many more answers it takes`,
      ],
    });
    expect(limbo.map(({ feature, iteration, from }) => [feature, iteration, from])).toEqual([
      ["contradicted", "1", last.id],
      ["open", "1", last.id],
    ]);
    expect(limbo[1]?.forecast).toMatchObject({ direction: null, say: "too early to say" });
  });

  test("counts nothing that customers did after it", async () => {
    const before = await view(product, last.id);
    const later = Array.from({ length: 30 }, (_, i) => ({
      ...{ kind: "answered", feature: "open", customer: `late${i}`, at: Date.now() },
      helped: true,
    }));
    await tell(product, later);
    expect(await view(product, last.id)).toEqual(before);
  });

  test("reads alike in the list, newest first", async () => {
    const { items } = await list(product);
    expect(items.map(({ id }) => id)).toEqual([running.id, last.id, beforeLast.id]);
    for (const item of items) {
      const { id, from, to, closed, canPause, counts } = await view(product, item.id);
      expect(item).toEqual({ id, from, to, closed, canPause, counts });
    }
  });

  test("carries what nobody settled into the next, and on until somebody does", async () => {
    const { carried, limbo, canPause, counts } = await view(product, running.id);
    expect(carried.map(({ feature, from }) => [feature, from])).toEqual([
      ["contradicted", last.id],
      ["open", last.id],
    ]);
    expect(carried.map(({ verdict }) => verdict.asOf)).toEqual([text(today()), text(today())]);
    expect(limbo.map(({ feature, from }) => [feature, from])).toEqual([
      ["now", running.id],
      ["contradicted", last.id],
      ["open", last.id],
    ]);
    expect(counts.shipped).toBe(1);
    expect(canPause.because).toContain(
      `contradicted 1 (from ${last.id}) is not-helping: decide what becomes of it`,
    );
  });
});

describe("an iteration in limbo", () => {
  test("is carried no further once it was decided, and is listed where that was done", async () => {
    const product = await makeProduct(server);
    await received(product, "old", { on: beforeLast.from, reception: "contradicted" });
    expect((await view(product, running.id)).carried).toMatchObject([{ from: beforeLast.id }]);
    await decide(product, [last.id, "old", "1"], { decision: "park" });
    expect((await view(product, running.id)).carried).toEqual([]);
    const { carried, limbo, canPause } = await view(product, last.id);
    expect(carried).toMatchObject([{ feature: "old", decision: { decision: "park" } }]);
    expect(limbo).toEqual([]);
    expect(canPause.because).toEqual([
      "nothing was shipped this quarter",
      "1 iteration carried in from before is done or decided",
    ]);
    expect((await view(product, beforeLast.id)).limbo).toHaveLength(1);
  });

  test("is carried no further once it was replaced or retired", async () => {
    const product = await makeProduct(server);
    for (const feature of ["replaced", "retired", "kept"])
      await received(product, feature, { on: beforeLast.from + 1, reception: "undecided" });
    await ship(product, "replaced", { label: "2", shippedAt: iso((last.to + 0.5) * 86_400_000) });
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "retired" },
    });
    const names = async (id: string) =>
      (await view(product, id)).carried.map(({ feature, iteration }) => `${feature} ${iteration}`);
    expect(await names(last.id)).toEqual(["replaced 1", "retired 1", "kept 1"]);
    expect(await names(running.id)).toEqual(["retired 1", "kept 1", "replaced 2"]);
    const next = quarter(1);
    expect(await names(next.id)).toEqual([]);
  });

  test("that landed late is listed as settled, and heads the quarter it landed in", async () => {
    const product = await makeProduct(server);
    await received(product, "late", { on: beforeLast.to, reception: "landed", value: "It helps." });
    expect((await view(product, beforeLast.id)).counts).toMatchObject({ landed: 0, undecided: 1 });
    const { carried, limbo, headline, counts } = await view(product, last.id);
    expect(carried).toMatchObject([{ feature: "late", verdict: { state: "done" } }]);
    expect([limbo, headline]).toEqual([[], ["It helps."]]);
    expect(counts).toMatchObject({ shipped: 0, landed: 0 });
    expect((await view(product, running.id)).carried).toEqual([]);
  });
});

test("iterations that were replaced stay in the quarter they were shipped in", async () => {
  const product = await makeProduct(server);
  await shipped(product, "csv-export", today() - last.from);
  const at = (day: number) => iso(day * 86_400_000);
  await ship(product, "csv-export", { label: "2", shippedAt: at(last.from + 10) });
  await ship(product, "csv-export", { label: "3", shippedAt: at(running.from) });
  const labels = async (id: string) =>
    (await view(product, id)).shipped.map(({ iteration }) => iteration);
  expect(await labels(last.id)).toEqual(["1", "2"]);
  expect(await labels(running.id)).toEqual(["3"]);
});

test("a quarter's days are days of the project's time zone", async () => {
  const product = await makeProduct(server, { timeZone: "Pacific/Auckland" });
  // Auckland is 12 or 13 hours ahead: this is the first day there, and the day before in UTC.
  const early = running.from * 86_400_000 - 3 * 3_600_000;
  await ask(product, "POST /projects/{project}/features", { body: { key: "kiwi" } });
  await ship(product, "kiwi", { label: "1", shippedAt: iso(early) });
  expect((await view(product, running.id)).shipped).toMatchObject([{ feature: "kiwi" }]);
  expect((await view(product, last.id)).shipped).toEqual([]);
  const path = `GET /api/projects/${product.id}/quarters/${running.id}.md`;
  const document = await call(server, path, { token: product.token });
  expect(document.text).toContain(`| kiwi | 1 | ${text(running.from)} |`);
});

test("a fiscal year begins with the project's month", async () => {
  const product = await makeProduct(server, { fiscalStartMonth: 2 });
  expect((await list(product)).items[0]?.id).toBe(quarter(0, 2).id);
  expect(await view(product, "2025-Q4")).toMatchObject({ from: "2025-11-01", to: "2026-01-31" });
});

test("what all partners confirmed counts as signed", async () => {
  const product = await makeProduct(server);
  await received(product, "csv-export", { on: last.from, reception: "landed" });
  const partners = [{ name: "support" }, { name: "product" }];
  await ask(product, "PATCH /projects/{project}/features/{feature}", {
    params: { feature: "csv-export" },
    body: { partners },
  });
  const sign = (partner: string) =>
    ask(product, "POST /projects/{project}/features/{feature}/confirmation", {
      params: { feature: "csv-export" },
      body: { partner },
    });
  expect((await sign("support")).status).toBe(201);
  expect((await view(product, last.id)).counts.signed).toBe(0);
  expect((await sign("product")).status).toBe(201);
  const { counts, shipped: held } = await view(product, last.id);
  expect([counts.signed, held[0]?.signed]).toEqual([1, true]);
  expect((await list(product)).items[1]?.counts.signed).toBe(1);
});

describe("the list", () => {
  test("goes back to the first iteration, in pages", async () => {
    const product = await makeProduct(server);
    await shipped(product, "old", today() - quarter(-9).from);
    const first = await list(product);
    expect(first.items.map(({ id }) => id)).toEqual(
      [0, -1, -2, -3, -4, -5, -6, -7].map((by) => quarter(by).id),
    );
    const second = await list(product, `?cursor=${first.cursor}`);
    expect(second.items.map(({ id }) => id)).toEqual([quarter(-8).id, quarter(-9).id]);
    expect(second.cursor).toBeNull();
    const three = await list(product, "?limit=3");
    expect([three.items.length, three.cursor]).toEqual([3, quarter(-2).id]);
  });

  test("refuses a cursor that is none of its own", async () => {
    const product = await makeProduct(server);
    const search = "?cursor=1066-Q4";
    const answer = await ask(product, "GET /projects/{project}/quarters", { search });
    expect(answer.status).toBe(400);
  });

  test("tells of quarters with goals in which nothing was shipped, to come or long gone", async () => {
    const product = await makeProduct(server);
    await shipped(product, "csv-export", 0);
    const [old, next] = [quarter(-3), quarter(2)];
    for (const { id } of [old, next]) await putGoal(product, id, "csv-export", "It saves a day.");
    const ids = (await list(product)).items.map(({ id }) => id);
    expect(ids).toEqual([next.id, running.id, old.id]);
    const { goals, canPause } = await view(product, next.id);
    expect(goals).toMatchObject([{ feature: "csv-export", status: "planned" }]);
    expect(canPause.answer).toBe(true);
  });
});

test("viewers read, and neither set goals, decide nor close", async () => {
  const { id, viewer } = await team(server, await owner(server));
  const path = `/api/projects/${id}/quarters/${last.id}`;
  const as = (operation: string, body?: unknown) =>
    call(server, operation, {
      cookie: viewer.cookie,
      body,
      headers: { origin: server.url, "content-type": "application/json" },
    });
  expect((await as(`GET ${path}`)).status).toBe(200);
  expect((await as(`GET ${path}.md`)).status).toBe(200);
  expect((await as(`PUT ${path}/goals/x`, { value: "v" })).status).toBe(403);
  expect((await as(`DELETE ${path}/goals/x`)).status).toBe(403);
  expect((await as(`PUT ${path}/decisions/x/1`, { decision: "done" })).status).toBe(403);
  expect((await as(`POST ${path}/close`)).status).toBe(403);
});
