// Projects: which there are, a new one, and the end of one.

import type { projectRoutes } from "../../../contract/api/projects.ts";
import { prepare, query, rows, wanted } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { addOrigins } from "../../ledger/origins.ts";
import { auditLine, auditLineOfChange } from "../../people/audit.ts";
import { projectsOf } from "../../people/role.ts";
import { conflict } from "../../problem.ts";
import { newId } from "../identifiers.ts";
import { shownProject } from "../project.ts";
import { changeProject } from "./change-project.ts";
import { deleteProject } from "./deleting.ts";
import { keyRow } from "./keys.ts";
import { DEFAULT_THEME, namesIn, projectColumns } from "./project-columns.ts";

async function list({ env, caller }: Call<"GET /projects">) {
  const own = await projectsOf(caller, env);
  const found = await rows(
    env.DB,
    query
      .selectFrom(wanted(own.map(({ id }) => id)))
      .innerJoin("project", "project.id", "wanted.value")
      .selectAll("project"),
  );
  const projects = new Map(found.map((project) => [project.id, project]));
  const items = own.flatMap(({ id, role }) => {
    const project = projects.get(id);
    return project ? [shownProject(project, role)] : [];
  });
  return { items, cursor: null };
}

async function make(call: Call<"POST /projects">) {
  const { env, body, now, caller } = call;
  const id = newId("p");
  const settings = await projectColumns(body, namesIn(env, { id, pseudonym_scope: null }));
  const row = {
    ...BLANK,
    ...settings,
    id,
    created_at: now,
  };
  const key = await keyRow(call, { project: id, kind: "publishable", name: "Website" });
  await env.DB.batch([
    prepare(env.DB, query.insertInto("project").values(row)),
    addOrigins(env.DB, id, body.origins),
    prepare(env.DB, query.insertInto("api_key").values(key.row)),
    ...(await memberRow(call, id)),
    auditLine(env.DB, {
      project: id,
      now,
      by: caller.name,
      action: "project made",
      subject: row.name,
      before: null,
      after: settings,
    }),
  ]);
  return shownProject(row, "owner");
}

/** Whoever makes a project owns it. */
async function memberRow({ env, caller, now }: Call<"POST /projects">, project: string) {
  if (caller.kind !== "session") return [];
  return [
    env.DB.prepare(
      "INSERT INTO member (id, project, user, email, name, role, created_at) SELECT ?1, ?2, id, email, name, 'owner', ?4 FROM user WHERE id = ?3",
    ).bind(newId("m"), project, caller.id, now),
  ];
}

const BLANK = {
  name: "",
  time_zone: "UTC",
  fiscal_start_month: 1,
  unit: "customer",
  origins: "[]",
  languages: "[]",
  theme: JSON.stringify(DEFAULT_THEME),
  labels: null,
  follow_up: null,
  target_adoption: 20,
  target_helpfulness: 70,
  rest_days: 14,
  require_proof: 0,
  gpc: "everyone",
  scrub: 1,
  internal: '{"customers":[],"accounts":[]}',
  paused: 0,
  identity_version: 1,
  pseudonym_scope: null,
  listened_until: 0,
  shards: null,
} as const satisfies Omit<Project, "id" | "created_at">;

async function read({ project, role }: Call<"GET /projects/{project}">) {
  return shownProject(project, role);
}

/** Its audit log stays, and ends with this. */
async function remove({ env, project, caller, now }: Call<"DELETE /projects/{project}">) {
  const line = auditLineOfChange(env.DB, {
    ...{ project: project.id, now, by: caller.name },
    action: "project deleted",
    subject: project.name,
    before: null,
    after: null,
  });
  return (await deleteProject(env, project.id, line)) ? null : BUSY;
}

const BUSY = conflict(
  "Features are being added to this project as fast as they are deleted; stop that and try again.",
);

export const projectHandlers: Handlers<
  Pick<
    typeof projectRoutes,
    | "GET /projects"
    | "POST /projects"
    | "GET /projects/{project}"
    | "PATCH /projects/{project}"
    | "DELETE /projects/{project}"
  >
> = {
  "GET /projects": list,
  "POST /projects": make,
  "GET /projects/{project}": read,
  "PATCH /projects/{project}": changeProject,
  "DELETE /projects/{project}": remove,
};
