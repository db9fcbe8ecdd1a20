// The portfolio over the API: order, filters, and looks at earlier days.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QueryInput } from "../../../contract/api/routes.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { crowd, dayAgo, detail, iso, noon, ship, shipped, tell } from "./life.ts";

let server: Server;
let product: Product;

type Filter = QueryInput<"GET /projects/{project}/features">;

async function list(filter: Filter = {}) {
  const search = `?${new URLSearchParams(filter as Record<string, string>)}`;
  const answer = await ask(product, "GET /projects/{project}/features", { search });
  expect(answer.status, answer.text).toBe(200);
  return answer.json.items;
}
const keys = async (filter?: Filter) => (await list(filter)).map(({ key }) => key);

/** One feature in each state, and what has none. */
async function everyState(): Promise<void> {
  const people = (feature: string, yes: number, n = 40) =>
    crowd({ feature, people: n, yes, usedAgo: 55, name: feature });
  const passersBy = (feature: string) =>
    Array.from({ length: 400 }, (_, i) => {
      const customer = `${feature}-passer-${i}`;
      return { kind: "seen", feature, customer, at: noon(56) };
    });
  const all = ["done", "signed", "slipping", "not-helping", "not-reached", "neither", "too-close"];
  for (const key of [...all, "collecting", "retired"])
    await shipped(product, key, 60, { owner: key < "o" ? "Ada" : "Bo", value: `Value of ${key}.` });
  await tell(product, [
    ...people("done", 39),
    ...people("signed", 39),
    ...people("slipping", 39),
    ...people("not-helping", 8),
    ...[...people("not-reached", 39), ...passersBy("not-reached")],
    ...[...people("neither", 8), ...passersBy("neither")],
    ...people("too-close", 1_680, 2_400),
    ...people("collecting", 4, 6),
    ...crowd({ feature: "slipping", people: 40, yes: 2, usedAgo: 20, name: "later" }),
    { kind: "used", feature: "discovered", customer: "ada", at: noon(1) },
  ]);
  const params = { feature: "signed" };
  const sign = "POST /projects/{project}/features/{feature}/confirmation";
  expect((await ask(product, sign, { params, body: {} })).status).toBe(201);
  const retired = await ask(product, "DELETE /projects/{project}/features/{feature}", {
    params: { feature: "retired" },
  });
  expect(retired.status).toBe(204);
}

beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await everyState();
});
afterAll(() => server.close());

describe("The portfolio", () => {
  test("begins with what needs a person first", async () => {
    expect(await keys()).toEqual([
      ...["slipping", "done", "not-helping", "neither", "not-reached", "too-close"],
      ...["discovered", "collecting", "signed", "retired"],
    ]);
  });

  test("says each state, flags what is retired, and judges nothing that was only discovered", async () => {
    const states = new Map((await list()).map((row) => [row.key, row.verdict?.state ?? null]));
    for (const [key, state] of states)
      if (!["signed", "retired", "discovered"].includes(key)) expect(state, key).toBe(key);
    const byKey = new Map((await list()).map((row) => [row.key, row]));
    expect(byKey.get("discovered")).toMatchObject({ discovered: true, verdict: null, spark: [] });
    expect(byKey.get("retired")).toMatchObject({ retired: true, discovered: false });
    expect(byKey.get("signed")?.confirmation).toMatchObject({ complete: true, overridden: false });
    expect(byKey.get("done")?.confirmation).toMatchObject({ complete: false, partners: [] });
  });

  test("draws how adoption grew", async () => {
    const spark = (await list({ q: "not-helping" }))[0]?.spark ?? [];
    expect(spark).toHaveLength(24);
    expect(spark.at(0)).toBe(0);
    expect(spark.at(-1)).toBe(40);
    expect(spark).toEqual(spark.toSorted((a, b) => a - b));
  });

  const filters: [Filter, string[]][] = [
    [{ state: "done" }, ["done", "signed"]],
    [{ state: "neither" }, ["neither"]],
    [{ state: "slipping", owner: "Bo" }, ["slipping"]],
    [{ state: "slipping", owner: "Ada" }, []],
    [{ owner: "Bo" }, ["slipping", "too-close", "signed", "retired"]],
    [{ owner: "Nobody" }, []],
    [{ owner: "" }, []],
    [{ q: "VALUE OF DONE" }, ["done"]],
    [{ q: " not-" }, ["not-helping", "not-reached"]],
    [{ q: "discov" }, ["discovered"]],
    [{ q: "%" }, []],
    [{ q: "" }, ["slipping", "done"]],
  ];
  test.each(filters)("filtered by %j gives %j", async (filter, expected) => {
    expect(
      (await keys(filter)).slice(0, Math.max(expected.length, filter.q === "" ? 2 : 99)),
    ).toEqual(expected);
  });

  test.each([
    ["?state=joyful", "state"],
    ["?as-of=2026-13-01", "as-of"],
    ["?as-of=tomorrow", "as-of"],
    [`?as-of=${dayAgo(-2)}`, "as-of"],
    ["?colour=red", "colour"],
    [`?q=${"x".repeat(201)}`, "q"],
  ])("refuses %s by name", async (search, field) => {
    const refused = await ask(product, "GET /projects/{project}/features", { search });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ field }] });
  });
});

describe("As of an earlier day", () => {
  test("verdicts are those of that day", async () => {
    const states = async (daysAgo: number) =>
      Object.fromEntries(
        (await list({ "as-of": dayAgo(daysAgo) })).map((row) => [row.key, row.verdict?.state]),
      );
    const ripe = await states(30);
    expect(ripe).toMatchObject({ slipping: "collecting", "not-helping": "not-helping" });
    expect(await states(25)).toMatchObject({ slipping: "done", done: "done", neither: "neither" });
    expect(new Set(Object.values(await states(47)))).toEqual(new Set(["collecting"]));
    const [row] = await list({ q: "slipping", "as-of": dayAgo(25) });
    expect(row?.verdict).toMatchObject({ asOf: dayAgo(25), helpfulness: { answers: 40 } });
  });

  test("what had not been shipped, adopted, signed or retired yet is not", async () => {
    expect(await keys({ "as-of": dayAgo(61) })).toEqual([]);
    const then = new Map((await list({ "as-of": dayAgo(1) })).map((row) => [row.key, row]));
    expect(then.has("discovered")).toBe(false);
    expect(then.get("retired")?.retired).toBe(false);
    expect(then.get("signed")?.confirmation.complete).toBe(false);
  });

  test("shows the iteration that was current then", async () => {
    await shipped(product, "twice", 60);
    await ship(product, "twice", { label: "2", shippedAt: iso(noon(10)) });
    const label = async (daysAgo: number) =>
      (await list({ q: "twice", "as-of": dayAgo(daysAgo) }))[0]?.iteration.label;
    expect(await label(11)).toBe("1");
    expect(await label(10)).toBe("2");
    expect((await detail(product, "twice", `?as-of=${dayAgo(11)}`)).iterations).toHaveLength(1);
    const early = await ask(product, "GET /projects/{project}/features/{feature}", {
      params: { feature: "twice" },
      search: `?as-of=${dayAgo(61)}`,
    });
    expect(early.status).toBe(404);
  });

  test("today is today", async () => {
    expect(await list({ "as-of": dayAgo(0) })).toEqual(await list());
    expect(await detail(product, "done", `?as-of=${dayAgo(0)}`)).toEqual(
      await detail(product, "done"),
    );
  });

  test("a feature in full is what it was that day", async () => {
    const then = await detail(product, "slipping", `?as-of=${dayAgo(25)}`);
    expect(then.funnel).toMatchObject({ used: 40, answered: 40, helped: 39 });
    expect(then.series.at(-1)?.day).toBe(dayAgo(54));
    const told = ({ timeline }: typeof then) => timeline.map(({ text }) => text.split(":")[0]);
    expect(told(then)).toEqual(["Iteration 1 was shipped.", "Iteration 1 is done"]);
    const now = await detail(product, "slipping");
    expect(now.funnel).toMatchObject({ used: 80, answered: 80, helped: 41 });
    expect(told(now)).toContain("Iteration 1 is slipping");
  });
});

describe("The series of a feature", () => {
  test("adds up, day by day, to the funnel", async () => {
    const { series, funnel } = await detail(product, "slipping");
    expect(series.map(({ day }) => day)).toEqual([55, 54, 20, 19].map(dayAgo));
    expect(series.map(({ used, returned }) => [used, returned])).toEqual([
      ...[
        [40, 0],
        [40, 40],
        [80, 40],
        [80, 80],
      ],
    ]);
    const last = series.at(-1);
    expect(last && { ...funnel, answered: last.helped + last.unhelped }).toEqual(funnel);
  });

  test("has the range that each day's answers leave open", async () => {
    const { series, verdict } = await detail(product, "not-helping");
    expect(series[0]).toMatchObject({ low: null, high: null, helped: 0 });
    expect(series[1]).toMatchObject({
      low: verdict?.helpfulness.low,
      high: verdict?.helpfulness.high,
    });
  });

  test("counts in the project's unit", async () => {
    const other = await makeProduct(server, { unit: "account" });
    await shipped(other, "by-account", 20);
    const at = noon(5);
    await tell(
      other,
      ["ada", "bob", "cy"].map((customer) => ({
        ...{ kind: "used", feature: "by-account", customer, at },
        account: customer === "cy" ? "globex" : "acme",
      })),
    );
    const { funnel, verdict } = await detail(other, "by-account");
    expect(funnel).toMatchObject({ seen: 2, used: 2 });
    expect(verdict).toMatchObject({
      unit: "account",
      adoption: { reached: 2, customers: { reached: 3 }, accounts: { reached: 2 } },
    });
  });
});
