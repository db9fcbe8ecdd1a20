// Changes a project's settings, and what follows from them: promises that move, answers that count or no longer do.

import { sql } from "kysely";
import type { Role } from "../../../contract/api/people.ts";
import { first, prepare, query } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Call } from "../../handler.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { replaceOrigins } from "../../ledger/origins.ts";
import { rederiveProject } from "../../ledger/rederive.ts";
import { auditLine, auditLineOfChange } from "../../people/audit.ts";
import { conflict, forbidden, type Refusal } from "../../problem.ts";
import { difference } from "../difference.ts";
import { movingOfProject, movingTerms } from "../features/terms.ts";
import { projectSettings, shownProject } from "../project.ts";
import { namesIn, projectColumns } from "./project-columns.ts";

type Changing = Call<"PATCH /projects/{project}">;

export async function changeProject(call: Changing) {
  const { env, project: before, body, role } = call;
  const columns = changedIn(before, await projectColumns(body, namesIn(env, before), before));
  const after = { ...before, ...columns };
  const wanted = difference(projectSettings(before), projectSettings(after));
  const refused =
    whyOwnersOnly(role, Object.keys(wanted?.after ?? {})) ?? (await setTimeZone(call, after));
  if (refused) return refused;
  const rest = { ...before, time_zone: after.time_zone };
  const changes = difference(projectSettings(rest), projectSettings(after));
  if (changes) await env.DB.batch(await changing(call, { before, after, columns, changes }));
  // Also where it is so already: what failed half-way before is completed by the same call again.
  if (body.requireProof !== undefined) await settleProof(env, before.id);
  return shownProject(after, role);
}

/** What is said again is not written: another may have changed it since it was read. */
function changedIn(before: Project, columns: Partial<Project>): Partial<Project> {
  const entries = Object.entries(columns) as [keyof Project, Project[keyof Project]][];
  return Object.fromEntries(entries.filter(([name, value]) => value !== before[name]));
}

/** Answers are derived by what holds; of two who change it at once, by what the last has set. */
async function settleProof(env: Env, id: string): Promise<void> {
  let held: Project["require_proof"] | null = null;
  for (;;) {
    const project = await first(
      env.DB,
      query.selectFrom("project").where("id", "=", id).selectAll(),
    );
    if (!project || project.require_proof === held) return;
    await rederiveProject(env, project);
    held = project.require_proof;
  }
}

/** Whose word is taken, from where, and what is kept of people. */
const OWNERS_SETTINGS = ["origins", "requireProof", "gpc", "scrub", "internal"];

function whyOwnersOnly(role: Role, changed: readonly string[]): Refusal | null {
  const theirs = changed.filter((setting) => OWNERS_SETTINGS.includes(setting));
  return role === "owner" || theirs.length === 0
    ? null
    : forbidden(`Only an owner changes ${theirs.join(", ")}: ask one, or leave it out.`);
}

/** A time zone is set apart from the rest, and only while no signal has been accepted: days have their meaning then. */
async function setTimeZone(
  { env, project, now, caller }: Changing,
  { time_zone: timeZone }: Project,
): Promise<Refusal | null> {
  const before = project.time_zone;
  if (timeZone === before) return null;
  const set = query
    .updateTable("project")
    .set({ time_zone: timeZone })
    .where("id", "=", project.id)
    .where("shards", "is", null);
  const [changed] = await env.DB.batch([
    prepare(env.DB, set),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, action: "project changed" },
      subject: project.name,
      before: { timeZone: before },
      after: { timeZone },
    }),
  ]);
  if (changed?.meta.changes) return null;
  return conflict(
    "timeZone: days were already counted in this zone; it cannot change after the first signal.",
  );
}

async function changing(
  { env, body, now, caller }: Changing,
  given: {
    before: Project;
    after: Project;
    columns: Partial<Project>;
    changes: NonNullable<ReturnType<typeof difference>>;
  },
): Promise<D1PreparedStatement[]> {
  const { before, after, changes } = given;
  const { id } = before;
  // The zone is set already, and may have got its first signal since.
  const columns = { ...given.columns, time_zone: sql<string>`time_zone` };
  const moving = await movingOfProject(env, { before, after, now, by: caller.name });
  return [
    prepare(env.DB, query.updateTable("project").set(columns).where("id", "=", id)),
    ...("origins" in changes.after ? replaceOrigins(env.DB, id, body.origins) : []),
    ...movingTerms(env.DB, moving),
    auditLine(env.DB, {
      ...{ project: id, now, by: caller.name, action: "project changed", subject: after.name },
      ...changes,
    }),
  ];
}
