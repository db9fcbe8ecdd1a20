// Turns requests away while too many others are underway, so that those inside are answered in time.

import type { MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { problem } from "../problem.ts";
import { corsHeaders } from "./origin.ts";

/** As many as one isolate sees through well within the time that a request waits for storage. */
export const MOST_UNDERWAY = 192;
/** Seconds after which those inside are done. */
const RETRY_S = 5;

/** Counts what is underway in this isolate; what is one too many is a 503, before anything of it is read. */
export function crowded(most = MOST_UNDERWAY): MiddlewareHandler<{ Bindings: Env }> {
  let underway = 0;
  return async (c, next) => {
    if (underway >= most) return turnedAway(c.req.header("origin"));
    underway++;
    try {
      await next();
    } finally {
      underway--;
    }
  };
}

function turnedAway(origin: string | undefined): Response {
  const detail = "Too much is underway; nothing was kept, send it again later.";
  const response = problem({ refused: "unavailable", detail, retryAfter: RETRY_S });
  for (const [name, value] of Object.entries(origin ? corsHeaders(origin) : {}))
    response.headers.set(name, value);
  return response;
}
