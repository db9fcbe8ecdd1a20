// Serves every declared /api route: who calls, may they, is the input right, and only then the handler.

import { Hono } from "hono";
import { z } from "zod";
import type { Role } from "../../contract/api/people.ts";
import type { Access, Route } from "../../contract/api/route.ts";
import { type Operation, routes } from "../../contract/api/routes.ts";
import { placeOfProto, readJson } from "../body.ts";
import type { Env } from "../env.ts";
import type { Call, Caller } from "../handler.ts";
import { whyInvalid } from "../invalid.ts";
import { identify } from "../people/caller.ts";
import { crossSite } from "../people/cross-site.ts";
import { type Membership, membershipIn } from "../people/role.ts";
import {
  forbidden,
  invalid,
  isRefusal,
  notFound,
  onlyBy,
  problem,
  type Refusal,
} from "../problem.ts";
import { inTime } from "../unavailable.ts";
import { handlers } from "./handlers.ts";

/** Largest body of an /api call that is read whole, in bytes. */
const BODY_BYTES = 512 * 1024;

/** How long a page waits for what it reads, ms: years of days of many features may have to be judged first. */
const READ_PATIENCE_MS = 25_000;

/** The /api application; mounted at /api. */
export function makeApi(): Hono<{ Bindings: Env }> {
  const api = new Hono<{ Bindings: Env }>();
  const taken = new Map<string, string[]>();
  for (const operation of Object.keys(routes) as Operation[]) {
    const [method = "", described = ""] = operation.split(" ");
    const path = described.replaceAll(/\{(\w+)\}/g, ":$1");
    taken.set(path, [
      ...(taken.get(path) ?? []),
      ...(method === "GET" ? ["GET", "HEAD"] : [method]),
    ]);
    api.on(method, path, async (context) => {
      const given = { params: context.req.param() as Record<string, string>, now: Date.now() };
      return serve(operation, context.req.raw, context.env, given);
    });
  }
  for (const [path, methods] of taken)
    api.all(path, ({ req, env }) => {
      const project: string | undefined = (req.param() as Record<string, string>)["project"];
      return refuse(req.raw, env, { project, why: onlyBy(methods.join(", ")) });
    });
  api.all("*", ({ req, env }) => refuse(req.raw, env, { why: notFound("page of this API") }));
  return api;
}

/** Refuses what no route takes; why is told to those alone who may know that the project is there. */
async function refuse(
  request: Request,
  env: Env,
  { project, why }: { project?: string | undefined; why: Refusal },
): Promise<Response> {
  const caller = await identify(request, env, Date.now());
  if (caller === null) return problem(NOBODY);
  if (isRefusal(caller)) return problem(caller);
  const isTheirs = project === undefined || (await membershipIn(caller, project, env));
  return problem(isTheirs ? why : NO_PROJECT);
}

// Whoever does not belong to a project is told nothing about it, not even that it exists.
const NO_PROJECT = notFound("project");

const NOBODY: Refusal = {
  refused: "unauthenticated",
  detail: "Sign in, or send an API token as Authorization: Bearer lt_….",
};

async function serve(
  operation: Operation,
  request: Request,
  env: Env,
  given: { params: Record<string, string>; now: number },
): Promise<Response> {
  const route: Route = routes[operation];
  const caller = await inTime(whoCalls(request, env, given.now));
  if (isRefusal(caller)) return problem(caller);
  const asked = { project: given.params["project"], request, env };
  const place = await inTime(may(caller, route.access, asked));
  if (isRefusal(place)) return problem(place);
  const input = await readInput(route, request);
  if (isRefusal(input)) return problem(input);
  const { project, role, name } = place;
  const call = {
    ...{ env, request, project, role, ...given, ...input },
    caller: { ...caller, name: name ?? caller.name },
  };
  // The input was checked by this very route's schemas, which the handler's types come from.
  const handler = handlers[operation] as unknown as (call: unknown) => Promise<unknown>;
  const answering = handler(call satisfies Loose);
  // What reads is given up where storage stalls. What writes is not: nobody could say whether it has written.
  const result = request.method === "GET" ? inTime(answering, READ_PATIENCE_MS) : answering;
  return respond(await result, route);
}

type Loose = Omit<Call<Operation>, "project" | "role" | "params" | "query" | "body"> & {
  project: Membership["project"] | null;
  role: Membership["role"] | null;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
};

async function whoCalls(request: Request, env: Env, now: number): Promise<Caller | Refusal> {
  const caller = await identify(request, env, now);
  if (caller === null) return NOBODY;
  if (isRefusal(caller)) return caller;
  const foreign = caller.kind === "session" ? crossSite(request) : null;
  return foreign ?? caller;
}

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** The caller's place in the project that the route names, if any, or why they may not. */
async function may(
  caller: Caller,
  access: Access,
  given: { project: string | undefined; request: Request; env: Env },
): Promise<Membership | typeof NOWHERE | Refusal> {
  const writes = !["GET", "HEAD"].includes(given.request.method);
  if (access === "deployment" && !caller.deployment)
    return forbidden("Only an owner of this deployment may make projects.");
  if (given.project === undefined) return writes && caller.scope === "read" ? READ_ONLY : NOWHERE;
  const place = await membershipIn(caller, given.project, given.env);
  if (place === null) return NO_PROJECT;
  const { role } = place;
  const wanted: Role = access === "editor" || access === "owner" ? access : "viewer";
  if (RANK[role] < RANK[wanted])
    return forbidden(`This needs the role ${wanted}; yours is ${role}.`);
  return writes && caller.scope === "read" && wanted !== "viewer" ? READ_ONLY : place;
}

/** Where a route names no project. */
const NOWHERE = { project: null, role: null, name: null };

const READ_ONLY = forbidden("This token may only read; use one with the scope write.");

async function readInput(
  route: Route,
  request: Request,
): Promise<{ query: unknown; body: unknown } | Refusal> {
  const query = route.query ? readQuery(route.query, new URL(request.url).searchParams) : {};
  if (isRefusal(query)) return query;
  if (route.streams) return { query, body: undefined };
  const raw = isEmpty(request) ? { json: {} } : await readJson(request, BODY_BYTES);
  if (isRefusal(raw)) return raw;
  const body = checked(route.body ?? NO_FIELDS, raw.json);
  return isRefusal(body) ? body : { query, body };
}

/** The body of a call that needs none: what it says must not be ignored, least of all where it cannot be undone. */
const NO_FIELDS = z.strictObject({});

function readQuery(schema: z.ZodType, given: URLSearchParams): unknown | Refusal {
  const names = [...given.keys()];
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return invalid(twice, "stands twice in the query; say it once");
  return checked(schema, Object.fromEntries(given));
}

/** Whether nothing was sent, which says as much as an object without fields. */
function isEmpty({ body, headers }: Request): boolean {
  return body === null || headers.get("content-length") === "0";
}

function checked(schema: z.ZodType, value: unknown): unknown | Refusal {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return whyInvalid(parsed.error);
  const dropped = placeOfProto(value);
  return dropped === null ? parsed.data : invalid(dropped, "is not known here; leave it out");
}

function respond(result: unknown, route: Route): Response {
  if (isRefusal(result)) return problem(result);
  if (result instanceof Response) return result;
  if (route.answer === null) return new Response(null, { status: 204 });
  const other = isOtherStatus(result, route) ? result : null;
  const status = other?.status ?? route.status?.[0] ?? 200;
  const body = other ? other.body : result;
  return Response.json(body, { status });
}

/** Handlers name a status only where a route declares more than one. */
function isOtherStatus(result: unknown, route: Route): result is { status: number; body: unknown } {
  return (
    (route.status?.length ?? 0) > 1 &&
    typeof result === "object" &&
    result !== null &&
    "body" in result
  );
}
