// Who makes a call to /api: the person of a session cookie, or an API token.

import type { Env } from "../env.ts";
import type { Caller } from "../handler.ts";
import type { Refusal } from "../problem.ts";
import { hasCookie } from "./cookie.ts";
import type { TokenTable } from "./schema.ts";
import { type Session, sessionOf } from "./session.ts";
import { tokenOf } from "./token.ts";

/**
 * The caller of a request; null if it shows no credentials, a refusal if those it shows are not good.
 * A token that is not good is never made up for by a cookie.
 */
export async function identify(
  request: Request,
  env: Env,
  now: number,
): Promise<Caller | Refusal | null> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const token = await tokenOf(header, env, now);
    return token ? callerOfToken(token) : NO_TOKEN;
  }
  if (!hasCookie(request)) return null;
  const session = await sessionOf(request, env, now);
  return session ? callerOfSession(session) : NO_SESSION;
}

// Unknown, revoked, expired and mistyped read alike.
const NO_TOKEN: Refusal = {
  refused: "unauthenticated",
  detail:
    "The API token is not valid here, or no longer; make a new one in the project's settings.",
};

const NO_SESSION: Refusal = {
  refused: "unauthenticated",
  detail: "This session has ended; sign in again.",
};

function callerOfToken(token: TokenTable): Caller {
  const { id, scope, project } = token;
  const name = `${token.name} (token)`;
  const deployment = project === null && scope === "write";
  return { kind: "token", id, name, email: null, scope, project, deployment };
}

function callerOfSession(session: Session): Caller {
  const { user, name, email, project } = session;
  const deployment = session.deployment && project === null;
  return { kind: "session", id: user, name, email, scope: "write", project, deployment };
}
