// Members of a project: invited by an owner, given a role, removed. The last owner stays.

import { sql } from "kysely";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Call, Caller } from "../handler.ts";
import { conflict, forbidden, isRefusal, notFound, type Refusal } from "../problem.ts";
import { endAccess, endTokens } from "./access.ts";
import { auditLineOfChange } from "./audit.ts";
import { makeInvitation } from "./invitation.ts";
import type { Member } from "./schema.ts";

type Change = Call<"PATCH /projects/{project}/members/{member}">;
type Removal = Call<"DELETE /projects/{project}/members/{member}">;

export async function listMembers({ env, params }: Call<"GET /projects/{project}/members">) {
  const members = await rows(env.DB, membersOf(params.project).orderBy("created_at"));
  return { items: members.map((member) => shown(member, null)), cursor: null };
}

/** Invites somebody, or makes a new link for somebody who is in the project with that role. */
export async function invite(call: Call<"POST /projects/{project}/members">) {
  const { env, params, body, caller } = call;
  if (!mayManage(caller)) return NOT_BY_TOKEN;
  const email = body.email.toLowerCase();
  const theirs = membersOf(params.project).where("email", "=", email);
  const known = await first(env.DB, theirs);
  if (known && known.role !== body.role)
    return conflict(`${email} is in the project as ${known.role}; change their role instead.`);
  const link = await makeInvitation(call, { email, known: known !== undefined });
  const member = await first(env.DB, theirs);
  return member ? shown(member, link) : notFound("project");
}

export async function changeRole(call: Change) {
  const { env, body, caller } = call;
  if (!mayManage(caller)) return NOT_BY_TOKEN;
  const member = await find(call);
  if (isRefusal(member) || member.role === body.role)
    return isRefusal(member) ? member : shown(member, null);
  const change = query.updateTable("member").set({ role: body.role }).where("id", "=", member.id);
  const [changed] = await env.DB.batch([
    prepare(env.DB, body.role === "owner" ? change : change.where(NOT_THE_LAST_OWNER)),
    line(call, member, { action: "role changed", after: { role: body.role } }),
    endTokens(env.DB, member),
  ]);
  return changed?.meta.changes ? shown({ ...member, role: body.role }, null) : LAST_OWNER;
}

/** Removes a member. From then on nothing of theirs opens the project: no session, no link, no token they made. */
export async function removeMember(call: Removal) {
  const { env, caller, now } = call;
  if (!mayManage(caller)) return NOT_BY_TOKEN;
  const member = await find(call);
  if (isRefusal(member)) return member;
  const removal = query.deleteFrom("member").where("id", "=", member.id);
  const [removed] = await env.DB.batch([
    prepare(env.DB, removal.where(NOT_THE_LAST_OWNER)),
    line(call, member, { action: "member removed", after: null }),
    endTokens(env.DB, member),
    ...endAccess(env.DB, member, now),
  ]);
  return removed?.meta.changes ? null : LAST_OWNER;
}

/** A token of one project would outlive its own expiry in the people it lets in. */
function mayManage(caller: Caller): boolean {
  return caller.kind === "session" || caller.deployment;
}

const NOT_BY_TOKEN = forbidden("Members are managed by people; this token may not.");

const LAST_OWNER = conflict("A project needs an owner; make somebody else an owner first.");

function membersOf(project: string) {
  return query.selectFrom("member").where("project", "=", project).selectAll();
}

async function find({ env, params }: Pick<Change, "env" | "params">): Promise<Member | Refusal> {
  const member = membersOf(params.project).where("id", "=", params.member);
  return (await first(env.DB, member)) ?? notFound("member");
}

/**
 * Checked in the statement itself, so that two owners cannot remove each other at once. An invited owner is no
 * replacement for one who signed in; among the invited, any is.
 */
const NOT_THE_LAST_OWNER = sql<boolean>`(member.role <> 'owner' OR EXISTS (
  SELECT 1 FROM member AS other
  WHERE other.project = member.project AND other.role = 'owner'
    AND other.id <> member.id AND other.pending <= member.pending))`;

function line(
  { env, now, caller }: { env: Env; now: number; caller: Caller },
  { project, email, role }: Member,
  { action, after }: { action: string; after: { role: string } | null },
): D1PreparedStatement {
  const change = { action, subject: email, before: { role }, after };
  return auditLineOfChange(env.DB, { project, now, by: caller.name, ...change });
}

function shown(member: Member, link: string | null) {
  const { id, name, email, role, pending, created_at } = member;
  const status = pending === 1 ? ("invited" as const) : ("active" as const);
  return { id, name, email, role, status, since: new Date(created_at).toISOString(), link };
}
