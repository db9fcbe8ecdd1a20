// Sessions: read, listed and ended straight from their table. The sign-in library makes them (library.ts).

import type { Sessions } from "../../contract/api/sign-in.ts";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import { orLater } from "../unavailable.ts";
import { tokenOfCookie } from "./cookie.ts";
import { hashOf } from "./secret.ts";

/** A live session and whose it is. */
export interface Session {
  id: string;
  user: string;
  name: string;
  email: string;
  deployment: boolean;
  /** The one project it reaches; null: wherever the person is a member. */
  project: string | null;
}

/** Last use is noted to the hour: reading a page should not cost a write. */
const NOTED_MS = 3_600_000;

/** The live session of a request's cookie, or null. Notes its use at most once an hour. */
export async function sessionOf(request: Request, env: Env, now: number): Promise<Session | null> {
  const token = await tokenOfCookie(request, env.LANDED_SECRET);
  if (token === null) return null;
  const row = await first(env.DB, liveSession(await hashOf(token), now));
  if (!row) return null;
  await orLater("last use", noteUse(env, row, now));
  const { id, user, email, project } = row;
  return { id, user, name: row.name || email, email, deployment: row.deployment === 1, project };
}

function liveSession(hash: string, now: number) {
  return query
    .selectFrom("session")
    .innerJoin("user", "user.id", "session.user_id")
    .where("session.token", "=", hash)
    .where("session.expires_at", ">", new Date(now).toISOString())
    .select(["session.id", "session.user_id as user", "session.project", "session.updated_at"])
    .select(["user.name", "user.email", "user.deployment"]);
}

async function noteUse(env: Env, row: { id: string; updated_at: string }, now: number) {
  if (Date.parse(row.updated_at) > now - NOTED_MS) return;
  const used = { updated_at: new Date(now).toISOString() };
  await prepare(env.DB, query.updateTable("session").set(used).where("id", "=", row.id)).run();
}

/** Where the person of a session is signed in, as far as that session reaches. */
export async function listSessions(session: Session, env: Env, now: number): Promise<Sessions> {
  const all = query.selectFrom("session").where("user_id", "=", session.user).selectAll();
  const theirs = session.project === null ? all : all.where("project", "=", session.project);
  const live = theirs.where("expires_at", ">", new Date(now).toISOString());
  const found = await rows(env.DB, live.orderBy("created_at", "desc"));
  const items = found.map((row) => ({
    id: row.id,
    device: row.user_agent ?? "",
    current: row.id === session.id,
    project: row.project,
    createdAt: row.created_at,
    lastUsedAt: row.updated_at,
    expiresAt: row.expires_at,
  }));
  return { items, cursor: null };
}

/** Ends one of the person's sessions; false if it is not theirs, or not there. */
export async function endSession(session: Session, id: string, env: Env): Promise<boolean> {
  const ended = await first(env.DB, theirs(session).where("id", "=", id).returning("id"));
  return ended !== undefined;
}

/** Ends all of the person's sessions, as far as the given one reaches. */
export async function endSessions(session: Session, env: Env): Promise<void> {
  await prepare(env.DB, theirs(session)).run();
}

/** A session for one project may come of a link that its owner copied: it says nothing about the person's others. */
function theirs(session: Session) {
  const all = query.deleteFrom("session").where("user_id", "=", session.user);
  return session.project === null ? all : all.where("project", "=", session.project);
}
