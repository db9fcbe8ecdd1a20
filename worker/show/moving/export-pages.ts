// The pages an export reads of customers: after a key, never by an offset, so that the last costs what the first does.

import { sql } from "kysely";
import { batch, query, wanted } from "../../database.ts";

/** Subjects whose journeys and answers are read at a time. */
const SUBJECTS = 500;

/**
 * The journeys and answers of the next subjects of an iteration, as they were at one moment. Answers that
 * count for nothing can be all that is kept of somebody.
 */
export async function readSubjects(shard: D1Database, iteration: number, after: string) {
  const next = nextSubjects(iteration, after);
  const [subjects, journeys, answers] = await batch(shard, [
    next,
    query
      .selectFrom("journey")
      .where("iteration", "=", iteration)
      .where("subject", "in", next)
      .selectAll(),
    query
      .selectFrom("answer")
      .leftJoin("triage", (join) =>
        join
          .onRef("triage.answer", "=", "answer.id")
          .onRef("answer.subject", "=", "answer.customer"),
      )
      .where("answer.iteration", "=", iteration)
      .where("answer.subject", "in", next)
      .orderBy("answer.customer")
      .orderBy("answer.at")
      .selectAll("answer")
      .select(["triage.tags", "triage.hidden", "triage.note"]),
  ]);
  return {
    subjects: subjects.map(({ subject }) => subject),
    journeys: new Map(journeys.map((row) => [row.subject, row])),
    answers: Map.groupBy(answers, ({ subject }) => subject),
    isLast: subjects.length < SUBJECTS,
  };
}

function nextSubjects(iteration: number, after: string) {
  const of = (table: "journey" | "answer") =>
    query
      .selectFrom(table)
      .where("iteration", "=", iteration)
      .where("subject", ">", after)
      .select("subject");
  return of("journey").union(of("answer")).orderBy("subject").limit(SUBJECTS);
}

/** What holds over all features for those subjects whose first iteration this is; refusals are told before. */
export function peopleAmong(subjects: readonly string[], earlier: readonly number[]) {
  return query
    .selectFrom(wanted(subjects))
    .innerJoin("person", "person.customer", "wanted.value")
    .where("person.refused_at", "is", null)
    .where(isNew("person.customer", earlier))
    .selectAll("person");
}

/** The members of those accounts whose first iteration this is. */
export function membersOf(subjects: readonly string[], earlier: readonly number[]) {
  const accounts = subjects.filter((subject) => subject.startsWith("a"));
  return query
    .selectFrom(wanted(accounts))
    .innerJoin("account_member", "account_member.account", "wanted.value")
    .where(isNew("account_member.account", earlier))
    .selectAll("account_member");
}

/** The grants of subjects for an iteration. */
export function grantsOf(subjects: readonly string[], iteration: number) {
  return query
    .selectFrom(wanted(subjects))
    .innerJoin("ask_grant", "ask_grant.customer", "wanted.value")
    .where("ask_grant.iteration", "=", iteration)
    .select(["ask_grant.customer", "ask_grant.granted_at"]);
}

function isNew(subject: string, earlier: readonly number[]) {
  return sql<boolean>`NOT EXISTS (
    SELECT 1 FROM json_each(${JSON.stringify(earlier)}) before
    JOIN journey ON journey.iteration = before.value AND journey.subject = ${sql.ref(subject)})`;
}
