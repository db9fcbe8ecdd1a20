// A copy that is put back after a loss: outboxes send again what it lacks, each fact counts once, the erased stay so.

import { cpSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { expectedOf, FEATURES, requestsOf } from "./plan.ts";
import { deliver, makeProduct, mint, newTally, type Product, read } from "./product.ts";
import { look, migrate, newFolder, type Running, remove, serve } from "./server.ts";
import { foldedCells, kept, ledgerCells } from "./tables.ts";

const PEOPLE = 600;
const folder = newFolder();
const backup = newFolder();
let server: Running | null = null;
afterAll(async () => {
  await server?.kill();
  remove(folder);
  remove(backup);
});

test("R16 an earlier copy and the outboxes together are what was there before the loss", async () => {
  migrate(folder);
  const token = await mint(folder);
  server = await serve(folder);
  const place = { url: server.url };
  const product = await makeProduct(place, token, FEATURES);
  const all = requestsOf(PEOPLE, 100);
  await tell(product, all.slice(0, all.length / 2));
  await erase(product, "customer-3");
  await server.kill();
  cpSync(folder, backup, { recursive: true });

  server = await serve(folder);
  place.url = server.url;
  await tell(product, all.slice(all.length / 2));
  await server.kill();
  const before = look(folder, (db) => kept(db, FEATURES));

  server = await serve(backup);
  place.url = server.url;
  // Everything again: an outbox does not know what the copy holds.
  await Promise.all([tell(product, all), tell(product, all.toReversed())]);
  const counts = expectedOf("export", PEOPLE);
  const one = { seen: 1, used: 1, returned: 1, answered: 1, helped: 1 };
  const left = Object.entries(counts).map(([name, count]) => [
    name,
    count - one[name as keyof typeof one],
  ]);
  const detail = (await (await read(product, "/features/export")).json()) as { funnel: object };
  expect(detail.funnel).toMatchObject(Object.fromEntries(left));
  await server.kill();
  look(backup, (db) => {
    expect(ledgerCells(db)).toEqual(foldedCells(db));
    expect(kept(db, FEATURES)).toEqual(before);
  });
});

async function tell(product: Product, requests: ReturnType<typeof requestsOf>): Promise<void> {
  for (const { signals } of requests)
    await deliver(
      product,
      { customer: "nobody", signals },
      { from: "back end", tally: newTally() },
    );
}

async function erase({ place, id, token }: Product, customer: string): Promise<void> {
  const erased = await fetch(`${place.url}/api/projects/${id}/customers/erase`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ customer }),
  });
  if (!erased.ok) throw new Error(await erased.text());
}
