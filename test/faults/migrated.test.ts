// Migrations that are killed half-way, and a Worker that meets tables newer than it knows.

import { afterAll, expect, test } from "vitest";
import { isLong, tell } from "./form.ts";
import { expectedOf, requestsOf } from "./plan.ts";
import { deliver, makeProduct, mint, newTally, read, send } from "./product.ts";
import {
  look,
  migrate,
  migrateAndKill,
  newFolder,
  type Running,
  remove,
  serve,
  write,
} from "./server.ts";

const folder = newFolder();
let server: Running | null = null;
afterAll(async () => {
  await server?.kill();
  remove(folder);
});

/** How far migrations get before they are killed, by tables and indices; fewer than all are half-way. */
const PLACES = isLong ? [1, 2, 5, 10, 15, 20, 25, 30, 35, 40, 45] : [25];

test("R13 migrations that are killed half-way are completed by the next start", async () => {
  const all = tablesOf(await whole());
  const reached: number[] = [];
  for (const place of PLACES) {
    const half = newFolder();
    await migrateAndKill(half, () => tablesOf(half).length >= place);
    reached.push(tablesOf(half).length);
    migrate(half);
    expect(appliedIn(half)).toBe(3);
    expect(tablesOf(half)).toEqual(all);
    remove(half);
  }
  tell("Migrations killed", {
    times: PLACES.length,
    "of tables": all.length,
    "were made": reached.join("/"),
  });
  expect(reached.some((tables) => tables < all.length)).toBe(true);
});

test("R13 a Worker that meets other tables than its own says so, and takes up again when they fit", async () => {
  await whole();
  const token = await mint(folder);
  server = await serve(folder);
  const place = { url: server.url };
  const product = await makeProduct(place, token, ["export", "import", "search"]);
  const tally = newTally();
  const [first, second] = requestsOf(40, 100);
  if (!first || !second) throw new Error("two requests were planned");
  const bodyOf = ({ signals }: { signals: readonly unknown[] }) => ({
    customer: "nobody",
    signals,
  });
  await deliver(product, bodyOf(first), { from: "back end", tally });
  await server.kill();

  write(folder, ["INSERT INTO d1_migrations (name) VALUES ('0004_later.sql')"]);
  server = await serve(folder);
  place.url = server.url;
  const health = await fetch(`${place.url}/v1/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ status: 503, schema: 4 });
  expect([202, 503]).toContain((await send(product, bodyOf(second), "back end")).status);
  await server.kill();

  write(folder, ["DELETE FROM d1_migrations WHERE name = '0004_later.sql'"]);
  server = await serve(folder);
  place.url = server.url;
  await deliver(product, bodyOf(second), { from: "back end", tally });
  const detail = (await (await read(product, "/features/export")).json()) as { funnel: object };
  expect(detail.funnel).toMatchObject(expectedOf("export", 40));
});

let isWhole = false;
/** The folder with all migrations applied. */
async function whole(): Promise<string> {
  if (!isWhole) migrate(folder);
  isWhole = true;
  return folder;
}

function appliedIn(data: string): number {
  return look(data, (db) =>
    Number(db.prepare("SELECT count(*) AS n FROM d1_migrations").get()?.["n"]),
  );
}

/** Tables, indices and triggers; none where there is no database yet. */
function tablesOf(data: string): unknown[] {
  try {
    return look(data, (db) =>
      db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all(),
    );
  } catch {
    return [];
  }
}
