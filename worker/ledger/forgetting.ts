// Forgets everybody of a project that is deleted: what holds for a person over all its features.

import { type Env, shardsOf } from "../env.ts";
import { deleteJourneys, JOURNEYS_AT_ONCE } from "./deleting.ts";

/** Who did anything is named by their journeys, so that these rows go with them. */
const OF_THEM = `(SELECT subject FROM (${JOURNEYS_AT_ONCE}))`;

/** What is deleted of people along with their journeys; takes what JOURNEYS_AT_ONCE takes. */
export const OF_THEIR_PEOPLE = [
  `DELETE FROM person WHERE customer IN ${OF_THEM}`,
  `DELETE FROM ask_grant WHERE customer IN ${OF_THEM}`,
  `DELETE FROM account_member WHERE account IN ${OF_THEM}`,
];

const BY_PROJECT = [
  "DELETE FROM person WHERE project = ?1 AND refused_at IS NOT NULL",
  "DELETE FROM tombstone WHERE project = ?1",
  "DELETE FROM row_budget WHERE project = ?1",
];

/** Deletes the journeys and answers of a project's iterations, and the people that they tell of. */
export async function forgetPeopleOf(
  env: Env,
  project: string,
  iterations: readonly number[],
): Promise<void> {
  for (const shard of shardsOf(env)) {
    await deleteJourneys(shard, iterations, { alongside: OF_THEIR_PEOPLE });
    await shard.batch(BY_PROJECT.map((statement) => shard.prepare(statement).bind(project)));
  }
}
