// Reads what the gates look at: a person's journey, refusal, rest and grants, and the iteration's ask rate.

import type { Day } from "../../contract/day.ts";
import { first } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf, startOf } from "../ledger/calendar.ts";
import type { Iteration } from "../ledger/catalogue.ts";
import { homeOf } from "../ledger/subject.ts";
import { askPolicyOf } from "../standing/standing.ts";
import type { AskMoment, AskState } from "./gates.ts";
import { journeyOf, readPerson } from "./person.ts";
import type { AskQuestion } from "./question.ts";
import { samplePlace, waveOf } from "./sample.ts";

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

async function readAccountAnswer(
  env: Env,
  account: string,
  iteration: number,
): Promise<number | null> {
  const journey = await first(homeOf(env, account), journeyOf(account, iteration));
  return journey?.answered_at ?? null;
}
