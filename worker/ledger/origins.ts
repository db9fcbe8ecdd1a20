// A project's origins as preflights look them up, which name no project.

/** Stands in `project_origin` for a project that allows any. */
export const ANY_ORIGIN = "*";

/** The rows of `project_origin` that a project's list of origins stands for. */
export function originRows(project: string, origins: readonly string[]) {
  return (origins.length > 0 ? origins : [ANY_ORIGIN]).map((origin) => ({ origin, project }));
}
