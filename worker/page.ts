// The dashboard's one page, at every path that is its own to read; what is a file's path and holds none is not found.

import type { Env } from "./env.ts";

/**
 * Files are served by their folder's rules, which let some be read by any origin and kept for a year. A page given in
 * place of one that is missing would be kept as long, so these paths have it never.
 */
const FILES = /^\/(?:v\/|assets\/|landed)/;
const OURS = /^\/(?:api|v1)(?:\/|$)/;

/** The page, for the dashboard to read the path from; null where there is nothing to show. */
export async function pageAt(request: Request, env: Env): Promise<Response | null> {
  const { origin, pathname } = new URL(request.url);
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads || FILES.test(pathname) || OURS.test(pathname)) return null;
  const page = await env.ASSETS.fetch(new Request(`${origin}/`, request));
  // Other headers are added to it, and those of an answer that was fetched are fixed.
  return new Response(page.body, page);
}
