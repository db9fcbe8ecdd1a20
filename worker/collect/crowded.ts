// Turns requests away while too many others are underway, so that those inside are answered in time.

import type { MiddlewareHandler } from "hono";
import { PUBLIC_BODY_BYTES, SECRET_BODY_BYTES } from "../../contract/limits.ts";
import { readBytes } from "../body.ts";
import type { Env } from "../env.ts";
import { problem } from "../problem.ts";
import { inTime } from "../unavailable.ts";
import { corsHeaders } from "./origin.ts";
import { bearerKey } from "./sender.ts";

/** As many as one isolate sees through well within the time that a request waits for storage. */
export const MOST_UNDERWAY = 192;
/** Of requests that are still arriving, so many bytes are held: a quarter of what an isolate has. */
const ARRIVING_BYTES = 32 * 1024 * 1024;
/** Seconds after which those inside are done. */
const RETRY_S = 5;

/**
 * Counts what is underway in this isolate; what is one too many is a 503. Nobody is underway before all of their
 * request is here, so whoever sends slowly, or never ends, holds up no others.
 */
export function crowded(
  most = MOST_UNDERWAY,
  mostArriving = ARRIVING_BYTES,
): MiddlewareHandler<{ Bindings: Env }> {
  let underway = 0;
  let arriving = 0;
  const arrive = async (request: Request): Promise<Request | null> => {
    const limit = bearerKey(request) === null ? PUBLIC_BODY_BYTES : SECRET_BODY_BYTES;
    if (underway >= most) return null;
    const held = { bytes: 0, isFull: false, isOver: false };
    const hasRoom = (bytes: number) => {
      if (held.isOver) return false;
      held.bytes += bytes;
      arriving += bytes;
      held.isFull = arriving > mostArriving;
      return !held.isFull;
    };
    try {
      const here = await inTime(whole(request, limit, hasRoom));
      return held.isFull ? null : here;
    } finally {
      held.isOver = true;
      arriving -= held.bytes;
    }
  };
  return async (c, next) => {
    const request = await arrive(c.req.raw);
    if (request === null || underway >= most) return turnedAway(c.req.header("origin"));
    c.req.raw = request;
    underway++;
    try {
      await next();
    } finally {
      underway--;
    }
  };
}

/** The request with its body here; one that is too large stays so, for whoever reads it to say. */
async function whole(
  request: Request,
  limit: number,
  hasRoom: (bytes: number) => boolean,
): Promise<Request> {
  if (!request.body) return request;
  const body = (await readBytes(request, limit, hasRoom)) ?? new Uint8Array(limit + 1);
  return new Request(request, { body });
}

function turnedAway(origin: string | undefined): Response {
  const detail = "Too much is underway; nothing was kept, send it again later.";
  const response = problem({ refused: "unavailable", detail, retryAfter: RETRY_S });
  for (const [name, value] of Object.entries(origin ? corsHeaders(origin) : {}))
    response.headers.set(name, value);
  return response;
}
