// Standings over several databases: whichever of them moved, the verdict is judged anew.

import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshStandings } from "../../../worker/standing/refresh.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct } from "../product.ts";
import { crowd, shipped, tell } from "../show/life.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker({ shards: 2 });
});
afterAll(() => server.close());

test("A verdict is judged anew for a customer on any shard, and for a signature in the catalogue", async () => {
  const product = await makeProduct(server);
  await shipped(product, "export", 60);
  const one = (name: string) =>
    tell(product, crowd({ feature: "export", people: 1, usedAgo: 20, name }));
  const judged = () => refreshStandings(server.env, Date.now());
  for (const name of ["first", "second", "third", "fourth", "fifth", "sixth"]) await one(name);
  expect(await judged()).toBe(1);
  expect(await judged()).toBe(0);
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
    await one(name);
    expect(await judged(), name).toBe(1);
  }
  const signed = await ask(product, "POST /projects/{project}/features/{feature}/confirmation", {
    params: { feature: "export" },
    body: { override: true, reason: "It is what was promised" },
  });
  expect(signed.status).toBe(201);
  expect(await judged()).toBe(1);
  await ask(product, "DELETE /projects/{project}");
  const left = await server.env.DB.prepare("SELECT count(*) AS n FROM revision").first("n");
  expect(left).toBe(0);
});
