// Features over the API: made, adopted, changed, retired and revived.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../../contract/api/routes.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { change, dayAgo, detail, iso, noon, ship, tell } from "./life.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

const make = (body: unknown) => ask(product, "POST /projects/{project}/features", { body });
const act = (operation: Operation, feature: string) =>
  ask(product, operation, { params: { feature } });
const retire = (key: string) => act("DELETE /projects/{project}/features/{feature}", key);
const revive = (key: string) => act("POST /projects/{project}/features/{feature}/revive", key);
const use = (feature: string, customer = "ada") =>
  tell(product, [{ kind: "used", feature, customer, at: Date.now() }]);
const lastAudit = async () =>
  (await ask(product, "GET /projects/{project}/audit", { search: "?limit=1" })).json.items[0];

const EVERYTHING = {
  name: "CSV export",
  question: { en: "Did the export help?", de: "Hat der Export geholfen?" },
  labels: { yes: "It did" },
  followUp: { no: "What was missing?" },
  owner: "Ada",
  value: "Bookkeepers hand over the month in one file.",
  partners: [{ name: "support", role: "editor" }, { name: "product" }],
  targets: { helpfulness: 0.8 },
  population: 40,
  adoptionRule: "once",
  window: 14,
  moment: { after: 3 },
  paused: true,
  placement: "top-left",
} as const;

const BAD: [string, Record<string, unknown>, string][] = [
  ["an unknown field", { colour: "red" }, "colour"],
  ["an empty name", { name: "  " }, "name"],
  ["a target off the hundredths", { targets: { helpfulness: 0.755 } }, "targets.helpfulness"],
  ["a target beyond its range", { targets: { adoption: 0.96 } }, "targets.adoption"],
  ["an unknown target", { targets: { joy: 0.5 } }, "targets.joy"],
  ["a base of nobody", { population: 0 }, "population"],
  ["a base too large for a list", { population: 5_001 }, "population"],
  ["an unknown rule", { adoptionRule: "thrice" }, "adoptionRule"],
  ["a window of other days", { window: 30 }, "window"],
  ["a moment before the first use", { moment: { after: 0 } }, "moment.after"],
  ["an unknown placement", { placement: "middle" }, "placement"],
  ["a partner twice", { partners: [{ name: "a" }, { name: "a" }] }, "partners"],
  ["a partner who is nobody", { partners: [{ name: "a", member: "m_x" }] }, "partners.0.member"],
];

describe("Making a feature", () => {
  test("needs a key alone; the rest is the project's", async () => {
    const made = await make({ key: "csv-export" });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({
      ...{ key: "csv-export", name: "csv-export", owner: null, value: null, partners: [] },
      ...{ discovered: false, retired: false, paused: false, targets: null, population: null },
      ...{ question: null, labels: null, followUp: null, adoptionRule: "twice", window: 28 },
      ...{ moment: "first-use", placement: "bottom-right" },
      iteration: { label: "1", attempt: 1 },
      verdict: { state: "collecting", since: dayAgo(0), attempt: 1, regime: { why: "shipped" } },
      confirmation: { complete: false, overridden: false, partners: [], frozen: null },
      funnel: { seen: 0, used: 0, returned: 0, asked: 0, answered: 0, helped: 0 },
      series: [],
    });
    expect(made.json.verdict?.helpfulness.target).toBe(0.7);
    expect(Date.parse(made.json.iteration.shippedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  test("takes every setting, and shows it as it was given", async () => {
    const made = await make({ key: "everything", ...EVERYTHING });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({
      ...EVERYTHING,
      partners: [
        { name: "support", member: null, role: "editor" },
        { name: "product", member: null, role: null },
      ],
    });
    expect(made.json.verdict).toMatchObject({
      helpfulness: { target: 0.8, population: 40 },
      adoption: { target: 0.2, window: 14, rule: "once" },
    });
    expect(await detail(product, "everything")).toEqual(made.json);
  });

  test.each(BAD)("refuses %s by name", async (_, settings, field) => {
    const refused = await make({ key: "bad", ...settings });
    expect(refused.status, refused.text).toBe(400);
    expect(fieldsOf(refused)).toContain(field);
  });

  test.each(["", "CSV", "a b", "x".repeat(65), "é", 7, null])(
    "refuses %j as a key",
    async (key) => {
      const refused = await make({ key });
      expect(refused.status).toBe(400);
      expect(fieldsOf(refused)).toEqual(["key"]);
    },
  );

  test("refuses a key that is taken, also while it is retired", async () => {
    await make({ key: "taken" });
    expect((await make({ key: "taken" })).status).toBe(409);
    await retire("taken");
    expect((await make({ key: "taken" })).status).toBe(409);
  });

  test("by two people at once gives one feature", async () => {
    const both = await Promise.all([make({ key: "twice" }), make({ key: "twice" })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await detail(product, "twice")).iterations).toHaveLength(1);
  });
});

describe("A discovered feature", () => {
  test("is shown apart, without a verdict, until somebody adopts it with all that was heard", async () => {
    await use("found");
    const found = await detail(product, "found");
    expect(found).toMatchObject({
      ...{ discovered: true, verdict: null, name: "found", timeline: [] },
      funnel: { seen: 1, used: 1 },
      iterations: [{ label: "1", state: null }],
    });
    const adopted = await make({ key: "found", name: "Found", targets: { helpfulness: 0.6 } });
    expect(adopted.status, adopted.text).toBe(201);
    expect(adopted.json).toMatchObject({
      ...{ discovered: false, name: "Found", funnel: { seen: 1, used: 1 } },
      iteration: found.iteration,
      verdict: { state: "collecting", regime: { why: "shipped" }, warnings: [] },
    });
    expect(adopted.json.verdict?.helpfulness.target).toBe(0.6);
    expect(adopted.json.timeline.map(({ kind }) => kind)).toEqual(["shipped", "adopted"]);
    expect(await lastAudit()).toMatchObject({ action: "feature adopted", subject: "found" });
    expect((await make({ key: "found" })).status).toBe(409);
  });

  test("counts its 14 days from its adoption", async () => {
    await use("old-find");
    const { id } = (await server.env.DB.prepare(
      "SELECT id FROM feature WHERE key = 'old-find'",
    ).first<{ id: number }>()) ?? { id: 0 };
    await server.env.DB.prepare("UPDATE iteration SET shipped_at = ?1 WHERE feature = ?2")
      .bind(noon(90), id)
      .run();
    const { json } = await make({ key: "old-find" });
    expect(json.iteration.shippedAt).toBe(iso(noon(90)));
    expect(json.verdict?.because).toContain(
      `it can be judged from ${dayAgo(-14)} on, the 14th day after shipping`,
    );
  });

  test("says how many answers had been heard when it was adopted", async () => {
    const at = Date.now();
    await tell(product, [
      { kind: "answered", feature: "answered-find", customer: "ada", at, helped: true },
    ]);
    const { json } = await make({ key: "answered-find" });
    expect(json.timeline.at(-1)?.text).toMatch(/adopted it, with 1 answer heard already\.$/);
  });

  test("cannot be shipped before it is adopted", async () => {
    await use("unshipped");
    expect((await ship(product, "unshipped", { label: "2" })).status).toBe(409);
  });

  test("is discarded with all others by one call, which leaves what people made alone", async () => {
    const other = await makeProduct(server);
    const tellOther = (feature: string) =>
      tell(other, [{ kind: "used", feature, customer: "ada", at: Date.now() }]);
    await tellOther("one");
    await tellOther("two");
    await ask(other, "POST /projects/{project}/features", { body: { key: "kept" } });
    const discarded = await ask(other, "DELETE /projects/{project}/discovered");
    expect(discarded.status).toBe(204);
    const list = await ask(other, "GET /projects/{project}/features");
    expect(list.json.items.map(({ key }) => key)).toEqual(["kept"]);
    const audit = await ask(other, "GET /projects/{project}/audit", { search: "?limit=1" });
    expect(audit.json.items[0]).toMatchObject({ before: { keys: ["one", "two"] } });
    // A key that is heard again begins at nothing.
    await tellOther("one");
    expect((await detail(other, "one")).funnel.used).toBe(1);
    expect((await ask(other, "DELETE /projects/{project}/discovered")).status).toBe(204);
    expect((await ask(other, "DELETE /projects/{project}/discovered")).status).toBe(204);
  });
});

describe("Changing a feature", () => {
  test("changes what is named and keeps the rest", async () => {
    await make({ key: "change", ...EVERYTHING });
    const changed = await change(product, "change", { owner: null, paused: false });
    expect(changed.status, changed.text).toBe(200);
    expect(changed.json).toMatchObject({
      ...{ name: "CSV export", owner: null, paused: false, targets: { helpfulness: 0.8 } },
    });
    expect(await lastAudit()).toMatchObject({
      ...{ action: "feature changed", subject: "change" },
      before: { owner: "Ada", paused: true },
      after: { owner: null, paused: false },
    });
  });

  test("sets one target and keeps the other; null gives both back to the project", async () => {
    await make({ key: "targets", targets: { helpfulness: 0.8 } });
    const both = await change(product, "targets", { targets: { adoption: 0.4 } });
    expect(both.json.targets).toEqual({ adoption: 0.4, helpfulness: 0.8 });
    const none = await change(product, "targets", { targets: null });
    expect(none.json.targets).toBeNull();
    expect(none.json.verdict).toMatchObject({
      helpfulness: { target: 0.7 },
      adoption: { target: 0.2 },
    });
  });

  test("to what it is already leaves no line anywhere", async () => {
    const { json } = await make({ key: "same", owner: "Ada", partners: [{ name: "support" }] });
    const before = await lastAudit();
    for (const body of [{}, { owner: "Ada" }, { targets: null }, { partners: json.partners }])
      expect((await change(product, "same", body)).status).toBe(200);
    expect(await lastAudit()).toEqual(before);
  });

  test.each(BAD)("refuses %s by name", async (_, settings, field) => {
    await make({ key: "unchanged" });
    const refused = await change(product, "unchanged", settings);
    expect(refused.status, refused.text).toBe(400);
    expect(fieldsOf(refused)).toContain(field);
  });

  test("that is not there is a 404, whatever is done to it", async () => {
    const none = { params: { feature: "none" } };
    const path = "/projects/{project}/features/{feature}" as const;
    const all = [
      await ask(product, `GET ${path}`, none),
      await ask(product, `PATCH ${path}`, { ...none, body: {} }),
      await retire("none"),
      await revive("none"),
      await ship(product, "none", { label: "2" }),
    ];
    expect(all.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

describe("Retiring a feature", () => {
  test("keeps its history and refuses signals, until it is revived", async () => {
    await make({ key: "retired" });
    await use("retired");
    expect((await retire("retired")).status).toBe(204);
    expect((await retire("retired")).status).toBe(204);
    await expect(use("retired", "bob")).rejects.toThrow("retired");
    expect((await ship(product, "retired", { label: "2" })).status).toBe(409);
    expect(await detail(product, "retired")).toMatchObject({ retired: true, funnel: { used: 1 } });
    const revived = await revive("retired");
    expect(revived.json).toMatchObject({ retired: false, funnel: { used: 1 } });
    await use("retired", "bob");
    const { timeline } = await detail(product, "retired");
    const told = timeline.filter(({ kind }) => kind === "retired").map(({ text }) => text);
    expect(told).toEqual(["ci (token) retired it.", "ci (token) brought it back."]);
  });

  test("leaves a line for each turn and none for what changes nothing", async () => {
    await make({ key: "lines" });
    await retire("lines");
    await retire("lines");
    await revive("lines");
    await revive("lines");
    const audit = await ask(product, "GET /projects/{project}/audit", { search: "?limit=3" });
    expect(audit.json.items.map(({ action }) => action)).toEqual([
      ...["feature revived", "feature retired", "feature made"],
    ]);
  });
});

test("What a page shows of a feature is what its own address shows", async () => {
  const list = await ask(product, "GET /projects/{project}/features");
  for (const row of list.json.items)
    expect(await detail(product, row.key), row.key).toMatchObject(row);
});

function fieldsOf({ json }: { json: unknown }): string[] {
  return (json as { errors: { field: string }[] }).errors.map(({ field }) => field);
}
