// What is folded while its project is deleted: the next night finds it and deletes it, and nothing else.

import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteJourneys } from "../../../worker/ledger/deleting.ts";
import type { Fact } from "../../../worker/ledger/fact.ts";
import { fold } from "../../../worker/ledger/fold.ts";
import { nightBefore, runSchedule } from "../../../worker/schedule.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, report } from "../product.ts";

const DAY_MS = 86_400_000;
const NOW = Date.now();
const TABLES = ["journey", "answer", "ledger", "revision", "person", "account_member"];

let server: Server;
beforeAll(async () => {
  server = await startWorker({ shards: 2 });
});
afterAll(() => server.close());

/** Every row of customers, of both shards. */
async function dump(): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of TABLES) {
    const perShard = [0, 1].map((place) =>
      server.env[`SHARD_${place}`]?.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all(),
    );
    tables[table] = (await Promise.all(perShard)).map((each) => each?.results ?? []);
  }
  return tables;
}

/** Somebody with an account was shown a feature, used it, and said that it helped. */
function facts(iteration: number, person: number): Fact[] {
  const name = String(person).padStart(22, "x");
  const day = Math.floor(NOW / DAY_MS);
  const about = { iteration, customer: `c${name}`, account: `a${name}`, at: NOW, day };
  const texts = { comment: "fast", page: "", locale: "" };
  const answer = { id: name, helped: true, proven: true, granted: true, edited: NOW, ...texts };
  return [
    { kind: "used", requireProof: false, ...about },
    { kind: "asked", requireProof: false, ...about },
    { kind: "answered", requireProof: false, ...about, answer },
  ];
}

test("A fold that a deletion overtook leaves nothing behind", async () => {
  const [gone, stays] = [await makeProduct(server), await makeProduct(server)];
  for (const product of [gone, stays])
    await ask(product, "POST /projects/{project}/features", { body: { key: "export" } });
  const signals = [{ kind: "used", feature: "export", at: NOW }];
  await report(stays, { customer: "ada", account: "acme", signals });
  const iteration = await server.env.DB.prepare(
    "SELECT i.id FROM iteration i JOIN feature f ON f.id = i.feature WHERE f.project = ?1",
  )
    .bind(gone.id)
    .first<number>("id");
  await ask(gone, "DELETE /projects/{project}");
  // An import on its way, whose iterations the catalogue does not know yet.
  await server.env.DB.prepare("INSERT INTO import VALUES ('i', ?1, ?2, 1, 5000000000, 2, 0)")
    .bind(stays.id, NOW + DAY_MS)
    .run();
  await fold(server.env, facts(5_000_000_001, 99));
  const before = await dump();

  await fold(
    server.env,
    [1, 2, 3, 4, 5, 6].flatMap((person) => facts(iteration ?? 0, person)),
  );
  expect(await dump()).not.toEqual(before);
  await runSchedule(server.env, nightBefore(NOW) + DAY_MS);
  expect(await dump()).toEqual(before);
});

test("Answers of which no journey tells are deleted too, however many there are", async () => {
  const shard = server.env["SHARD_0"];
  if (!shard) throw new Error("no shard");
  await shard
    .prepare(
      `WITH RECURSIVE people (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM people WHERE n < 5001)
      INSERT INTO answer SELECT n, 77, 'u' || n, 'u' || n, 1, 1, '', 1, '', '', '', 0, 0, 1 FROM people`,
    )
    .run();
  const count = "SELECT count(*) AS n FROM answer WHERE iteration = 77";
  expect(await deleteJourneys(shard, [77], { transactions: 1 })).toBe(false);
  expect(await shard.prepare(count).first("n")).toBe(1);
  expect(await deleteJourneys(shard, [77])).toBe(true);
  expect(await shard.prepare(count).first("n")).toBe(0);
});
