// Serves the routes about people: who one is, members, tokens, the audit log.

import type { peopleRoutes } from "../../contract/api/people.ts";
import type { Call, Handlers } from "../handler.ts";
import { listAudit } from "./audit-log.ts";
import { changeRole, invite, listMembers, removeMember } from "./members.ts";
import { projectsOf } from "./role.ts";
import { listTokens, makeToken, renameToken, revoke } from "./tokens.ts";

async function me({ env, caller }: Call<"GET /me">) {
  const { kind, name, email, deployment } = caller;
  return { kind, name, email, deployment, projects: await projectsOf(caller, env) };
}

export const peopleHandlers: Handlers<typeof peopleRoutes> = {
  "GET /me": me,
  "GET /projects/{project}/members": listMembers,
  "POST /projects/{project}/members": invite,
  "PATCH /projects/{project}/members/{member}": changeRole,
  "DELETE /projects/{project}/members/{member}": removeMember,
  "GET /projects/{project}/tokens": listTokens,
  "POST /projects/{project}/tokens": makeToken,
  "PATCH /projects/{project}/tokens/{token}": renameToken,
  "DELETE /projects/{project}/tokens/{token}": revoke,
  "GET /projects/{project}/audit": listAudit,
};
