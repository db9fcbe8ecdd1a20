// How an /api route is declared: once, with who may call it, what goes in and what comes out.

import { z } from "zod";

/**
 * Who may call a route. `anyone` needs no credentials; `member` is anybody signed in and every token;
 * `viewer`, `editor` and `owner` are roles in the route's project; `deployment` may make projects.
 */
export type Access = "anyone" | "member" | "viewer" | "editor" | "owner" | "deployment";

/** An answer that is not JSON, by its media type. */
export interface Media {
  media: string;
}

export interface Route {
  summary: string;
  access: Access;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** The body of a success: a schema, a media type, or null for 204. */
  answer: z.ZodType | Media | null;
  /** Media types that the same answer may have instead. */
  also?: readonly string[];
  /** The statuses of success; 200, or 204 without a body, when left out. */
  status?: readonly number[];
  /** Whether the body is read as a stream by the handler itself. */
  streams?: string;
}

/** Declares a route, keeping its exact types. */
export function route<const R extends Route>(declaration: R): R {
  return declaration;
}

/** A page of a list. */
export function list<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), cursor: z.string().nullable() });
}

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date().meta({ description: "A day in the project's time zone" });

/** A moment, ISO 8601 UTC. */
export const moment = z.iso.datetime({ offset: true });

/** Where to go on reading a list. */
export const paging = {
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
};
