// The pages an export reads of customers: after a key, never by an offset, so that the last costs what the first does.

import { sql } from "kysely";
import { batch, query } from "../database.ts";

/** Subjects whose journeys and answers are read at a time. */
const SUBJECTS = 500;

/** The journeys of the next subjects of an iteration, with all their answers, as they were at one moment. */
export async function readSubjects(shard: D1Database, iteration: number, after: string) {
  const [journeys, answers] = await batch(shard, [
    query
      .selectFrom("journey")
      .where("iteration", "=", iteration)
      .where("subject", ">", after)
      .orderBy("subject")
      .limit(SUBJECTS)
      .selectAll(),
    query
      .selectFrom("answer")
      .leftJoin("triage", (join) =>
        join
          .onRef("triage.answer", "=", "answer.id")
          .onRef("answer.subject", "=", "answer.customer"),
      )
      .where("answer.iteration", "=", iteration)
      .where("answer.subject", "in", nextSubjects(iteration, after))
      .orderBy("answer.subject")
      .orderBy("answer.customer")
      .orderBy("answer.at")
      .selectAll("answer")
      .select(["triage.tags", "triage.hidden", "triage.note"]),
  ]);
  return { journeys, answers, isLast: journeys.length < SUBJECTS };
}

function nextSubjects(iteration: number, after: string) {
  return query
    .selectFrom("journey")
    .where("iteration", "=", iteration)
    .where("subject", ">", after)
    .orderBy("subject")
    .limit(SUBJECTS)
    .select("subject");
}

/** What holds over all features for those subjects whose first iteration this is; refusals are told before. */
export function peopleAmong(subjects: readonly string[], earlier: readonly number[]) {
  return query
    .selectFrom(values<string>(subjects).as("wanted"))
    .innerJoin("person", "person.customer", "wanted.value")
    .where("person.refused_at", "is", null)
    .where(isNew("person.customer", earlier))
    .selectAll("person");
}

/** The members of those accounts whose first iteration this is. */
export function membersOf(subjects: readonly string[], earlier: readonly number[]) {
  const accounts = subjects.filter((subject) => subject.startsWith("a"));
  return query
    .selectFrom(values<string>(accounts).as("wanted"))
    .innerJoin("account_member", "account_member.account", "wanted.value")
    .where(isNew("account_member.account", earlier))
    .selectAll("account_member");
}

/** The grants of subjects for an iteration. */
export function grantsOf(subjects: readonly string[], iteration: number) {
  return query
    .selectFrom(values<string>(subjects).as("wanted"))
    .innerJoin("ask_grant", "ask_grant.customer", "wanted.value")
    .where("ask_grant.iteration", "=", iteration)
    .select(["ask_grant.customer", "ask_grant.granted_at"]);
}

function isNew(subject: string, earlier: readonly number[]) {
  return sql<boolean>`NOT EXISTS (
    SELECT 1 FROM ${values<number>(earlier)} before
    JOIN journey ON journey.iteration = before.value AND journey.subject = ${sql.ref(subject)})`;
}

/** Values as rows, so that any number of them is one parameter. */
function values<T>(all: readonly T[]) {
  return sql<{ value: T }>`json_each(${JSON.stringify(all)})`;
}
