// What a caller may do in a project.

import type { Role } from "../../contract/api/people.ts";
import { first, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Caller } from "../handler.ts";
import type { Project } from "../ledger/catalogue.ts";

/** A project as somebody meets it who belongs to it. */
export interface Membership {
  project: Project;
  role: Role;
  /** What they are called there, where that is known: whoever invited them first names them elsewhere. */
  name: string | null;
}

/** The caller's place in a project; null if it is not there for them. */
export async function membershipIn(
  caller: Caller,
  id: string,
  env: Env,
): Promise<Membership | null> {
  const own = await first(
    env.DB,
    memberships(caller)
      .where("project.id", "=", id)
      .selectAll("project")
      .select("member.name as called"),
  );
  if (!own) return null;
  const { role: member, called, ...project } = own;
  const role = roleOf(caller, member);
  return role && { project, role, name: called };
}

export interface OwnProject {
  id: string;
  name: string;
  role: Role;
}

/** Every project that is there for the caller, by name. */
export async function projectsOf(caller: Caller, env: Env): Promise<OwnProject[]> {
  const own = await rows(
    env.DB,
    memberships(caller).select(["project.id", "project.name"]).orderBy("project.name"),
  );
  return own.flatMap(({ id, name, role }) => {
    const held = roleOf(caller, role);
    return held ? [{ id, name, role: held }] : [];
  });
}

/** The projects within the caller's reach, each with their role as a member, if they are one. */
function memberships(caller: Caller) {
  const reached = query
    .selectFrom("project")
    .leftJoin("member", (join) =>
      join.onRef("member.project", "=", "project.id").on("member.user", "=", caller.id),
    )
    .select("member.role");
  return caller.project === null ? reached : reached.where("project.id", "=", caller.project);
}

/** A token acts as an owner or a viewer within its reach; owners of the deployment are owners everywhere. */
function roleOf(caller: Caller, member: Role | null): Role | null {
  if (caller.kind === "token") return caller.scope === "write" ? "owner" : "viewer";
  return caller.deployment ? "owner" : member;
}
