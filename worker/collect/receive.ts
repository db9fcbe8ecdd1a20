// POST /v1/signals: check, name, date, fold, and answer; nothing is stored after the answer.

import {
  PUBLIC_BODY_BYTES,
  PUBLIC_SIGNALS,
  SECRET_BODY_BYTES,
  SECRET_SIGNALS,
} from "../../contract/limits.ts";
import {
  isWidgetId,
  type SignalsAnswer,
  type SignalsBody,
  signalsBody,
} from "../../contract/signals.ts";
import { decide } from "../ask/decide.ts";
import { readJson } from "../body.ts";
import type { Env } from "../env.ts";
import { invalid, isRefusal, problem, type Refusal } from "../problem.ts";
import { type Accepted, accept } from "./accept.ts";
import { isClockOff, wrongTime } from "./clock.ts";
import { discover } from "./discover.ts";
import { noteHeard } from "./heard.ts";
import { localesOf } from "./locales.ts";
import { corsHeaders } from "./origin.ts";
import { findSubjects, type Subjects, spokenOf } from "./people.ts";
import { namedFeatures, type ReadSignal, readSignals } from "./read.ts";
import { bearerKey, findSender, type Sender } from "./sender.ts";
import { keep } from "./sink.ts";

interface Received {
  request: Request;
  env: Env;
  now: number;
  body: SignalsBody;
  read: ReadSignal[];
  sender: Sender;
  backEnd: boolean;
}

/** Answers one request. D1's failures are its only exceptions; then nothing was accepted. */
export async function receive(request: Request, env: Env, now: number): Promise<Response> {
  const origin = request.headers.get("origin");
  const received = await understand(request, env, now);
  if (isRefusal(received))
    return withCors(problem(received), received.refused === "forbidden" ? null : origin);
  const answer = await answerTo(received);
  return withCors(answer, origin);
}

async function understand(request: Request, env: Env, now: number): Promise<Received | Refusal> {
  const backEnd = bearerKey(request) !== null;
  const raw = await readJson(request, backEnd ? SECRET_BODY_BYTES : PUBLIC_BODY_BYTES);
  if (isRefusal(raw)) return raw;
  const body = readEnvelope(raw.json);
  if (isRefusal(body)) return body;
  const most = backEnd ? SECRET_SIGNALS : PUBLIC_SIGNALS;
  if ((body.signals ?? []).length > most)
    return {
      refused: "too-large",
      detail: `At most ${most} signals in a request; send the rest in another.`,
    };
  const read = readSignals(body.signals ?? [], backEnd);
  const featureKeys = namedFeatures(read, body.ask);
  const sender = await findSender(request, body, { env, now, featureKeys });
  if (isRefusal(sender)) return sender;
  return { request, env, now, body, read, sender, backEnd };
}

function readEnvelope(json: unknown): SignalsBody | Refusal {
  const parsed = signalsBody.safeParse(json);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      field: issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : issue.path.join("."),
      detail:
        issue.code === "unrecognized_keys" ? "is not known here; leave it out" : issue.message,
    }));
    return {
      refused: "invalid",
      detail: "The request is not in the form of a signals request.",
      errors,
    };
  }
  const empty = (parsed.data.signals ?? []).length === 0 && !parsed.data.ask;
  return empty ? invalid("signals", "send at least one signal, or an ask") : parsed.data;
}

async function answerTo(received: Received): Promise<Response> {
  const { read, sender, body, now } = received;
  if (sender.optedOut) return optedOut(received);
  if (isClockOff(body.sent, now)) {
    const rejected = read.map(({ index }) => ({ index, reason: "clock" as const, field: "sent" }));
    return reply(received, { accepted: 0, rejected, now });
  }
  const apart = sender.key.project.require_proof === 1 && !sender.trusted;
  const spoken = read.flatMap((each) => ("signal" in each ? [spokenOf(each.signal, body)] : []));
  const subjects = await findSubjects([...spoken, spokenOf({}, body)], {
    env: received.env,
    project: sender.key.project,
    apart,
  });
  const accepted = await acceptAll(received, subjects);
  await keepAll(received, accepted);
  return reply(received, await answerOf(received, { accepted, subjects, apart }));
}

async function acceptAll(received: Received, subjects: Subjects): Promise<Accepted> {
  const { env, sender, read, body, now, backEnd } = received;
  const { project } = sender.key;
  const unknown = unknownFeatures(received);
  const made = unknown.length > 0 ? await discover(env.DB, project, { keys: unknown, now }) : [];
  return accept(read, body, {
    project,
    features: new Map([...sender.features, ...made]),
    subjects,
    trusted: sender.trusted,
    backEnd,
    now,
  });
}

/** Features nobody made yet, named by signals that can be believed. A test key makes none. */
function unknownFeatures({ sender, read, now, backEnd }: Received): string[] {
  if (sender.key.kind === "test") return [];
  const keys = read.flatMap((each) => {
    if (!("signal" in each) || each.signal.feature === undefined) return [];
    const known = sender.features.has(each.signal.feature);
    return known || wrongTime(each.signal, { now, backEnd }) ? [] : [each.signal.feature];
  });
  return [...new Set(keys)];
}

async function keepAll(received: Received, accepted: Accepted): Promise<void> {
  const { env, sender, now } = received;
  const { project, kind } = sender.key;
  if (kind !== "test") await keep(env, project, accepted.facts);
  if (project.listened_until > now) await noteHeard(received, accepted);
}

async function answerOf(
  received: Received,
  given: { accepted: Accepted; subjects: Subjects; apart: boolean },
): Promise<SignalsAnswer> {
  const { facts, rejected } = given.accepted;
  const clock = rejected.some(({ reason }) => reason === "clock");
  const answer: SignalsAnswer = {
    accepted: facts.length,
    rejected,
    ...(clock && { now: received.now }),
  };
  return { ...answer, ...(await askIfWanted(received, given)) };
}

async function askIfWanted(
  received: Received,
  given: { accepted: Accepted; subjects: Subjects; apart: boolean },
): Promise<Pick<SignalsAnswer, "ask" | "why">> {
  const { body, sender, env, now, request } = received;
  // Where proof is required, the answer to an unproven request does not depend on the person at all.
  if (!body.ask || given.apart) return {};
  const person = given.subjects.of({}, body);
  const shipped = sender.features.get(body.ask.feature);
  const decision =
    shipped && !person.internal
      ? await decide(
          env,
          {
            project: sender.key.project,
            shipped,
            label: body.ask.iteration,
            customer: person.customer,
            account: person.account,
            token: body.ask.token ?? null,
            inline: body.ask.inline ?? false,
            optedOut: false,
            proofMissing: false,
            own: given.accepted.facts,
            now,
          },
          { locales: localesOf(request, body), rehearse: sender.key.kind === "test" },
        )
      : ({ why: "discovered" } as const);
  return "ask" in decision || isToldWhy(received) ? decision : {};
}

/** A stranger who knows somebody's id learns nothing about them from a reason. */
function isToldWhy({ sender, body }: Received): boolean {
  return sender.trusted || isWidgetId(body.customer);
}

function optedOut(received: Received): Response {
  const rejected = received.read.map(({ index }) => ({ index, reason: "opted-out" as const }));
  const why = received.body.ask && isToldWhy(received) ? { why: "no-consent" as const } : {};
  return Response.json({ accepted: 0, rejected, ...why }, { status: 202, headers: NO_STORE });
}

const NO_STORE = { "cache-control": "no-store" };

/** 202 with what became of each signal; 400 where there were signals and none was usable. */
function reply(received: Received, answer: SignalsAnswer): Response {
  const unusable = received.read.length > 0 && answer.accepted === 0;
  if (!unusable) return Response.json(answer, { status: 202, headers: NO_STORE });
  const refusal: Refusal = {
    refused: "invalid",
    detail: "No signal could be used.",
    errors: answer.rejected.map((each) => ({
      ...each,
      field: each.field ?? `signals.${each.index}`,
      detail: `signal ${each.index}: ${each.reason}`,
    })),
  };
  return problem(refusal, answer.now === undefined ? {} : { now: answer.now });
}

function withCors(response: Response, origin: string | null): Response {
  if (origin === null) return response;
  for (const [name, value] of Object.entries(corsHeaders(origin)))
    response.headers.set(name, value);
  return response;
}
