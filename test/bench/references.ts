// What the Worker is compared with: Workers that do next to nothing, and bare INSERTs.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { medianOf } from "./median.ts";

/** The ceiling of this runtime: reads the body, and answers. */
export const EMPTY = `export default {
  async fetch(request) { await request.text(); return new Response("ok"); },
};`;

/** The ceiling of this runtime's D1: one statement that does nothing. */
export const ONE_SELECT = `export default {
  async fetch(request, env) {
    await request.text();
    await env.DB.prepare("SELECT 1").all();
    return new Response("ok");
  },
};`;

/** The least that keeps anything: one row, by one INSERT. */
export const ONE_INSERT = `export default {
  async fetch(request, env) {
    const { customer, signals: [{ feature, kind, at }] } = await request.json();
    await env.DB.prepare("INSERT OR IGNORE INTO fact VALUES (?1, ?2, ?3, ?4)")
      .bind(customer, feature, kind, at).run();
    return new Response("ok");
  },
};`;

export const FACT_TABLE = `CREATE TABLE fact (
  customer TEXT NOT NULL, feature TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (customer, feature, kind, at)
) WITHOUT ROWID`;

/** A database of node:sqlite on disk, set as workerd sets its own; gone when done. */
export async function withDatabase<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "landed-bench-"));
  const db = new DatabaseSync(join(folder, "bench.sqlite"));
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    return await work(db);
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const RUNS = 5;
const FACTS = 100_000;

/** Facts a second by bare INSERTs into one indexed table, so many in a transaction: the median of five runs. */
export function bareInserts(perTransaction: number): Promise<number> {
  return withDatabase((db) => {
    db.exec(FACT_TABLE);
    const insert = db.prepare("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?)");
    const facts = perTransaction === 1 ? FACTS / 10 : FACTS;
    let made = 0;
    const rates = Array.from({ length: RUNS }, () => {
      const began = performance.now();
      for (let start = 0; start < facts; start += perTransaction) {
        db.exec("BEGIN");
        for (let i = 0; i < perTransaction; i++)
          insert.run(`customer-${made++}`, "export", "used", 1_790_000_000_000);
        db.exec("COMMIT");
      }
      return (facts * 1_000) / (performance.now() - began);
    });
    return medianOf(rates);
  });
}
