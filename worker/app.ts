// Which part answers which path, and what becomes of an exception.

import { type Context, Hono, type MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { crowded } from "./collect/crowded.ts";
import { corsHeaders, preflight } from "./collect/origin.ts";
import { receive } from "./collect/receive.ts";
import type { Env } from "./env.ts";
import { health } from "./health.ts";
import { shardMismatch } from "./ledger/shards.ts";
import { pageAt } from "./page.ts";
import { onlyBy, problem } from "./problem.ts";
import { secured } from "./secure.ts";
import { makeApi } from "./show/api.ts";
import { inTime, whyUnavailable } from "./unavailable.ts";

export const app = new Hono<{ Bindings: Env }>();

const SIGNALS = "/v1/signals";

/** One line a request: no path, which may hold ids, and nothing of what was sent. Signals write their own. */
app.use(async (c, next) => {
  const began = Date.now();
  await next();
  if (c.req.path === SIGNALS && c.req.method === "POST") return;
  const { method } = c.req;
  const line = { event: "request", method, route: routePath(c), status: c.res.status };
  console.log(JSON.stringify({ ...line, ms: Date.now() - began }));
});

app.use(secured);

/** What was made with other shards than are bound now is neither read nor added to. */
const fitsShards: MiddlewareHandler<{ Bindings: Env }> = async (c, next) => {
  const mismatch = await inTime(shardMismatch(c.env));
  if (!mismatch) return next();
  console.error(JSON.stringify({ event: "error", kind: "shards", route: routePath(c) }));
  return readable(problem(mismatch), c);
};
app.use(SIGNALS, crowded());
app.use(SIGNALS, fitsShards);

app.post(SIGNALS, (c) => receive(c.req.raw, c.env, Date.now()));
app.options(SIGNALS, (c) => preflight(c.env.DB, c.req.header("origin") ?? ""));
app.all(SIGNALS, () => problem(onlyBy("POST, OPTIONS")));
app.get("/v1/health", (c) => health(c.env));
app.all("/v1/health", () => problem(onlyBy("GET, HEAD")));

app.all("/api/auth/*", async (c) => {
  // Signing in is rare and its library is large: collecting signals never evaluates it.
  const { handleAuth } = await import("./people/auth.ts");
  return handleAuth(c.req.raw, c.env, Date.now());
});
app.use("/api/*", fitsShards);
app.route("/api", makeApi());

app.notFound(async (c) => (await pageAt(c.req.raw, c.env)) ?? problem(NOTHING));

app.onError((error, c) => {
  const unavailable = whyUnavailable(error, Date.now());
  // The message may hold what a person wrote, so only its kind is logged.
  const kind = unavailable ? "storage" : "bug";
  console.error(JSON.stringify({ event: "error", kind, name: error.name, route: routePath(c) }));
  return readable(problem(unavailable ?? BUG), c);
});

/** Lets any page read that its signals were not kept, so that it keeps them and waits. */
function readable(response: Response, c: Context): Response {
  const origin = c.req.path === SIGNALS ? c.req.header("origin") : undefined;
  for (const [name, value] of Object.entries(origin ? corsHeaders(origin) : {}))
    response.headers.set(name, value);
  return response;
}

const NOTHING = { refused: "not-found", detail: "There is nothing at this path." } as const;

const BUG = { refused: "bug", detail: "Something is wrong on our side; it was logged." } as const;
