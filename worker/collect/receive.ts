// POST /v1/signals: check, name, date, fold, and answer; nothing is stored after the answer.

import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Env } from "../env.ts";
import { isRefusal, type Refusal } from "../problem.ts";
import { inTime, whyUnavailable } from "../unavailable.ts";
import { type Accepted, accept, beginsFeature } from "./accept.ts";
import { askIfWanted, isToldWhy } from "./asking.ts";
import { overBudget } from "./budget.ts";
import { isClockOff, wrongTime } from "./clock.ts";
import { discover } from "./discover.ts";
import { readEnvelope } from "./envelope.ts";
import { noteHeard } from "./heard.ts";
import { findSubjects, type Subjects, spokenOf } from "./people.ts";
import { overCustomer, overNetwork, overNew } from "./rate.ts";
import { namedFeatures, readSignals } from "./read.ts";
import type { Received } from "./received.ts";
import { type Outcome, respond } from "./reply.ts";
import { logRequest } from "./request-log.ts";
import { bearerKey, findSender } from "./sender.ts";
import { keep } from "./sink.ts";

/** Answers one request. Where storage fails or stalls, nothing was accepted and the answer says so. */
export async function receive(request: Request, env: Env, now: number): Promise<Response> {
  const outcome = await outcomeOf(request, env, now);
  const response = await respond(outcome, request, env);
  logRequest(outcome, response.status, Date.now() - now);
  return response;
}

async function outcomeOf(request: Request, env: Env, now: number): Promise<Outcome> {
  try {
    return await inTime(handle(request, env, now));
  } catch (error) {
    const refusal = whyUnavailable(error, now);
    if (!refusal) throw error;
    return { result: refusal, signals: 0, origin: "allowed" };
  }
}

async function handle(request: Request, env: Env, now: number): Promise<Outcome> {
  const backEnd = bearerKey(request) !== null;
  const body = await readEnvelope(request, backEnd);
  if (isRefusal(body)) return { result: body, signals: 0, origin: "unknown" };
  const signals = (body.signals ?? []).length;
  const read = readSignals(body.signals ?? [], backEnd);
  const featureKeys = namedFeatures(read, body.ask);
  const sender = await findSender(request, body, { env, now, featureKeys });
  if (isRefusal(sender)) {
    const foreign = sender.refused === "forbidden";
    return { result: sender, signals, origin: foreign ? "foreign" : "unknown" };
  }
  const apart = sender.key.project.require_proof === 1 && !sender.trusted;
  const received = { request, env, now, body, read, sender, backEnd, apart };
  return { result: await resultOf(received), signals, origin: "allowed" };
}

async function resultOf(received: Received): Promise<Refusal | SignalsAnswer> {
  const { env, request, sender, read, body, now } = received;
  if (sender.optedOut) return optedOut(received);
  const visit = { env, request, project: sender.key.project.id };
  const tooMany = sender.trusted ? null : await overNetwork(visit);
  if (tooMany) return tooMany;
  if (read.length > 0 && isClockOff(body.sent, now)) return clockOff(received);
  const subjects = await subjectsOf(received);
  const refused = await overLimits(received, subjects);
  if (refused) return refused;
  const accepted = await acceptAll(received, subjects);
  await keepAll(received, accepted, subjects);
  return answerOf(received, accepted, subjects);
}

function subjectsOf({ env, sender, read, body, apart }: Received): Promise<Subjects> {
  const spoken = read.flatMap((each) => ("signal" in each ? [spokenOf(each.signal, body)] : []));
  const shipped = [...sender.features.values()];
  return findSubjects([...spoken, spokenOf({}, body)], {
    env,
    project: sender.key.project,
    apart,
    iterations: shipped.flatMap(({ iterations }) => iterations.map(({ id }) => id)),
  });
}

/** Whoever may be anybody is held to limits, so that a flood of strangers costs the others nothing. */
async function overLimits(received: Received, subjects: Subjects): Promise<Refusal | null> {
  const { env, request, sender, body, now } = received;
  const { key, trusted } = sender;
  const project = key.project.id;
  const { customer } = subjects.of({}, body);
  if (key.kind === "publishable") {
    const isNew = !trusted && subjects.isNew(customer);
    const over =
      (await overCustomer(env, customer)) ??
      (isNew ? await overNew({ env, request, project }) : null);
    if (over) return over;
  }
  return overBudget(env, { project, written: subjects.written, trusted, now });
}

async function acceptAll(received: Received, subjects: Subjects): Promise<Accepted> {
  const { env, sender, read, body, now, backEnd, apart } = received;
  const { project, kind } = sender.key;
  const unknown = unknownFeatures(received);
  const made = unknown.length > 0 ? await discover(env.DB, project, { keys: unknown, now }) : [];
  return accept(read, body, {
    project,
    features: new Map([...sender.features, ...made]),
    subjects,
    trusted: sender.trusted,
    backEnd,
    apart,
    rehearsal: kind === "test",
    now,
  });
}

/** Features nobody made yet, named by signals that can be believed. A test key makes none. */
function unknownFeatures({ sender, read, now, backEnd }: Received): string[] {
  if (sender.key.kind === "test") return [];
  const keys = read.flatMap((each) => {
    if (!("signal" in each) || each.signal.feature === undefined) return [];
    const known = sender.features.has(each.signal.feature);
    const makes = !known && beginsFeature(each.signal.iteration);
    return makes && !wrongTime(each.signal, { now, backEnd }) ? [each.signal.feature] : [];
  });
  return [...new Set(keys)];
}

async function keepAll(received: Received, accepted: Accepted, subjects: Subjects): Promise<void> {
  const { env, sender, now } = received;
  const { project, kind } = sender.key;
  // The team itself is left out here too where it was not told so, being unproven.
  // What is held already was kept before; it needs neither a transaction nor a message.
  const facts = accepted.facts.filter(
    (fact) => !subjects.isInternal(fact.customer) && !subjects.isHeld(fact),
  );
  if (kind !== "test") await keep(env, project, facts);
  if (project.listened_until > now) await noteHeard(received, accepted);
}

async function answerOf(
  received: Received,
  accepted: Accepted,
  subjects: Subjects,
): Promise<SignalsAnswer> {
  const { facts, rejected } = accepted;
  const clock = rejected.some(({ reason }) => reason === "clock") && { now: received.now };
  const answer: SignalsAnswer = { accepted: facts.length, rejected, ...clock };
  // A request of which nothing could be used is refused whole, and reserves nobody.
  const unusable = facts.length === 0 && rejected.length > 0;
  return unusable ? answer : { ...answer, ...(await askIfWanted(received, facts, subjects)) };
}

function optedOut(received: Received): SignalsAnswer {
  const rejected = received.read.map(({ index }) => ({ index, reason: "opted-out" as const }));
  const why = received.body.ask && isToldWhy(received) ? { why: "no-consent" as const } : {};
  return { accepted: 0, rejected, ...why };
}

async function clockOff(received: Received): Promise<SignalsAnswer> {
  const { read, sender, now } = received;
  const rejected = read.map(({ index }) => ({ index, reason: "clock" as const, field: "sent" }));
  if (sender.key.project.listened_until > now) await noteHeard(received, { facts: [], rejected });
  return { accepted: 0, rejected, now };
}
