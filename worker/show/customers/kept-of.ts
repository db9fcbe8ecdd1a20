// Everything that is kept of one person: journeys, answers, and whether they refuse to be asked.

import type { Answer as AnswerOf } from "../../../contract/api/routes.ts";
import { dayToText } from "../../../contract/day.ts";
import { first, query, rows } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { homeOf } from "../../ledger/subject.ts";
import type { JourneyTable } from "../../schema.ts";
import { entryOf, type FeatureNow, withIteration } from "../../standing/entries.ts";
import { readAnswers } from "../answers/answer-rows.ts";

type Kept = AnswerOf<"POST /projects/{project}/customers/lookup">;

/** All that is kept of a customer, by pseudonym, also what was kept apart for want of proof. */
export async function lookUp(env: Env, project: Project, customer: string): Promise<Kept> {
  const shard = homeOf(env, customer);
  const shipped = (await rows(env.DB, withIteration(project.id))).map(entryOf);
  const ids = JSON.stringify(shipped.map(({ iteration }) => iteration.id));
  const selves = [customer, `u${customer.slice(1)}`] as const;
  const [journeys, answers, refusedAt] = await Promise.all([
    shard
      .prepare(JOURNEYS)
      .bind(ids, ...selves)
      .all<JourneyTable>(),
    shard
      .prepare(ANSWERS)
      .bind(ids, ...selves)
      .all<{ id: string; iteration: number }>(),
    readRefusal(shard, customer),
  ]);
  return {
    found: journeys.results.length + answers.results.length > 0 || refusedAt !== undefined,
    refusedAt: refusedAt ? new Date(refusedAt).toISOString() : null,
    journeys: journeys.results.map((row) => shownJourney(row, shipped)),
    answers: await shownAnswers(env, { project, shipped, found: answers.results }),
  };
}

const JOURNEYS = `
SELECT j.* FROM json_each(?1) i
CROSS JOIN journey j ON j.iteration = i.value AND j.subject IN (?2, ?3)
ORDER BY j.iteration, j.subject`;

const ANSWERS = `
SELECT a.id, a.iteration FROM json_each(?1) i
CROSS JOIN answer a ON a.iteration = i.value AND a.subject IN (?2, ?3)
WHERE a.customer = a.subject ORDER BY a.at DESC, a.id DESC`;

/** When they refused; null for someone who was only asked, undefined for someone never heard of. */
async function readRefusal(shard: D1Database, customer: string) {
  const person = query.selectFrom("person").where("customer", "=", customer).select("refused_at");
  return (await first(shard, person))?.refused_at;
}

function shownJourney(row: JourneyTable, shipped: readonly FeatureNow[]): Kept["journeys"][number] {
  const named = shipped.find(({ iteration }) => iteration.id === row.iteration);
  const day = (value: number | null) => (value === null ? null : dayToText(value));
  return {
    feature: named?.feature.key ?? "",
    iteration: named?.iteration.label ?? "",
    seenOn: day(row.seen_on),
    usedOn: day(row.used_on),
    returnedOn: day(row.returned_on),
    lastUsedWeek: day(row.last_used_on),
    askedOn: day(row.asked_on),
    dismissedOn: day(row.dismissed_on),
    answeredAt: row.answered_at === null ? null : new Date(row.answered_at).toISOString(),
    helped: row.helped === null ? null : row.helped === 1,
  };
}

/** The answers as their features' pages show them, newest first. */
async function shownAnswers(
  env: Env,
  given: {
    project: Project;
    shipped: readonly FeatureNow[];
    found: readonly { id: string; iteration: number }[];
  },
): Promise<Kept["answers"]> {
  const { project, shipped, found } = given;
  const perFeature = Map.groupBy(found, ({ iteration }) =>
    shipped.find((each) => each.iteration.id === iteration),
  );
  const answers = await Promise.all(
    [...perFeature].map(([named, places]) =>
      named
        ? readAnswers(
            env,
            { project, feature: named.feature, iterations: [named.iteration] },
            places,
          )
        : [],
    ),
  );
  return answers.flat().sort((a, b) => (a.answeredAt < b.answeredAt ? 1 : -1));
}
