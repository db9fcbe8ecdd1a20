// Reads what the gates look at: a person's journey, refusal, rest and grants, and the iteration's ask rate.

import type { Day } from "../../contract/day.ts";
import { GRANT_MS } from "../../contract/limits.ts";
import { batch, first, query } from "../database.ts";
import { type Env, shardsOf } from "../env.ts";
import { calendarOf, startOf } from "../ledger/calendar.ts";
import { type Iteration, iterationAt, type Project, type Shipped } from "../ledger/catalogue.ts";
import { type Fact, foldFacts } from "../ledger/fact.ts";
import { shardOf } from "../ledger/subject.ts";
import { askPolicyOf } from "../standing/standing.ts";
import type { AskMoment, AskState } from "./gates.ts";
import { samplePlace, waveOf } from "./sample.ts";

/** Who would be asked about what. */
export interface AskQuestion {
  project: Project;
  shipped: Shipped;
  /** The iteration's label, where a staged rollout runs two at once. */
  label?: string | undefined;
  customer: string;
  account: string | null;
  token: string | null;
  inline: boolean;
  optedOut: boolean;
  proofMissing: boolean;
  /** The request's own facts, counted as folded even if they are still in the queue. */
  own: readonly Fact[];
  now: number;
}

/** The iteration a question is about: the labelled one, or the current one. About a sealed one nobody is asked. */
export function askedIteration({ shipped, label, now }: AskQuestion): Iteration | undefined {
  const iteration =
    label === undefined
      ? iterationAt(shipped.iterations, now)
      : shipped.iterations.find((each) => each.label === label);
  return iteration?.sealed_at === null ? iteration : undefined;
}

/** Reads everything the gates look at, in one round trip to each database concerned. */
export async function readAskState(
  env: Env,
  question: AskQuestion,
  iteration: Iteration,
): Promise<AskState> {
  const { project, now, customer, account } = question;
  const today = calendarOf(project.time_zone)(now);
  const [person, accountAnswer, policy] = await Promise.all([
    readPerson(env, question, iteration.id),
    project.unit === "account" && account ? readAccountAnswer(env, account, iteration.id) : null,
    askPolicyOf(env.DB, iteration.id),
  ]);
  return {
    now,
    today,
    startOf: (day: Day) => startOf(day, project.time_zone),
    inline: question.inline,
    paused:
      project.paused === 1 ||
      question.shipped.feature.paused === 1 ||
      question.shipped.feature.retired_at !== null,
    discovered: question.shipped.feature.discovered === 1,
    optedOut: question.optedOut,
    proofMissing: question.proofMissing,
    restDays: project.rest_days,
    iteration: iteration.id,
    moment: JSON.parse(question.shipped.feature.moment) as AskMoment,
    accountHeard: accountAnswer !== null,
    ...policy,
    sample: samplePlace(customer, iteration.id, waveOf(policy.askRate, today)),
    ...person,
  };
}

type PersonState = Pick<
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

async function readPerson(
  env: Env,
  question: AskQuestion,
  iteration: number,
): Promise<PersonState> {
  const { customer, project } = question;
  const shards = shardsOf(env);
  const shard = shards[shardOf(customer, shards.length)] ?? env.DB;
  const [[journey], [person], grants] = await batch(shard, [
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
    otherGrant: open.find((grant) => grant.token !== question.token) ?? null,
  };
}

function journeyOf(subject: string, iteration: number) {
  return query
    .selectFrom("journey")
    .where("iteration", "=", iteration)
    .where("subject", "=", subject)
    .selectAll();
}

async function readAccountAnswer(
  env: Env,
  account: string,
  iteration: number,
): Promise<number | null> {
  const shards = shardsOf(env);
  const shard = shards[shardOf(account, shards.length)] ?? env.DB;
  return (await first(shard, journeyOf(account, iteration)))?.answered_at ?? null;
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
