// Which answers are said to count: the very ones that the rules, folded in plain JavaScript, count.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { type Server, startWorker } from "../harness.ts";
import { DAY_MS, facts } from "../ledger/drawn.ts";
import { modelCounted } from "../ledger/model.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { list } from "./answering.ts";

const RUNS = 25;

let server: Server;
beforeAll(async () => {
  server = await startWorker({ shards: 2 });
});
afterAll(() => server.close());

let features = 0;
async function makeFeature(product: Product): Promise<{ key: string; iteration: number }> {
  const key = `feature-${++features}`;
  const made = await ask(product, "POST /projects/{project}/features", { body: { key } });
  expect(made.status, made.text).toBe(201);
  const newest = server.env.DB.prepare("SELECT max(id) AS id FROM iteration");
  return { key, iteration: (await newest.first<{ id: number }>())?.id ?? 0 };
}

/**
 * What was drawn as answers to one iteration, many of them ninety days apart; whatever else was drawn answers too.
 * A press is always told of the same account.
 */
function toldTo(iteration: number, all: readonly Fact[]): Fact[] {
  const accounts = new Map<string, string | null>();
  return all.map((fact) => {
    const { customer, day } = fact;
    const at = fact.at - (fact.at % (45 * DAY_MS)) + (day % 10);
    const drawn = fact.answer ?? { ...GIVEN, proven: day % 3 === 0, granted: day % 4 > 0 };
    const answer = { ...drawn, edited: at, id: `${iteration}-${customer}-${at}` };
    const kind = "answered" as const;
    if (!accounts.has(answer.id)) accounts.set(answer.id, fact.account);
    const account = accounts.get(answer.id) ?? null;
    return {
      ...fact,
      kind,
      account,
      iteration,
      at,
      day: Math.floor(at / DAY_MS),
      requireProof: false,
      answer,
    };
  });
}

const GIVEN = { helped: true, comment: "", page: "", locale: "" };

async function countedOf(product: Product, key: string): Promise<string[]> {
  const page = await list(product, key, { limit: "200" });
  expect(page.status, page.text).toBe(200);
  return page.json.items.flatMap(({ id, counted }) => (counted ? [id] : [])).sort();
}

test.each(["customer", "account"] as const)("The %s's own chain says which count", async (unit) => {
  const product = await makeProduct(server, { unit });
  let found = 0;
  await fc.assert(
    fc.asyncProperty(facts, async (all) => {
      const { key, iteration } = await makeFeature(product);
      const told = toldTo(iteration, all);
      await fold(server.env, told);
      const letter = unit === "account" ? "a" : "c";
      const subjects = told.flatMap(({ customer, account }) =>
        [customer, account ?? ""].filter((each) => each.startsWith(letter)),
      );
      const expected = [...new Set(subjects)].flatMap((subject) =>
        modelCounted(told, subject).map(({ id }) => id),
      );
      const shown = await countedOf(product, key);
      expect(shown).toEqual([...new Set(expected)].sort());
      found += shown.length;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBeGreaterThan(RUNS);
});
