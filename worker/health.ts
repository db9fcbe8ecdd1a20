// GET /v1/health: well when the database answers and its migrations are current.

import type { Env } from "./env.ts";
import { problem } from "./problem.ts";
import { SCHEMA_VERSION, VERSION } from "./version.ts";

export async function health(env: Env): Promise<Response> {
  const schema = await schemaVersion(env.DB);
  if (schema !== SCHEMA_VERSION) {
    const detail =
      schema === null
        ? "The database is not answering, or has no tables yet; apply the migrations."
        : `The database has schema ${schema}, this Worker needs ${SCHEMA_VERSION}; apply the migrations.`;
    return problem({ refused: "unavailable", detail, retryAfter: 5 }, { schema });
  }
  return Response.json(
    { status: "ok", version: VERSION, schema },
    { headers: { "cache-control": "no-store" } },
  );
}

/** How many migrations the database has had, or null. */
async function schemaVersion(db: D1Database): Promise<number | null> {
  try {
    const row = await db.prepare("SELECT count(*) AS n FROM d1_migrations").first<{ n: number }>();
    return row?.n ?? null;
  } catch {
    return null;
  }
}
