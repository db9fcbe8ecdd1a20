// A project as the API shows it.

import type { Role } from "../../contract/api/people.ts";
import type { Project as ProjectAnswer } from "../../contract/api/projects.ts";
import type { Project } from "../ledger/catalogue.ts";

/** What people set of a project, as the API shows it. */
export type ProjectSettings = Omit<ProjectAnswer, "id" | "createdAt" | "role" | "heard">;

export function shownProject(project: Project, role: Role): ProjectAnswer {
  return {
    id: project.id,
    ...projectSettings(project),
    createdAt: new Date(project.created_at).toISOString(),
    role,
    // Noted with the first signal that is accepted; from then on days have their meaning.
    heard: project.shards !== null,
  };
}

export function projectSettings(project: Project): ProjectSettings {
  return {
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
  };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}
