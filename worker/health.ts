// GET /v1/health: well when every database answers, is migrated and holds what it was made with.

import { type Env, shardsOf } from "./env.ts";
import { shardMismatch } from "./ledger/shards.ts";
import { problem } from "./problem.ts";
import { SCHEMA_VERSION, VERSION } from "./version.ts";

export async function health(env: Env): Promise<Response> {
  const schemas = await Promise.all([...new Set([env.DB, ...shardsOf(env)])].map(schemaVersion));
  const schema = schemas.includes(null) ? null : Math.min(...schemas.map(Number));
  if (schema !== SCHEMA_VERSION) return unwell(whyNot(schema), schema);
  const mismatch = await shardMismatch(env);
  if (mismatch) return unwell(mismatch.detail, schema);
  const ledgerDifferences = await countDifferences(env.DB);
  const status = ledgerDifferences === 0 ? "ok" : "degraded";
  return Response.json(
    { status, version: VERSION, schema, ...(ledgerDifferences > 0 && { ledgerDifferences }) },
    { headers: { "cache-control": "no-store" } },
  );
}

function unwell(detail: string, schema: number | null): Response {
  return problem({ refused: "unavailable", detail, retryAfter: 5 }, { schema });
}

function whyNot(schema: number | null): string {
  return schema === null
    ? "A database is not answering, or has no tables yet; apply the migrations."
    : `The database has schema ${schema}, this Worker needs ${SCHEMA_VERSION}; apply the migrations.`;
}

/** How many migrations a database has had, or null. */
async function schemaVersion(db: D1Database): Promise<number | null> {
  try {
    const row = await db.prepare("SELECT count(*) AS n FROM d1_migrations").first<{ n: number }>();
    return row?.n ?? null;
  } catch {
    return null;
  }
}

/** Ledger cells that the nightly audit found to differ from their journeys. */
async function countDifferences(db: D1Database): Promise<number> {
  const row = await db
    .prepare("SELECT count(*) AS n FROM ledger_difference")
    .first<{ n: number }>();
  return row?.n ?? 0;
}
