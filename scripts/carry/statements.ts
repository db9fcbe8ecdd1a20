// A project's row and its keys as SQL for another deployment, where nothing of it has been heard yet.

type Row = Record<string, unknown>;

/**
 * The statements. Under the same LANDED_SECRET the project has the same identity secret there, since that is
 * derived from its id; an import then brings all that the project holds. Of a secret key only its hash is known.
 */
export function carried(project: Row, keys: readonly Row[]): string {
  const unheard = { ...project, shards: null, pseudonym_scope: null, listened_until: 0 };
  return [inserted("project", unheard), ...keys.map((key) => inserted("api_key", key))].join("\n");
}

function inserted(table: string, row: Row): string {
  const values = Object.values(row).map(literal).join(", ");
  return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values});`;
}

function literal(value: unknown): string {
  if (value === null) return "NULL";
  return typeof value === "number" ? `${value}` : `'${String(value).replaceAll("'", "''")}'`;
}
