// Projects, their settings, keys and identity secret.

import type { Role } from "../../contract/api/people.ts";
import type { Project as ProjectAnswer, projectRoutes } from "../../contract/api/projects.ts";
import { first, prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import type { Call, Handlers } from "../handler.ts";
import type { Project } from "../ledger/catalogue.ts";
import { originRows } from "../ledger/origins.ts";
import { type NamedIn, subjectOf } from "../ledger/subject.ts";
import { auditLine } from "../people/audit.ts";
import { roleIn } from "../people/role.ts";
import { conflict, isRefusal, notFound, type Refusal } from "../problem.ts";
import { deleteProject } from "./deleting.ts";
import { newId } from "./identifiers.ts";
import { keyRow } from "./keys.ts";
import { DEFAULT_THEME, projectColumns } from "./project-columns.ts";
import { changeTermsOfAll } from "./terms.ts";

/** The project of a call; its route's role check made sure that it is there. */
export async function projectOf(env: Env, id: string): Promise<Project | Refusal> {
  const project = await first(env.DB, query.selectFrom("project").where("id", "=", id).selectAll());
  return project ?? notFound("project");
}

/** A project as the API shows it. */
export async function shown(env: Env, project: Project, role: Role): Promise<ProjectAnswer> {
  return {
    id: project.id,
    name: project.name,
    timeZone: project.time_zone,
    fiscalStartMonth: project.fiscal_start_month,
    unit: project.unit,
    origins: JSON.parse(project.origins) as string[],
    languages: JSON.parse(project.languages) as string[],
    theme: JSON.parse(project.theme) as ProjectAnswer["theme"],
    targets: {
      adoption: project.target_adoption / 100,
      helpfulness: project.target_helpfulness / 100,
    },
    restDays: project.rest_days,
    requireProof: project.require_proof === 1,
    gpc: project.gpc,
    scrub: project.scrub === 1,
    internal: JSON.parse(project.internal) as ProjectAnswer["internal"],
    paused: project.paused === 1,
    labels: parsed(project.labels),
    followUp: parsed(project.follow_up),
    createdAt: new Date(project.created_at).toISOString(),
    role,
    heard: await hasHeard(env, project.id),
  };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

/** Whether a first signal was accepted; from then on days have their meaning. */
async function hasHeard(env: Env, project: string): Promise<boolean> {
  const heard = await first(
    env.DB,
    query.selectFrom("project").where("id", "=", project).select("shards"),
  );
  return heard?.shards != null;
}

async function list({ env, caller }: Call<"GET /projects">) {
  const all = await rows(env.DB, query.selectFrom("project").selectAll().orderBy("name"));
  const items: ProjectAnswer[] = [];
  for (const project of all) {
    const role = await roleIn(caller, project.id, env);
    if (role) items.push(await shown(env, project, role));
  }
  return { items, cursor: null };
}

async function make(call: Call<"POST /projects">) {
  const { env, body, now, caller } = call;
  const id = newId("p");
  const settings = await projectColumns(body, await namesOf(env, { id, pseudonym_scope: null }));
  const row = {
    ...BLANK,
    ...settings,
    id,
    created_at: now,
  };
  const key = await keyRow(call, { project: id, kind: "publishable", name: "Website" });
  await env.DB.batch([
    prepare(env.DB, query.insertInto("project").values(row)),
    prepare(env.DB, query.insertInto("project_origin").values(originRows(id, body.origins ?? []))),
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
  return shown(env, row, "owner");
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

/** How the team's own people are named: by pseudonym, as everybody. */
async function namesOf(env: Env, project: NamedIn) {
  return (kind: "c" | "a", id: string) => subjectOf(env.LANDED_SECRET, project, kind, id);
}

async function read({ env, params, role }: Call<"GET /projects/{project}">) {
  const project = await projectOf(env, params.project);
  return isRefusal(project) ? project : shown(env, project, role ?? "viewer");
}

async function change(call: Call<"PATCH /projects/{project}">) {
  const { env, params, body, now, caller, role } = call;
  const project = await projectOf(env, params.project);
  if (isRefusal(project)) return project;
  if (body.timeZone !== undefined && body.timeZone !== project.time_zone && project.shards !== null)
    return conflict(
      "timeZone: days were already counted in this zone; it cannot change after the first signal.",
    );
  const columns = await projectColumns(body, await namesOf(env, project), project);
  const changed = { ...project, ...columns };
  await env.DB.batch([
    ...(Object.keys(columns).length > 0
      ? [prepare(env.DB, query.updateTable("project").set(columns).where("id", "=", project.id))]
      : []),
    ...(body.origins ? replaceOrigins(env.DB, project.id, body.origins) : []),
    ...(await changeTermsOfAll(env, { before: project, after: changed, now, by: caller.name })),
    auditLine(env.DB, {
      project: project.id,
      now,
      by: caller.name,
      action: "project changed",
      subject: changed.name,
      ...difference(project, columns),
    }),
  ]);
  if (changed.require_proof !== project.require_proof) await recountAnswers(env, changed);
  return shown(env, changed, role ?? "editor");
}

function replaceOrigins(db: D1Database, project: string, origins: string[]): D1PreparedStatement[] {
  return [
    prepare(db, query.deleteFrom("project_origin").where("project", "=", project)),
    prepare(db, query.insertInto("project_origin").values(originRows(project, origins))),
  ];
}

/** What a change touches, as it was and as it is. */
export function difference<T extends object>(before: T, columns: Partial<T>) {
  const keys = Object.keys(columns) as (keyof T)[];
  return {
    before: Object.fromEntries(keys.map((key) => [key, before[key]])),
    after: columns,
  };
}

async function recountAnswers(env: Env, project: Project): Promise<void> {
  const { rederiveProject } = await import("../ledger/rederive.ts");
  await rederiveProject(env, project);
}

async function remove({ env, params }: Call<"DELETE /projects/{project}">) {
  await deleteProject(env, params.project);
  return null;
}

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
  "PATCH /projects/{project}": change,
  "DELETE /projects/{project}": remove,
};
