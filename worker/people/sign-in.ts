// Uses a one-time link up: exactly once, within its time, and never one that nobody made.

import { first, prepare, query } from "../database.ts";
import type { Env } from "../env.ts";
import { networkOf } from "../network.ts";
import { isRefusal, type Refusal } from "../problem.ts";
import { type Budget, spend, whenSpent } from "./limit.ts";
import type { LinkTable } from "./schema.ts";
import { hashOf } from "./secret.ts";
import { sessionOf } from "./session.ts";

/** Wrong tokens a network may show: plenty for slips, nothing for guessing. */
const WRONG_TOKENS: Budget = { purpose: "wrong token", times: 30, seconds: 60 };

export interface Visit {
  request: Request;
  env: Env;
  now: number;
}

/** A link that can be used now, or why the one shown cannot. */
export async function usableLink(token: string, visit: Visit): Promise<LinkTable | Refusal> {
  const { request, env, now } = visit;
  const attempt = { env, now, budget: WRONG_TOKENS, who: networkOf(request) };
  const blocked = await whenSpent(attempt);
  if (blocked) return blocked;
  const hash = await hashOf(token);
  const link = await first(env.DB, query.selectFrom("link").where("hash", "=", hash).selectAll());
  if (!link) return (await spend(attempt)) ?? WRONG;
  return link.used_at !== null || link.expires_at <= now ? GONE : link;
}

/** Signs the person of a link in: the Set-Cookie value of a new session, or why not. */
export async function signIn(token: string, visit: Visit): Promise<string | Refusal> {
  const link = await usableLink(token, visit);
  if (isRefusal(link)) return link;
  const { user } = link;
  // A set-up link belongs to nobody yet.
  if (user === null) return WRONG;
  return consume({ ...link, user }, token, visit);
}

async function consume(
  link: LinkTable & { user: string },
  token: string,
  visit: Visit,
): Promise<string | Refusal> {
  const { request, env, now } = visit;
  const before = await sessionOf(request, env, now);
  const { signInOnce } = await import("./library.ts");
  const cookie = await signInOnce(token, { request, env, project: link.project });
  // Another request was faster.
  if (cookie === null) return GONE;
  await env.DB.batch([
    prepare(env.DB, query.updateTable("link").set({ used_at: now }).where("hash", "=", link.hash)),
    prepare(env.DB, joined(link)),
    // Whoever signs in anew leaves the session they came with.
    prepare(env.DB, query.deleteFrom("session").where("id", "=", before?.id ?? "")),
  ]);
  return cookie;
}

/** A membership is taken up by the first sign-in that reaches it. */
function joined({ user, project }: { user: string; project: string | null }) {
  const theirs = query.updateTable("member").set({ pending: 0 }).where("user", "=", user);
  const waiting = theirs.where("pending", "=", 1);
  return project === null ? waiting : waiting.where("project", "=", project);
}

export const WRONG: Refusal = {
  refused: "unauthenticated",
  detail: "This link is not valid here; check that it was copied whole, or ask for a new one.",
};

const GONE: Refusal = {
  refused: "gone",
  detail: "This link was used or has expired; ask for a new one.",
};
