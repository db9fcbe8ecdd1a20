// Reads what the gates look at of one person: journey, refusal, rest and grants, with what the request itself says.

import type { Day } from "../../contract/day.ts";
import { GRANT_MS } from "../../contract/limits.ts";
import { batch, query } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import { foldFacts } from "../ledger/fact.ts";
import { homeOf } from "../ledger/subject.ts";
import type { AskState } from "./gates.ts";
import type { AskQuestion } from "./question.ts";

export type PersonState = Pick<
  AskState,
  | "refusedAt"
  | "answeredOn"
  | "askedOn"
  | "promptedOn"
  | "openGrant"
  | "otherGrant"
  | "usedOn"
  | "returnedOn"
>;

/** Reads a person's part of the state, in one round trip to their shard. */
export async function readPerson(
  env: Env,
  question: AskQuestion,
  iteration: number,
): Promise<PersonState> {
  const { customer, project } = question;
  const [[journey], [person], grants] = await batch(homeOf(env, customer), [
    journeyOf(customer, iteration),
    query.selectFrom("person").where("customer", "=", customer).selectAll(),
    query.selectFrom("ask_grant").where("customer", "=", customer).selectAll(),
  ]);
  const said = saidBy(question, iteration);
  const days = daysOfUse([journey?.used_on, journey?.returned_on, ...said.used]);
  const asked = latest([journey?.asked_on, said.asked]);
  const day = calendarOf(project.time_zone);
  const grant = grants.find((each) => each.iteration === iteration);
  const grantedOn = grant ? day(grant.granted_at) : null;
  const dismissedOn = latest([journey?.dismissed_on, said.dismissed]);
  return {
    refusedAt: person?.refused_at ?? said.refused,
    answeredOn: latest([journey?.answered_on, lastAgain(journey?.again), said.answered]),
    // A journey keeps the first day a prompt was displayed; a later grant tells of a later prompt.
    askedOn: asked === null ? null : latest([asked, grantedOn]),
    promptedOn: latest([person?.asked_on, said.prompted]),
    ...openGrants(grants, { question, iteration, dismissedOn, day }),
    usedOn: days[0] ?? null,
    returnedOn: days[1] ?? null,
  };
}

/** What the request's own facts add about the person, as if they were folded. */
function saidBy({ own, customer }: AskQuestion, iteration: number) {
  const delta = foldFacts(own.filter((fact) => fact.customer === customer));
  const about = <T extends { i: number; s: string }>(row: T) =>
    row.i === iteration && row.s === customer;
  const journey = delta.journeys.find(about);
  const person = delta.people.find((each) => each.c === customer);
  // Answers that do not count are kept apart, and do not keep anybody from being asked.
  const answers = delta.answers.filter((row) => about(row) && (row.proven || row.granted));
  return {
    used: [journey?.used, journey?.returned],
    asked: journey?.asked ?? null,
    dismissed: journey?.dismissed ?? null,
    answered: latest(answers.map((row) => row.day)),
    refused: person?.refused ?? null,
    prompted: person?.asked ?? null,
  };
}

interface Grant {
  iteration: number;
  token: string;
  granted_at: number;
}

/** Of the grants that have not lapsed, this very request's, and the newest of any other. */
function openGrants(
  grants: readonly Grant[],
  given: {
    question: AskQuestion;
    iteration: number;
    dismissedOn: Day | null;
    day: (at: number) => Day;
  },
): Pick<AskState, "openGrant" | "otherGrant"> {
  const { question, iteration, dismissedOn, day } = given;
  const open = grants
    .filter((each) => each.granted_at > question.now - GRANT_MS)
    .map((each) => ({ ...each, grantedAt: each.granted_at }))
    .sort((a, b) => b.grantedAt - a.grantedAt);
  const isOwn = (grant: Grant) => grant.token === question.token && grant.iteration === iteration;
  // Whoever closed the prompt is not shown it again because their page changed.
  const isClosed = (grant: Grant) => dismissedOn !== null && dismissedOn >= day(grant.granted_at);
  return {
    openGrant: open.find((grant) => isOwn(grant) && !isClosed(grant)) ?? null,
    otherGrant: open.find((grant) => !isOwn(grant)) ?? null,
  };
}

/** A subject's journey with an iteration. */
export function journeyOf(subject: string, iteration: number) {
  return query
    .selectFrom("journey")
    .where("iteration", "=", iteration)
    .where("subject", "=", subject)
    .selectAll();
}

type Known = Day | null | undefined;

function latest(days: readonly Known[]): Day | null {
  const known = knownOf(days);
  return known.length > 0 ? Math.max(...known) : null;
}

function daysOfUse(days: readonly Known[]): Day[] {
  return [...new Set(knownOf(days))].sort((a, b) => a - b);
}

function knownOf(days: readonly Known[]): Day[] {
  return days.filter((day) => day !== null && day !== undefined);
}

function lastAgain(again: string | null | undefined): Known {
  return again ? (JSON.parse(again) as [Day, number][]).at(-1)?.[0] : null;
}
