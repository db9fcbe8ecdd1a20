// What a request is answered: a 202, or a problem document; readable to the page where its origin is allowed.

import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Env } from "../env.ts";
import { isRefusal, problem, type Refusal } from "../problem.ts";
import { corsHeaders, isKnownOrigin } from "./origin.ts";

export interface Outcome {
  result: Refusal | SignalsAnswer;
  /** How many signals the request held. */
  signals: number;
  /** Whether the page may read the answer; unknown where no project was found. */
  origin: "allowed" | "foreign" | "unknown";
}

/** Answers a request. Where signals were sent and none was usable, that is a 400 naming each. */
export async function respond(outcome: Outcome, request: Request, env: Env): Promise<Response> {
  const response = documentOf(outcome);
  response.headers.set("vary", "Origin");
  const origin = request.headers.get("origin");
  if (origin === null || !(await mayRead(outcome, origin, env))) return response;
  for (const [name, value] of Object.entries(corsHeaders(origin)))
    response.headers.set(name, value);
  return response;
}

/** Whether a request's signals were all refused. */
export function isUnusable({ result, signals }: Outcome): boolean {
  return !isRefusal(result) && signals > 0 && result.accepted === 0;
}

function documentOf(outcome: Outcome): Response {
  const { result } = outcome;
  if (isRefusal(result)) return problem(result);
  const isOptOut = result.rejected.every(({ reason }) => reason === "opted-out");
  if (!isUnusable(outcome) || isOptOut)
    return Response.json(result, { status: 202, headers: HEADERS });
  return problem(noneUsable(result), result.now === undefined ? {} : { now: result.now });
}

function noneUsable({ rejected }: SignalsAnswer): Refusal {
  const errors = rejected.map((each) => ({
    ...each,
    field: each.field ?? `signals.${each.index}`,
    detail: `signal ${each.index}: ${each.reason}`,
  }));
  return { refused: "invalid", detail: "No signal could be used.", errors };
}

async function mayRead(outcome: Outcome, origin: string, env: Env): Promise<boolean> {
  if (outcome.origin !== "unknown") return outcome.origin === "allowed";
  try {
    return await isKnownOrigin(env.DB, origin);
  } catch {
    // Storage fails: that much any page may learn, so that it keeps its signals and waits.
    return isRefusal(outcome.result) && outcome.result.refused === "unavailable";
  }
}

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
