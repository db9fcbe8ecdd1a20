// Dead letters as people find them: by page, newest first, only their project's own, and folded once when asked.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";

const NOW = Date.now();
const PEOPLE = 7;

let server: Server;
let product: Product;
let other: Product;
let iteration: number;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  other = await makeProduct(server);
  await ask(product, "POST /projects/{project}/features", { body: { key: "export" } });
  const row = await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first<{
    id: number;
  }>();
  iteration = row?.id ?? 0;
  for (let index = 0; index < PEOPLE; index++) await put(product, `letter-${index}`, index);
  await put(other, "foreign", 99);
});
afterAll(() => server.close());

/** Writes down a letter that says somebody used the feature. Three share each moment. */
async function put({ id: project }: Product, id: string, index: number): Promise<void> {
  const fact = {
    kind: "used",
    iteration,
    customer: `c${String(index).padStart(22, "0")}`,
    account: null,
    at: NOW,
    day: Math.floor(NOW / 86_400_000),
    requireProof: false,
  };
  const body = JSON.stringify({ project, facts: [fact] });
  await server.env.DB.prepare("INSERT INTO dead_letter VALUES (?1, ?2, ?3, 'why', 1, ?4, NULL)")
    .bind(id, project, NOW + Math.floor(index / 3), body)
    .run();
}

async function page(search: string) {
  return (await ask(product, "GET /projects/{project}/dead-letters", { search })).json;
}

function replay(of: Product, body?: object) {
  return ask(of, "POST /projects/{project}/dead-letters/replay", body && { body });
}

async function used(): Promise<number> {
  const answer = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "export" },
  });
  return answer.json.funnel.used;
}

test("Pages of any size list each once, the newest first", async () => {
  const all = (await page("")).items.map(({ id }) => id);
  expect(all).toEqual([6, 5, 4, 3, 2, 1, 0].map((index) => `letter-${index}`));
  for (const limit of [1, 2, 3, 7]) {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const next: Awaited<ReturnType<typeof page>> = await page(
        `?limit=${limit}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...next.items.map(({ id }) => id));
      cursor = next.cursor;
    }
    expect(seen).toEqual(all);
  }
});

test("A cursor that the list did not give out is refused by name", async () => {
  for (const cursor of ["!", "YWJj", btoa("12"), btoa("-1 x")]) {
    const answer = await ask(product, "GET /projects/{project}/dead-letters", {
      search: `?cursor=${encodeURIComponent(cursor)}`,
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining("cursor")]);
  }
});

test("Another project's letters are neither listed nor folded", async () => {
  expect((await replay(product, { ids: ["foreign", "nobody's"] })).json).toEqual({
    replayed: 0,
    failed: 0,
  });
  const foreign = await ask(other, "GET /projects/{project}/dead-letters");
  expect(foreign.json.items).toMatchObject([{ id: "foreign", replayedAt: null }]);
});

test("A letter that speaks of another project's iteration folds nothing into it", async () => {
  expect((await replay(other)).json).toEqual({ replayed: 1, failed: 0 });
  expect(await used()).toBe(0);
});

test("Those that are named are folded first, then all that wait, each once and with a line in the audit log", async () => {
  expect((await replay(product, { ids: ["letter-2", "letter-5"] })).json.replayed).toBe(2);
  expect(await used()).toBe(2);
  expect((await page("")).items.filter(({ replayedAt }) => replayedAt !== null).length).toBe(2);
  expect((await replay(product, {})).json).toEqual({ replayed: PEOPLE - 2, failed: 0 });
  expect((await replay(product, {})).json).toEqual({ replayed: 0, failed: 0 });
  expect(await used()).toBe(PEOPLE);
  const log = await ask(product, "GET /projects/{project}/audit", { search: "?q=dead letters" });
  expect(log.json.items.map(({ subject }) => subject)).toEqual(["5 of 5", "2 of 2"]);
});
