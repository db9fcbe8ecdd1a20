// A feature that nobody made yet comes into being with its first signal, up to a limit.

import { sql } from "kysely";
import { DISCOVERED_FEATURES } from "../../contract/limits.ts";
import { prepare, query } from "../database.ts";
import { type Project, readFeatures, type Shipped } from "../ledger/catalogue.ts";
import { FIRST_LABEL, newFeatureRow, termsOf } from "../ledger/shipping.ts";

/** Makes those of the keys that the project does not know, and gives them as they now are. */
export async function discover(
  db: D1Database,
  project: Project,
  given: { keys: readonly string[]; now: number },
): Promise<Map<string, Shipped>> {
  const { keys, now } = given;
  const names = JSON.stringify(keys);
  const { columns, values } = newFeatureRow({ project: project.id, now, discovered: true });
  // One statement, so that two requests at once cannot pass the limit together.
  const features = sql`
    INSERT INTO feature (key, name, ${sql.join(columns.map((column) => sql.ref(column)))})
    SELECT value, value, ${sql.join(values)} FROM json_each(${names})
    WHERE key < ${DISCOVERED_FEATURES} - (
      SELECT count(*) FROM feature WHERE project = ${project.id} AND discovered = 1)
    ON CONFLICT DO NOTHING`;
  const iterations = sql`
    INSERT INTO iteration (feature, label, attempt, shipped_at, terms, terms_changes, checked)
    SELECT feature.id, ${FIRST_LABEL}, 1, ${now}, ${JSON.stringify(termsOf(project, null))}, '[]', '[]'
    FROM json_each(${names}) named
    JOIN feature ON feature.project = ${project.id} AND feature.key = named.value
    WHERE NOT EXISTS (SELECT 1 FROM iteration known WHERE known.feature = feature.id)`;
  await db.batch([
    prepare(db, { compile: () => features.compile(query) }),
    prepare(db, { compile: () => iterations.compile(query) }),
  ]);
  return readFeatures(db, project.id, keys);
}
