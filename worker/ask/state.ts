// Reads what the gates look at: a person's journey, refusal, rest and grants, and the iteration's ask rate.

import type { Day } from "../../contract/day.ts";
import { GRANT_MS } from "../../contract/limits.ts";
import { first, query, rows } from "../database.ts";
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

/** The iteration a question is about: the labelled one, or the current one. */
export function askedIteration({ shipped, label, now }: AskQuestion): Iteration | undefined {
  if (label !== undefined) return shipped.iterations.find((each) => each.label === label);
  return iterationAt(shipped.iterations, now);
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
    token: question.token,
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
  "refusedAt" | "answeredOn" | "askedOn" | "promptedOn" | "openGrant" | "usedOn" | "returnedOn"
>;

async function readPerson(
  env: Env,
  { customer, own, now, project }: AskQuestion,
  iteration: number,
): Promise<PersonState> {
  const shards = shardsOf(env);
  const shard = shards[shardOf(customer, shards.length)] ?? env.DB;
  const [journey, person, grants] = await Promise.all([
    first(shard, journeyOf(customer, iteration)),
    first(shard, query.selectFrom("person").where("customer", "=", customer).selectAll()),
    rows(shard, query.selectFrom("ask_grant").where("customer", "=", customer).selectAll()),
  ]);
  const delta = foldFacts(own.filter((fact) => fact.customer === customer));
  const heard = delta.journeys.find((each) => each.i === iteration && each.s === customer);
  const said = delta.people.find((each) => each.c === customer);
  const days = daysOfUse([journey?.used_on, journey?.returned_on, heard?.used, heard?.returned]);
  const ownAnswer = delta.answers.find((each) => each.i === iteration && each.s === customer);
  const asked = latest([journey?.asked_on, heard?.asked]);
  const grant = grants.find((each) => each.iteration === iteration);
  const grantedOn = grant ? calendarOf(project.time_zone)(grant.granted_at) : null;
  const open = grants
    .filter((each) => each.granted_at > now - GRANT_MS)
    .sort((a, b) => b.granted_at - a.granted_at)[0];
  return {
    refusedAt: person?.refused_at ?? said?.refused ?? null,
    answeredOn: latest([journey?.answered_on, lastAgain(journey?.again), ownAnswer?.day]),
    // A journey keeps the first day a prompt was displayed; a later grant tells of a later prompt.
    askedOn: asked === null ? null : latest([asked, grantedOn]),
    promptedOn: latest([person?.asked_on, said?.asked]),
    openGrant: open
      ? { iteration: open.iteration, token: open.token, grantedAt: open.granted_at }
      : null,
    usedOn: days[0] ?? null,
    returnedOn: days[1] ?? null,
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
  const known = days.filter((day) => day !== null && day !== undefined);
  return known.length > 0 ? Math.max(...known) : null;
}

function daysOfUse(days: readonly Known[]): Day[] {
  const known = days.filter((day) => day !== null && day !== undefined);
  return [...new Set(known)].sort((a, b) => a - b);
}

function lastAgain(again: string | null | undefined): Known {
  return again ? (JSON.parse(again) as [Day, number][]).at(-1)?.[0] : null;
}
