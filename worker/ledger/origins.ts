// A project's origins as preflights look them up, which name no project.

/** Stands in `project_origin` for a project that allows any. */
export const ANY_ORIGIN = "*";

/** Writes down the origins that a project allows, each once; none listed allows any. */
export function addOrigins(
  db: D1Database,
  project: string,
  origins: readonly string[] = [],
): D1PreparedStatement {
  const allowed = origins.length > 0 ? origins : [ANY_ORIGIN];
  return db.prepare(INSERT).bind(project, JSON.stringify(allowed));
}

/** The same in the place of those before. */
export function replaceOrigins(
  db: D1Database,
  project: string,
  origins?: readonly string[],
): D1PreparedStatement[] {
  const forget = db.prepare("DELETE FROM project_origin WHERE project = ?1").bind(project);
  return [forget, addOrigins(db, project, origins)];
}

const INSERT = "INSERT INTO project_origin (project, origin) SELECT ?1, value FROM json_each(?2)";
