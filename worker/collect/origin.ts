// Cross-origin manners: who may post from a browser, and the headers that let them read the answer.

import { first, query } from "../database.ts";
import { ANY_ORIGIN } from "../ledger/origins.ts";

/** Whether a project with these origins takes a browser's request from `origin`; none listed allows any. */
export function isAllowed(origins: string, origin: string): boolean {
  const listed = JSON.parse(origins) as string[];
  return listed.length === 0 || listed.includes(origin);
}

/** Whether some project takes requests from an origin: all that can be known before a key was found. */
export async function isKnownOrigin(db: D1Database, origin: string): Promise<boolean> {
  const found = await first(
    db,
    query
      .selectFrom("project_origin")
      .where("origin", "in", [origin, ANY_ORIGIN])
      .select("project")
      .limit(1),
  );
  return found !== undefined;
}

/** The headers by which a browser lets its page read the answer, and when to try again. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "Retry-After",
    vary: "Origin",
  };
}

/** Answers a preflight: only where some project takes requests from that origin. */
export async function preflight(db: D1Database, origin: string): Promise<Response> {
  if (origin === "" || !(await isKnownOrigin(db, origin)))
    return new Response(null, { status: 403, headers: { vary: "Origin" } });
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "86400",
    },
  });
}
