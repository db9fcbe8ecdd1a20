// Which part answers which path, and what becomes of an exception.

import { Hono } from "hono";
import { preflight } from "./collect/origin.ts";
import { receive } from "./collect/receive.ts";
import type { Env } from "./env.ts";
import { health } from "./health.ts";
import { problem } from "./problem.ts";
import { makeApi } from "./show/api.ts";

export const app = new Hono<{ Bindings: Env }>();

app.post("/v1/signals", (c) => receive(c.req.raw, c.env, Date.now()));
app.options("/v1/signals", (c) => preflight(c.env.DB, c.req.header("origin") ?? ""));
app.get("/v1/health", (c) => health(c.env));

app.all("/api/auth/*", async (c) => {
  // Signing in is rare and its library is large: collecting signals never evaluates it.
  const { handleAuth } = await import("./people/auth.ts");
  return handleAuth(c.req.raw, c.env, Date.now());
});
app.route("/api", makeApi());

app.notFound(() => problem({ refused: "not-found", detail: "There is nothing at this path." }));

app.onError((error, c) => {
  const storage = /^D1_|D1 DB|SQLITE_|Network connection lost|Queue/i.test(error.message);
  const cors = c.req.path.startsWith("/v1/") ? c.req.header("origin") : undefined;
  const response = storage
    ? problem({
        refused: "unavailable",
        detail: "Nothing was kept; send it again later.",
        retryAfter: 5,
      })
    : problem(BUG);
  // The message may hold what a person wrote, so only its kind is logged.
  console.error(
    JSON.stringify({
      event: "error",
      kind: storage ? "storage" : "bug",
      name: error.name,
      path: c.req.path,
    }),
  );
  if (cors) response.headers.set("access-control-allow-origin", cors);
  return response;
});

const BUG = { refused: "bug", detail: "Something is wrong on our side; it was logged." } as const;
