// Iterations over the API: shipped, corrected, and what of the facts belongs to which.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../../worker/problem.ts";
import { currentOf } from "../../../worker/show/current.ts";
import { type Shipping, ship as shipKnowing } from "../../../worker/show/features/ship.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product, projectRow, report } from "../product.ts";
import { change, crowd, detail, iso, noon, ship, shipped, tell } from "./life.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

const lastAudit = async () =>
  (await ask(product, "GET /projects/{project}/audit", { search: "?limit=1" })).json.items[0];

const used = (feature: string, daysAgo: number, more: Record<string, unknown> = {}) => ({
  ...{ kind: "used", feature, customer: "ada", at: noon(daysAgo) },
  ...more,
});

describe("Shipping an iteration", () => {
  test("closes the one before, starts at nothing and counts the attempt", async () => {
    await shipped(product, "fresh", 60);
    await tell(product, crowd({ feature: "fresh", people: 12, yes: 12, usedAgo: 50 }));
    const made = await ship(product, "fresh", { label: "2.0", notes: "Columns in order" });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({
      ...{ label: "2.0", attempt: 2, notes: "Columns in order", state: "collecting" },
    });
    const feature = await detail(product, "fresh");
    expect(feature).toMatchObject({
      iteration: { label: "2.0", attempt: 2 },
      verdict: { attempt: 2, state: "collecting" },
      funnel: { seen: 0, used: 0, answered: 0 },
      iterations: [
        { label: "1", attempt: 1 },
        { label: "2.0", attempt: 2 },
      ],
    });
    const first = await detail(product, "fresh", "?iteration=1");
    expect(first).toMatchObject({
      iteration: { label: "1" },
      funnel: { seen: 12, used: 12, returned: 12, asked: 12, answered: 12, helped: 12 },
    });
    expect(await lastAudit()).toMatchObject({
      ...{ action: "iteration shipped", subject: "fresh 2.0", before: null },
      after: { shippedAt: made.json.shippedAt, notes: "Columns in order" },
    });
  });

  test("takes the promise that holds now", async () => {
    await shipped(product, "promise", 30);
    await change(product, "promise", { targets: { helpfulness: 0.8 } });
    await ship(product, "promise", { label: "2" });
    await change(product, "promise", { targets: { helpfulness: 0.6 } });
    const target = async (label: string) =>
      (await detail(product, "promise", `?iteration=${label}`)).verdict?.helpfulness.target;
    expect(await target("1")).toBe(0.8);
    expect(await target("2")).toBe(0.6);
  });

  test("dated back takes the facts that come from then on; what was folded before stays", async () => {
    await shipped(product, "back", 20);
    await tell(product, [used("back", 5, { customer: "early" })]);
    const made = await ship(product, "back", { label: "2", shippedAt: iso(noon(10)) });
    expect(made.json.shippedAt).toBe(iso(noon(10)));
    await tell(product, [
      used("back", 5, { customer: "late" }),
      used("back", 15, { customer: "late" }),
      used("back", 25, { customer: "older-than-all" }),
    ]);
    expect((await detail(product, "back")).funnel.used).toBe(1);
    expect((await detail(product, "back", "?iteration=1")).funnel.used).toBe(3);
  });

  test("side by side is told apart by the label that signals carry", async () => {
    await shipped(product, "staged", 20);
    await ship(product, "staged", { label: "beta", shippedAt: iso(noon(10)) });
    await tell(product, [
      used("staged", 5),
      used("staged", 5, { customer: "bob", iteration: "1" }),
      used("staged", 15, { customer: "cy", iteration: "beta" }),
    ]);
    expect((await detail(product, "staged")).funnel.used).toBe(2);
    expect((await detail(product, "staged", "?iteration=1")).funnel.used).toBe(1);
    const unknown = await report(product, {
      customer: "ada",
      signals: [used("staged", 5, { iteration: "gamma" })],
    });
    expect(unknown.status).toBe(400);
  });

  test("by two deploys at once gives one iteration of each label, and one that is current", async () => {
    await shipped(product, "race", 20);
    const all = await Promise.all([
      ...[1, 2, 3].map(() => ship(product, "race", { label: "2" })),
      ...[1, 2, 3].map(() => ship(product, "race", { label: "3" })),
    ]);
    // Whoever comes with a date before one that was shipped meanwhile is told to try again.
    for (const { status, text } of all) expect([200, 201, 400, 409], text).toContain(status);
    await ship(product, "race", { label: "2" });
    await ship(product, "race", { label: "3" });
    const { iterations } = await detail(product, "race");
    expect(iterations.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(iterations.map(({ label }) => label).sort()).toEqual(["1", "2", "3"]);
    const { results } = await server.env.DB.prepare(
      "SELECT i.label FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.key = 'race' AND superseded_at IS NULL",
    ).all();
    expect(results).toEqual([{ label: iterations.at(-1)?.label }]);
  });
});

describe("A label that is known", () => {
  test("dated back by one deploy while another ships closes nothing and ships nothing", async () => {
    await shipped(product, "overtaken", 60);
    const project = await projectRow(product);
    const place = { env: server.env, project, params: { feature: "overtaken" } };
    const known = await currentOf(place);
    if (isRefusal(known)) throw new Error(known.detail);
    await ship(product, "overtaken", { label: "2" });
    const body = { label: "3", shippedAt: iso(noon(5)) };
    const late = { env: server.env, body, now: Date.now(), caller: { name: "Ada" } };
    expect(await shipKnowing(late as unknown as Shipping, known)).toEqual({ made: false });
    const { results } = await server.env.DB.prepare(
      "SELECT label, superseded_at IS NULL AS current FROM iteration WHERE feature = ?1 ORDER BY attempt",
    )
      .bind(known.feature.id)
      .all();
    expect(results).toEqual([
      { label: "1", current: 0 },
      { label: "2", current: 1 },
    ]);
  });

  test("is the same iteration, however often it comes", async () => {
    await shipped(product, "again", 20);
    const made = await ship(product, "again", { label: "2", notes: "First try" });
    const line = await lastAudit();
    for (const body of [{ label: "2" }, { label: "2", notes: "First try" }]) {
      const same = await ship(product, "again", body);
      expect(same.status).toBe(200);
      expect(same.json).toEqual(made.json);
    }
    expect(await lastAudit()).toEqual(line);
    expect((await detail(product, "again")).iterations).toHaveLength(2);
  });

  test("corrects notes at any time", async () => {
    await shipped(product, "notes", 20);
    await tell(product, [used("notes", 5)]);
    const corrected = await ship(product, "notes", { label: "1", notes: "All columns" });
    expect(corrected.json.notes).toBe("All columns");
    expect((await ship(product, "notes", { label: "1", notes: null })).json.notes).toBeNull();
    expect(await lastAudit()).toMatchObject({
      ...{ action: "iteration corrected", subject: "notes 1" },
      ...{ before: { notes: "All columns" }, after: { notes: null } },
    });
  });

  test("corrects the date of the first iteration, even of one that was heard", async () => {
    await shipped(product, "first", 20);
    await tell(product, [used("first", 5)]);
    const corrected = await ship(product, "first", { label: "1", shippedAt: iso(noon(40)) });
    expect(corrected.status).toBe(200);
    expect((await detail(product, "first")).verdict?.regime.since).toBe(iso(noon(40)).slice(0, 10));
  });

  test("corrects a later one's date until it has heard something", async () => {
    await shipped(product, "later", 40);
    await ship(product, "later", { label: "2" });
    const corrected = await ship(product, "later", { label: "2", shippedAt: iso(noon(20)) });
    expect(corrected.json.shippedAt).toBe(iso(noon(20)));
    // What was between now belongs to it.
    await tell(product, [used("later", 15)]);
    expect((await detail(product, "later")).funnel.used).toBe(1);
    const refused = await ship(product, "later", { label: "2", shippedAt: iso(noon(10)) });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("shippedAt");
    expect((await detail(product, "later")).iteration.shippedAt).toBe(iso(noon(20)));
  });

  test("seeds a history: each shipped on its own day, before anything is heard", async () => {
    await shipped(product, "seeded", 120);
    await ship(product, "seeded", { label: "2", shippedAt: iso(noon(60)) });
    await tell(product, [
      ...crowd({ feature: "seeded", people: 20, yes: 4, usedAgo: 110 }),
      ...crowd({ feature: "seeded", people: 30, yes: 29, usedAgo: 50 }),
    ]);
    const { iterations, verdict } = await detail(product, "seeded");
    expect(iterations.map(({ state }) => state)).toEqual(["not-helping", "done"]);
    expect(verdict?.since).toBe(iso(noon(22)).slice(0, 10));
  });
});

describe("A date", () => {
  const table: [string, () => unknown, number][] = [
    ["in the future", () => iso(Date.now() + 3_600_000), 400],
    ["before the one it follows", () => iso(noon(21)), 400],
    ["ten years ago", () => iso(noon(4_000)), 400],
    ["that is none", () => "yesterday", 400],
    ["without a zone", () => "2026-01-01T00:00:00", 400],
    ["as a number", () => noon(3), 400],
    ["of the very moment of the one it follows", () => iso(noon(20)), 201],
    ["in another zone", () => `${iso(noon(3)).slice(0, 19)}+02:00`, 201],
  ];
  test.each(table)("%s is answered as it must be", async (name, shippedAt, status) => {
    const feature = `date-${table.findIndex(([each]) => each === name)}`;
    await shipped(product, feature, 20);
    const answer = await ship(product, feature, { label: "2", shippedAt: shippedAt() });
    expect(answer.status, answer.text).toBe(status);
    if (status === 400) expect(answer.json).toMatchObject({ errors: [{ field: "shippedAt" }] });
    expect((await detail(product, feature)).iterations).toHaveLength(status === 201 ? 2 : 1);
  });

  test("is corrected between its neighbours' alone", async () => {
    await shipped(product, "between", 40);
    await ship(product, "between", { label: "2", shippedAt: iso(noon(30)) });
    await ship(product, "between", { label: "3", shippedAt: iso(noon(20)) });
    const move = (label: string, daysAgo: number) =>
      ship(product, "between", { label, shippedAt: iso(noon(daysAgo)) });
    expect((await move("2", 41)).status).toBe(400);
    expect((await move("2", 19)).status).toBe(400);
    expect((await move("1", 29)).status).toBe(400);
    expect((await move("2", 25)).status).toBe(200);
    await tell(product, [used("between", 27)]);
    expect((await detail(product, "between", "?iteration=1")).funnel.used).toBe(1);
  });
});

test.each([
  ...[{}, { label: "" }, { label: "x".repeat(65) }, { label: "a\u0000" }, { label: 2 }],
  // What would be kept as another text, and what would lead elsewhere in an address.
  ...[{ label: "\ud800" }, { label: "." }, { label: ".." }],
])("%j names no iteration", async (body) => {
  const refused = await ship(product, "fresh", body);
  expect(refused.status).toBe(400);
  expect(refused.json).toMatchObject({ errors: [{ field: "label" }] });
});

test("An iteration that is not there is a 404", async () => {
  const answer = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "fresh" },
    search: "?iteration=9",
  });
  expect(answer.status).toBe(404);
});
