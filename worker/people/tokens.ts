// A project's API tokens: made, shown once, renamed, revoked. None reaches further than whoever made it.

import { sql } from "kysely";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Call, Caller } from "../handler.ts";
import { forbidden, invalid, isRefusal, notFound, type Refusal } from "../problem.ts";
import { revokeToken } from "./access.ts";
import { auditLineOfChange } from "./audit.ts";
import type { TokenTable } from "./schema.ts";
import { newToken } from "./token.ts";

/** How long a token lasts where nothing is said, ms. */
const DEFAULT_MS = 90 * 86_400_000;

type Making = Call<"POST /projects/{project}/tokens">;
type Renaming = Call<"PATCH /projects/{project}/tokens/{token}">;
type Revoking = Call<"DELETE /projects/{project}/tokens/{token}">;

export async function listTokens({ env, params, caller }: Call<"GET /projects/{project}/tokens">) {
  const all = await rows(env.DB, tokensFor(caller, params.project).orderBy("created_at"));
  return { items: all.map((row) => shown(row, null)), cursor: null };
}

export async function makeToken(call: Making) {
  const { env, params, body, caller, now } = call;
  const expiresAt = await expiryOf(call);
  if (typeof expiresAt !== "number") return expiresAt;
  const { name, scope } = body;
  const by = { name: caller.name, id: caller.id };
  const order = { name, scope, project: params.project, expiresAt, by };
  const { secret, row } = await newToken(order, now);
  const after = { id: row.id, scope, expiresAt: iso(expiresAt) };
  const change = { action: "token made", subject: name, before: null, after };
  const [made] = await env.DB.batch([
    prepare(env.DB, insertionBy(caller, params.project, row)),
    auditLineOfChange(env.DB, { project: params.project, now, by: caller.name, ...change }),
  ]);
  return made?.meta.changes ? shown(row, secret) : NO_LONGER;
}

const NO_LONGER = forbidden("Whoever asked for this token is no owner any more.");

/** Checked in the statement itself: what a person or a token has lost meanwhile, nothing new may hold. */
function insertionBy(caller: Caller, project: string, row: TokenTable) {
  const columns = Object.keys(row) as (keyof TokenTable)[];
  const isStillOwner = sql<boolean>`(
    EXISTS (SELECT 1 FROM token WHERE id = ${caller.id})
    OR EXISTS (SELECT 1 FROM user WHERE id = ${caller.id} AND deployment = 1)
    OR EXISTS (SELECT 1 FROM member WHERE user = ${caller.id} AND project = ${project} AND role = 'owner'))`;
  const values = columns.map((column) => sql.val(row[column]).as(column));
  return query
    .insertInto("token")
    .columns(columns)
    .expression(query.selectNoFrom(values).where(isStillOwner));
}

export async function renameToken(call: Renaming) {
  const { env, params, body, caller, now } = call;
  const token = await find(call);
  if (isRefusal(token)) return token;
  const change = { action: "token renamed", subject: body.name };
  const names = { before: { name: token.name }, after: { name: body.name } };
  await env.DB.batch([
    prepare(env.DB, query.updateTable("token").set({ name: body.name }).where("id", "=", token.id)),
    auditLineOfChange(env.DB, {
      project: params.project,
      now,
      by: caller.name,
      ...change,
      ...names,
    }),
  ]);
  return shown({ ...token, name: body.name }, null);
}

export async function revoke(call: Revoking) {
  const { env, params, caller, now } = call;
  const token = await find(call);
  if (isRefusal(token)) return token;
  const change = { action: "token revoked", subject: token.name, before: { id: token.id } };
  await env.DB.batch([
    revokeToken(env.DB, token.id),
    auditLineOfChange(env.DB, {
      project: params.project,
      now,
      by: caller.name,
      ...change,
      after: null,
    }),
  ]);
  return null;
}

/** When the new token is to end, ms; a token makes none that outlives it. */
async function expiryOf({ env, body, caller, now }: Making): Promise<number | Refusal> {
  const ceiling = await ceilingOf(caller, env);
  if (body.expiresAt === undefined) return Math.min(now + DEFAULT_MS, ceiling);
  const wanted = Date.parse(body.expiresAt);
  if (wanted <= now) return invalid("expiresAt", "must lie in the future");
  return wanted <= ceiling
    ? wanted
    : forbidden("A token makes none that lasts longer than itself; ask for an earlier expiresAt.");
}

async function ceilingOf(caller: Caller, env: Env): Promise<number> {
  if (caller.kind === "session") return Number.POSITIVE_INFINITY;
  const own = query.selectFrom("token").where("id", "=", caller.id).select("expires_at");
  return (await first(env.DB, own))?.expires_at ?? Number.POSITIVE_INFINITY;
}

/** The project's tokens; owners of the deployment see those of the whole deployment too. */
function tokensFor(caller: Caller, project: string) {
  const tokens = query.selectFrom("token").selectAll();
  return caller.deployment
    ? tokens.where((is) => is.or([is("project", "=", project), is("project", "is", null)]))
    : tokens.where("project", "=", project);
}

async function find({
  env,
  params,
  caller,
}: Pick<Renaming, "env" | "params" | "caller">): Promise<TokenTable | Refusal> {
  const token = tokensFor(caller, params.project).where("id", "=", params.token);
  return (await first(env.DB, token)) ?? notFound("token");
}

function shown(row: TokenTable, token: string | null) {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    wholeDeployment: row.project === null,
    createdAt: iso(row.created_at),
    createdBy: row.created_by,
    expiresAt: row.expires_at === null ? null : iso(row.expires_at),
    lastUsedAt: row.last_used_at === null ? null : iso(row.last_used_at),
    token,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
