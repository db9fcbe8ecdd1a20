// Exports and imports over shards: the same lines whatever number there is, and an import that stops is undone.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExportLine } from "../../../contract/export.ts";
import { shardsOf } from "../../../worker/env.ts";
import { agree, newAgreement } from "../../../worker/show/moving/import-agreement.ts";
import { isDecided } from "../../../worker/show/moving/import-catalogue.ts";
import { lineReader } from "../../../worker/show/moving/import-line.ts";
import {
  beginWriting,
  openImport,
  spoolOf,
  sweepImports,
} from "../../../worker/show/moving/import-spool.ts";
import { writeCustomers } from "../../../worker/show/moving/import-writing.ts";
import { type Server, startWorker } from "../harness.ts";
import { makeProduct, type Product } from "../product.ts";
import { exported, imported, linesOf, recordsOf, richProject } from "./rich.ts";

let one: Server;
let three: Server;
let text: string;
let target: Product;
beforeAll(async () => {
  one = await startWorker();
  three = await startWorker({ shards: 3 });
  text = await exported(await richProject(one));
  target = await makeProduct(three);
});
afterAll(() => Promise.all([one.close(), three.close()]));

const TABLES = [
  ...["journey", "answer", "triage", "ledger", "revision", "person", "tombstone"],
  ...["account_member", "ask_grant", "exclusion"],
];

function shards(): D1Database[] {
  return shardsOf(three.env);
}

/** How many rows customers have on the shards, and how many imports are on their way. */
async function rowsLeft(): Promise<number> {
  const { DB } = three.env;
  const counts = shards().flatMap((shard) =>
    TABLES.map((table) =>
      shard.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>(),
    ),
  );
  const waiting = ["import", "import_part", "feature", "iteration"].map((table) =>
    DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>(),
  );
  const all = await Promise.all([...counts, ...waiting]);
  return all.reduce((sum, row) => sum + (row?.n ?? 0), 0);
}

/** Does what a request does until all customers are written, and then stops as a killed Worker does. */
async function stopHalfWay(): Promise<void> {
  const importing = await openImport(three.env, target.id, Date.now());
  if (!importing) throw new Error("another import is on its way");
  const spool = spoolOf(three.env, importing);
  const known = newAgreement();
  const read = lineReader(Date.now());
  for (const line of linesOf(text).map(read)) {
    agree(known, line);
    if (line.record && !isDecided(line.record)) await spool.keep(line.record);
  }
  await spool.flush();
  const places = new Map(
    [...known.story.iterations].map(([name, { place }]) => [name, { place, sealed: false }]),
  );
  await beginWriting(three.env, importing, places.size);
  await writeCustomers({ env: three.env, importing, places });
}

describe("Over three shards", () => {
  test("an import that was killed is seen nowhere, and undone when the clock comes by", async () => {
    await stopHalfWay();
    expect(await rowsLeft()).toBeGreaterThan(100);
    expect(recordsOf(await exported(target)).map(({ kind }) => kind)).not.toContain("feature");
    await sweepImports(three.env, Date.now() + 60_000);
    expect(await rowsLeft()).toBeGreaterThan(100);
    await sweepImports(three.env, Date.now() + 3_600_000);
    expect(await rowsLeft()).toBe(0);
  });

  test("what was exported from one database is imported and exported again, line for line", async () => {
    const { status, json } = await imported(target, text);
    expect(json.detail).toBeUndefined();
    expect(status).toBe(200);
    const told = (all: string) =>
      recordsOf(all)
        .filter(isHeard)
        .map(({ check: _, ...record }) => JSON.stringify(record))
        .sort();
    expect(told(await exported(target))).toEqual(told(text));
  });

  test("each shard's ledger is what the journeys on it add up to", async () => {
    const sums = await Promise.all(
      shards().map((shard) =>
        shard
          .prepare(
            `SELECT (SELECT count(*) FROM journey WHERE subject < 'd' AND seen_on IS NOT NULL AND substr(subject, 1, 1) = 'c') AS journeys,
               (SELECT sum(customers_seen) FROM ledger) AS ledger`,
          )
          .first<{ journeys: number; ledger: number | null }>(),
      ),
    );
    for (const sum of sums) expect(sum?.ledger ?? 0).toBe(sum?.journeys);
  });
});

function isHeard({ kind }: ExportLine): boolean {
  return ["answer", "journey", "ledger", "member", "tombstone", "person", "verdict"].includes(kind);
}
