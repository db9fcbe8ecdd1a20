// /api/auth: asking for a link, signing in with it, and what one's sessions are. Everything else there is refused.

import { Hono } from "hono";
import type { z } from "zod";
import { linkRequest, setUpRequest, signInRequest } from "../../contract/api/sign-in.ts";
import { readJson } from "../body.ts";
import type { Env } from "../env.ts";
import { whyInvalid } from "../invalid.ts";
import { isRefusal, notFound, problem, type Refusal } from "../problem.ts";
import { askForLink } from "./asked-link.ts";
import { noCookie } from "./cookie.ts";
import { crossSite } from "./cross-site.ts";
import { nextPath } from "./next-path.ts";
import { endSession, endSessions, listSessions, type Session, sessionOf } from "./session.ts";
import { setUp } from "./set-up.ts";
import { signIn, type Visit } from "./sign-in.ts";

const BODY_BYTES = 8 * 1024;

const auth = new Hono<{ Bindings: Visit }>().basePath("/api/auth");

/** Answers a request below /api/auth. */
export async function handleAuth(request: Request, env: Env, now: number): Promise<Response> {
  // Signing in is refused to other sites too: they could sign a visitor in as somebody else.
  const foreign = crossSite(request);
  if (foreign) return problem(foreign);
  return auth.fetch(request, { request, env, now });
}

auth.post("/link", (c) =>
  withBody(c.env, linkRequest, async (body) => answered(await askForLink(body, c.env), 202)),
);

auth.post("/sign-in", (c) =>
  withBody(c.env, signInRequest, async ({ token, next }) =>
    signedIn(await signIn(token, c.env), next),
  ),
);

auth.post("/setup", (c) =>
  withBody(c.env, setUpRequest, async (owner) => signedIn(await setUp(owner, c.env))),
);

auth.post("/sign-out", (c) =>
  withSession(c.env, async (session) => {
    await endSession(session, session.id, c.env.env);
    return signedOut(c.env.request);
  }),
);

auth.post("/sign-out-everywhere", (c) =>
  withSession(c.env, async (session) => {
    await endSessions(session, c.env.env);
    return signedOut(c.env.request);
  }),
);

auth.get("/sessions", (c) =>
  withSession(c.env, async (session) =>
    answered(await listSessions(session, c.env.env, c.env.now), 200),
  ),
);

auth.delete("/sessions/:id", (c) =>
  withSession(c.env, async (session) => {
    const id = c.req.param("id");
    const ended = await endSession(session, id, c.env.env);
    if (!ended) return problem(notFound("session"));
    return id === session.id ? signedOut(c.env.request) : new Response(null, init(204));
  }),
);

auth.notFound((c) => withSession(c.env, async () => problem(notFound("page of this API"))));

// Exceptions end in one place, which is not here.
auth.onError((error) => {
  throw error;
});

/** Status of an answer, and its cookie where one is set. */
function init(status: number, cookie?: string): ResponseInit {
  return { status, headers: cookie === undefined ? {} : { "set-cookie": cookie } };
}

async function withBody<Body>(
  { request }: Visit,
  schema: z.ZodType<Body>,
  then: (body: Body) => Promise<Response>,
): Promise<Response> {
  const raw = await readJson(request, BODY_BYTES);
  if (isRefusal(raw)) return problem(raw);
  const parsed = schema.safeParse(raw.json);
  return parsed.success ? then(parsed.data) : problem(whyInvalid(parsed.error));
}

async function withSession(
  { request, env, now }: Visit,
  then: (session: Session) => Promise<Response>,
): Promise<Response> {
  const session = await sessionOf(request, env, now);
  return session ? then(session) : problem(NOBODY);
}

const NOBODY: Refusal = { refused: "unauthenticated", detail: "Sign in first." };

function answered(result: object | Refusal, status: number): Response {
  return isRefusal(result) ? problem(result) : Response.json(result, init(status));
}

function signedIn(cookie: string | Refusal, next?: string): Response {
  if (isRefusal(cookie)) return problem(cookie);
  return Response.json({ next: nextPath(next) }, init(200, cookie));
}

function signedOut(request: Request): Response {
  return new Response(null, init(204, noCookie(request)));
}
