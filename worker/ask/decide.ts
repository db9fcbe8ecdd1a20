// Decides whether one person is asked now, and takes the grant so that two devices never both ask.

import type { Ask, Gate } from "../../contract/ask.ts";
import { GRANT_MS } from "../../contract/limits.ts";
import type { Env } from "../env.ts";
import { homeOf } from "../ledger/subject.ts";
import { tryGates } from "./gates.ts";
import { promptFor } from "./prompt.ts";
import { type AskQuestion, askedIteration } from "./question.ts";
import { readAskState } from "./state.ts";

export type Decision = { ask: Ask } | { why: Gate };

/** `locales` are BCP 47 tags in order of preference. With `rehearse` no grant is taken. */
export async function decide(
  env: Env,
  question: AskQuestion,
  given: { locales: string[]; rehearse: boolean },
): Promise<Decision> {
  const iteration = askedIteration(question);
  if (!iteration) return { why: "discovered" };
  const state = await readAskState(env, question, iteration);
  const { reason } = tryGates(state);
  if (reason) return { why: reason };
  const granted =
    given.rehearse || state.openGrant !== null || (await takeGrant(env, question, iteration.id));
  if (!granted) return { why: "resting" };
  return { ask: promptFor(question.project, question.shipped.feature, iteration, given.locales) };
}

/** Takes the grant in one statement: of two requests at once, one gets it. */
async function takeGrant(env: Env, question: AskQuestion, iteration: number): Promise<boolean> {
  const token = question.token ?? crypto.randomUUID();
  const { meta } = await homeOf(env, question.customer)
    .prepare(TAKE_GRANT)
    .bind(question.customer, iteration, token, question.now, question.inline ? 1 : 0)
    .run();
  return meta.changes > 0;
}

/** An inline question takes its grant beside an open one: the customer came to it by themselves. */
const TAKE_GRANT = `
INSERT INTO ask_grant (customer, iteration, token, granted_at)
SELECT ?1, ?2, ?3, ?4 WHERE ?5 = 1 OR NOT EXISTS (
  SELECT 1 FROM ask_grant WHERE customer = ?1 AND granted_at > ?4 - ${GRANT_MS} AND (token <> ?3 OR iteration <> ?2))
ON CONFLICT (customer, iteration) DO UPDATE SET token = excluded.token, granted_at = excluded.granted_at`;
