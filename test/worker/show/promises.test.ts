// Targets are promises: one that is moved is told with who, when, from what to what and after how many answers.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { change, crowd, dayAgo, detail, ship, shipped, tell } from "./life.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

/** A feature that has answers since 20 days ago. */
async function answered(key: string, settings = {}): Promise<Product> {
  const product = await makeProduct(server);
  await shipped(product, key, 40, settings);
  await tell(product, crowd({ feature: key, people: 12, yes: 9, usedAgo: 20 }));
  return product;
}

const targets = async (product: Product, key: string) =>
  (await detail(product, key)).timeline.filter(({ kind }) => kind === "target");
const audit = async (product: Product) =>
  (await ask(product, "GET /projects/{project}/audit")).json.items;
const changeProject = (product: Product, body: unknown) =>
  ask(product, "PATCH /projects/{project}", { body });

describe("A promise that is moved after the first answer", () => {
  const table: [string, unknown, { said: string; why: string; warning: string }][] = [
    [
      "a lower target",
      { targets: { helpfulness: 0.6 } },
      {
        said: "lowered the helpfulness target from 70 % to 60 %",
        why: "target",
        warning: "target lowered from 70 % to 60 % after 12 answers",
      },
    ],
    [
      "a higher target",
      { targets: { adoption: 0.4 } },
      {
        said: "raised the adoption target from 20 % to 40 %",
        why: "target",
        warning: "adoption target raised from 20 % to 40 % after 12 answers",
      },
    ],
    [
      "a closed list",
      { population: 50 },
      {
        said: "changed the customer base from everyone to a list of 50 customers",
        why: "population",
        warning: "customer base changed from everyone to 50 customers after 12 answers",
      },
    ],
    [
      "another rule",
      { adoptionRule: "once", window: 90 },
      {
        said: "changed what adopting it means from using it on two days within 28 days to using it once within 90 days",
        why: "target",
        warning:
          "adoption changed from used twice within 28 days to used once within 90 days after 12 answers",
      },
    ],
  ];
  test.each(table)(
    "%s starts a regime, is told once and stays a warning",
    async (name, body, expected) => {
      const key = `moved-${table.findIndex(([each]) => each === name)}`;
      const product = await answered(key);
      const { json } = await change(product, key, body);
      expect(json.verdict).toMatchObject({
        regime: { since: dayAgo(0), why: expected.why },
        warnings: [expected.warning],
      });
      expect(await targets(product, key)).toMatchObject([
        { text: `ci (token) ${expected.said} after 12 answers.` },
      ]);
      expect((await audit(product))[0]).toMatchObject({
        ...{ action: "feature changed", subject: key, by: "ci (token)" },
        after: { answersHeard: 12 },
      });
    },
  );

  test("keeps its earlier days: they are judged by what was promised then", async () => {
    const product = await answered("earlier");
    await change(product, "earlier", { targets: { helpfulness: 0.5 } });
    const then = await detail(product, "earlier", `?as-of=${dayAgo(1)}`);
    expect(then.verdict).toMatchObject({
      helpfulness: { target: 0.7 },
      regime: { why: "shipped" },
      warnings: [],
    });
    expect(then.timeline.map(({ kind }) => kind)).not.toContain("target");
    expect((await detail(product, "earlier")).series.map(({ day }) => day)).toEqual(
      then.series.map(({ day }) => day),
    );
  });

  test("is on record each time it is moved, by whomever at once", async () => {
    const product = await answered("often");
    await Promise.all([
      change(product, "often", { targets: { helpfulness: 0.6 } }),
      change(product, "often", { targets: { adoption: 0.3 } }),
      change(product, "often", { population: 100 }),
    ]);
    expect(await targets(product, "often")).toHaveLength(3);
    expect(await detail(product, "often")).toMatchObject({
      ...{ targets: { helpfulness: 0.6, adoption: 0.3 }, population: 100 },
      verdict: { helpfulness: { target: 0.6, population: 100 }, adoption: { target: 0.3 } },
    });
  });

  test("begins anew with the next iteration, and stays with the one it was moved in", async () => {
    const product = await answered("next");
    await change(product, "next", { targets: { helpfulness: 0.6 } });
    await ship(product, "next", { label: "2" });
    expect((await detail(product, "next")).verdict?.warnings).toEqual([]);
    expect((await detail(product, "next", "?iteration=1")).verdict?.warnings).toHaveLength(1);
  });
});

describe("A promise that is moved before anything was heard", () => {
  test("is simply the promise", async () => {
    const product = await makeProduct(server);
    await shipped(product, "early", 40);
    const { json } = await change(product, "early", { targets: { helpfulness: 0.9 } });
    expect(json.verdict).toMatchObject({
      helpfulness: { target: 0.9 },
      regime: { why: "shipped", since: dayAgo(40) },
      warnings: [],
    });
    expect(await targets(product, "early")).toEqual([]);
    expect((await audit(product))[0]).toMatchObject({
      ...{ before: { targets: null }, after: { targets: { helpfulness: 0.9 } } },
    });
  });

  test("but after somebody met it starts a regime, without a warning", async () => {
    const product = await makeProduct(server);
    await shipped(product, "met", 40);
    await tell(product, crowd({ feature: "met", people: 3, usedAgo: 20 }));
    const { json } = await change(product, "met", { targets: { helpfulness: 0.9 } });
    expect(json.verdict).toMatchObject({ regime: { why: "target" }, warnings: [] });
    expect(await targets(product, "met")).toMatchObject([
      {
        text: "ci (token) raised the helpfulness target from 70 % to 90 % before the first answer.",
      },
    ]);
  });
});

describe("A project's targets", () => {
  test("move every feature that has none of its own", async () => {
    const product = await answered("follows");
    await shipped(product, "own", 40, { targets: { helpfulness: 0.8 } });
    await tell(product, crowd({ feature: "own", people: 3, yes: 3, usedAgo: 20, name: "o" }));
    await shipped(product, "silent", 40);
    await changeProject(product, { targets: { helpfulness: 0.65 } });
    const target = async (key: string) => (await detail(product, key)).verdict?.helpfulness.target;
    expect([await target("follows"), await target("own"), await target("silent")]).toEqual([
      ...[0.65, 0.8, 0.65],
    ]);
    expect(await targets(product, "follows")).toHaveLength(1);
    expect(await targets(product, "own")).toEqual([]);
    expect(await targets(product, "silent")).toEqual([]);
    expect((await detail(product, "follows")).targets).toBeNull();
    expect((await audit(product))[0]).toMatchObject({
      ...{ action: "project changed", before: { targets: { helpfulness: 0.7, adoption: 0.2 } } },
      after: { targets: { helpfulness: 0.65, adoption: 0.2 } },
    });
  });

  test("the unit starts a regime for all of them", async () => {
    const product = await answered("unit");
    await changeProject(product, { unit: "account" });
    const { verdict, timeline } = await detail(product, "unit");
    expect(verdict).toMatchObject({
      ...{ unit: "account", regime: { since: dayAgo(0), why: "unit" } },
      warnings: ["unit changed from customer to account after 12 answers"],
    });
    expect(timeline.map(({ text }) => text)).toContain(
      "ci (token) changed whose voice counts from each customer to each account after 12 answers.",
    );
  });

  test("of 120 features are moved at once", async () => {
    const product = await makeProduct(server);
    const made = Array.from({ length: 120 }, (_, i) =>
      ask(product, "POST /projects/{project}/features", { body: { key: `many-${i}` } }),
    );
    await Promise.all(made);
    const changed = await changeProject(product, { targets: { helpfulness: 0.6 } });
    expect(changed.status, changed.text).toBe(200);
    const { json } = await ask(product, "GET /projects/{project}/features");
    expect(json.items).toHaveLength(120);
    expect(new Set(json.items.map(({ verdict }) => verdict?.helpfulness.target))).toEqual(
      new Set([0.6]),
    );
  });
});

test("Every line of a story is a plain sentence that names nobody's id, and none is told twice", async () => {
  const product = await answered("story", { partners: [{ name: "support" }] });
  await change(product, "story", { targets: { helpfulness: 0.5 }, population: 30 });
  await ship(product, "story", { label: "2", notes: "Shorter" });
  for (const operation of [
    "DELETE /projects/{project}/features/{feature}",
    "POST /projects/{project}/features/{feature}/revive",
  ] as const)
    await ask(product, operation, { params: { feature: "story" } });
  const { timeline, verdict } = await detail(product, "story");
  const texts = timeline.map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  expect(new Set(timeline.map(({ kind }) => kind))).toEqual(
    new Set(["shipped", "target", "retired"]),
  );
  for (const text of texts) expect(text).toMatch(/^[A-Za-z][^{}<>[\]]*[.!?]$/);
  for (const text of [...texts, ...(verdict?.because ?? [])])
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|\bp\d+\b/);
  const times = timeline.map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
});
