// The headers that every answer of the Worker carries, whichever part gives it.

import type { MiddlewareHandler } from "hono";
import type { Env } from "./env.ts";

/**
 * Nothing here is a page but for the API's description, which brings a policy of its own. So an answer that is opened
 * as a page runs nothing, loads nothing and stands in no frame; and none of them is kept anywhere.
 */
export const SECURE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
  "x-content-type-options": "nosniff",
} as const;

/** Adds them after whatever answers; what that sets itself stays. */
export const secured: MiddlewareHandler<{ Bindings: Env }> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURE_HEADERS))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  // Signals are answered to pages of other origins; nothing else is.
  if (!c.req.path.startsWith("/v1/"))
    c.res.headers.set("cross-origin-resource-policy", "same-origin");
};
