// The audit log's only way in: a line that commits with the change it tells of.

/** What happened in a project, by whom, from what to what. Never a secret, never a customer's id. */
export interface AuditLine {
  project: string;
  /** ms */
  now: number;
  /** The name of whoever did it. */
  by: string;
  action: string;
  /** What it was done to, in words. */
  subject: string;
  before: unknown;
  after: unknown;
}

const INSERT = `INSERT INTO audit (project, at, by_name, action, subject, before, after)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7`;

/** A line as a statement for the batch that makes the change. */
export function auditLine(db: D1Database, line: AuditLine): D1PreparedStatement {
  return db.prepare(INSERT).bind(...columns(line));
}

/** As `auditLine`, but written only if the statement right before it in the batch changed a row. */
export function auditLineOfChange(db: D1Database, line: AuditLine): D1PreparedStatement {
  return db.prepare(`${INSERT} WHERE changes() > 0`).bind(...columns(line));
}

function columns({ project, now, by, action, subject, before, after }: AuditLine) {
  return [project, now, by, action, subject, json(before), json(after)];
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
