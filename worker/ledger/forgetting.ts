// Forgets everybody of a project that is deleted: what holds for a person over all its features.

import { type Env, shardsOf } from "../env.ts";

/** Who did anything in some iterations, named by their journeys. */
const HEARD_OF = `
SELECT subject FROM journey WHERE iteration IN (SELECT value FROM json_each(?1))`;

const BY_JOURNEY = [
  `DELETE FROM person WHERE customer IN (${HEARD_OF})`,
  `DELETE FROM ask_grant WHERE customer IN (${HEARD_OF})`,
  `DELETE FROM account_member WHERE account IN (${HEARD_OF})`,
];

const BY_PROJECT = [
  "DELETE FROM person WHERE project = ?1 AND refused_at IS NOT NULL",
  "DELETE FROM tombstone WHERE project = ?1",
  "DELETE FROM row_budget WHERE project = ?1",
];

/** To be called while the journeys of the project's iterations are still there: they tell who there was. */
export async function forgetPeopleOf(
  env: Env,
  project: string,
  iterations: readonly number[],
): Promise<void> {
  const ids = JSON.stringify(iterations);
  for (const shard of shardsOf(env)) {
    await shard.batch([
      ...BY_JOURNEY.map((statement) => shard.prepare(statement).bind(ids)),
      ...BY_PROJECT.map((statement) => shard.prepare(statement).bind(project)),
    ]);
  }
}
