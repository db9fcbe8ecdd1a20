// A promise that is changed: noted with who, when, from what to what, and how many answers had been heard.

import { prepare, query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../ledger/catalogue.ts";
import { type KeptTerms, termsOf } from "../ledger/shipping.ts";
import { readLedgers } from "../ledger/sums.ts";
import { changesOf, type KeptChange } from "../standing/history.ts";

interface Change {
  now: number;
  by: string;
}

/** The statements that give every feature's current iteration the terms that a changed project gives it. */
export async function changeTermsOfAll(
  env: Env,
  given: Change & { before: Project; after: Project },
): Promise<D1PreparedStatement[]> {
  const same =
    JSON.stringify(termsOf(given.before, null)) === JSON.stringify(termsOf(given.after, null));
  if (same) return [];
  const features = await rows(
    env.DB,
    query.selectFrom("feature").where("project", "=", given.before.id).selectAll(),
  );
  const statements = await Promise.all(
    features.map((feature) => changeTerms(env, { ...given, feature, project: given.after })),
  );
  return statements.flat();
}

/**
 * The statements that give a feature's current iteration the terms that its settings now say. A promise made
 * before anything was heard is simply the promise; later changes start a regime and stay on record.
 */
export async function changeTerms(
  env: Env,
  given: Change & { project: Project; feature: Feature },
): Promise<D1PreparedStatement[]> {
  const { project, feature, now, by } = given;
  const iteration = await currentIteration(env, feature.id);
  if (!iteration) return [];
  const from = JSON.parse(iteration.terms) as KeptTerms;
  const to = termsOf(project, feature);
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const heard = await heardOf(env, iteration.id, from.unit);
  const day = calendarOf(project.time_zone)(now);
  const change: KeptChange = { day, at: now, by, from, to, answers: heard.answers };
  const changes = heard.anything ? [...changesOf(iteration), change] : [];
  return [
    prepare(
      env.DB,
      query
        .updateTable("iteration")
        .set({ terms: JSON.stringify(to), terms_changes: JSON.stringify(changes) })
        .where("id", "=", iteration.id),
    ),
    prepare(env.DB, query.deleteFrom("standing").where("iteration", "=", iteration.id)),
  ];
}

async function currentIteration(env: Env, feature: number): Promise<Iteration | undefined> {
  const [current] = await rows(
    env.DB,
    query
      .selectFrom("iteration")
      .where("feature", "=", feature)
      .where("superseded_at", "is", null)
      .selectAll(),
  );
  return current;
}

async function heardOf(env: Env, iteration: number, unit: KeptTerms["unit"]) {
  const ledger = (await readLedgers(env, [iteration])).get(iteration) ?? [];
  const answers = ledger.map((row) =>
    unit === "account"
      ? row.accounts_helped + row.accounts_unhelped
      : row.customers_helped + row.customers_unhelped,
  );
  return { anything: ledger.length > 0, answers: answers.reduce((sum, each) => sum + each, 0) };
}
