// From signals to facts: named by feature and iteration, dated by the project's calendar, or refused by name.

import type { RejectedSignal, Rejection, Signal, SignalsBody } from "../../contract/signals.ts";
import { calendarOf } from "../ledger/calendar.ts";
import { iterationAt, type Project, type Shipped } from "../ledger/catalogue.ts";
import type { AnswerFact, Fact } from "../ledger/fact.ts";
import { isSealed } from "../ledger/sealing.ts";
import { FIRST_LABEL } from "../ledger/shipping.ts";
import { wrongTime } from "./clock.ts";
import type { Person, Subjects } from "./people.ts";
import type { ReadSignal } from "./read.ts";
import { scrub } from "./scrub.ts";

/** All that turning a signal into a fact depends on besides the signal. */
export interface Circumstances {
  project: Project;
  features: Map<string, Shipped>;
  subjects: Subjects;
  /** A back end or a vouched-for customer: their answers count without a grant. */
  trusted: boolean;
  backEnd: boolean;
  /** Unproven where proof is required: the answer does not depend on the person at all. */
  apart: boolean;
  /** A test key's signals: checked and answered, never kept. */
  rehearsal: boolean;
  now: number;
}

export interface Accepted {
  facts: Fact[];
  rejected: RejectedSignal[];
}

type Judged = { fact: Fact } | { reason: Rejection; field?: string };

/** Sorts a request's signals into facts to fold and refusals to name. */
export async function accept(
  read: readonly ReadSignal[],
  body: SignalsBody,
  given: Circumstances,
): Promise<Accepted> {
  const facts: Fact[] = [];
  const rejected: RejectedSignal[] = [];
  for (const each of read) {
    const judged = "signal" in each ? await judge(each.signal, body, given) : each;
    if ("fact" in judged) facts.push(judged.fact);
    else rejected.push(named(each.index, judged));
  }
  return { facts, rejected };
}

function named(
  index: number,
  { reason, field }: { reason: Rejection; field?: string },
): RejectedSignal {
  return field === undefined ? { index, reason } : { index, reason, field };
}

async function judge(signal: Signal, body: SignalsBody, given: Circumstances): Promise<Judged> {
  const time = wrongTime(signal, given);
  if (time) return time;
  const person = given.subjects.of(signal, body);
  const unwanted = given.apart ? null : whyUnwanted(person, signal.at);
  if (unwanted) return { reason: unwanted };
  const iteration = iterationOf(signal, given);
  if (typeof iteration !== "number") return iteration;
  return { fact: await factOf(signal, { ...person, iteration }, given) };
}

/** Why nothing is kept of this person. Where it may not be told, keeping and folding leave it out all the same. */
function whyUnwanted({ internal, erasedAt }: Person, at: number): Rejection | null {
  if (internal) return "internal";
  return erasedAt !== null && at <= erasedAt ? "erased" : null;
}

/** The id of the iteration a signal belongs to; 0 for a refusal, which is about every feature. */
function iterationOf(
  signal: Signal,
  { features, rehearsal, now }: Circumstances,
): number | { reason: Rejection; field?: string } {
  if (signal.kind === "refused") return 0;
  const shipped = features.get(signal.feature);
  if (!shipped) return unknownFeature(signal, rehearsal);
  if (shipped.feature.retired_at !== null) return { reason: "retired", field: "feature" };
  const iteration = signal.iteration
    ? shipped.iterations.find((each) => each.label === signal.iteration)
    : iterationAt(shipped.iterations, signal.at);
  if (!iteration) return { reason: "unknown-iteration", field: "iteration" };
  if (isSealed(iteration, now)) return { reason: "sealed", field: "iteration" };
  return iteration.id;
}

/** A feature that signals could not bring into being, or that a test key does not. */
function unknownFeature(
  { iteration }: Signal,
  rehearsal: boolean,
): number | { reason: Rejection; field: string } {
  if (!beginsFeature(iteration)) return { reason: "unknown-iteration", field: "iteration" };
  return rehearsal ? 0 : { reason: "feature-limit", field: "feature" };
}

/** Whether a signal of an unknown feature speaks of the iteration that features begin with. */
export function beginsFeature(label: string | undefined): boolean {
  return label === undefined || label === FIRST_LABEL;
}

interface Named {
  customer: string;
  account: string | null;
  iteration: number;
}

async function factOf(signal: Signal, named: Named, given: Circumstances): Promise<Fact> {
  const fact = {
    kind: signal.kind,
    iteration: named.iteration,
    customer: named.customer,
    account: named.account,
    at: signal.at,
    day: calendarOf(given.project.time_zone)(signal.at),
    requireProof: given.project.require_proof === 1,
  };
  if (signal.kind === "refused") return { ...fact, project: given.project.id };
  return signal.kind === "answered"
    ? { ...fact, answer: await answerOf(signal, named, given) }
    : fact;
}

async function answerOf(
  signal: Signal & { kind: "answered" },
  named: Named,
  given: Circumstances,
): Promise<AnswerFact> {
  const locale = signal.locale ?? "";
  const kept = (text: string) => (given.project.scrub ? scrub(text, locale) : text);
  return {
    id: await given.subjects.answerId(named.iteration, named.customer, signal.at),
    helped: signal.helped,
    comment: await kept((signal.comment ?? "").trim()),
    page: await kept(pathOf(signal.page ?? "")),
    locale,
    proven: given.trusted,
    granted: given.subjects.hasGrant(named.customer, named.iteration),
    edited: signal.edited ?? signal.at,
  };
}

/** A path alone: whatever else a client sends along is cut off. An escaped @ is one, so that addresses are seen. */
function pathOf(page: string): string {
  const whole = page.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const path = whole.replace(/[?#].*$/s, "").replaceAll("%40", "@");
  return path === "" || path.startsWith("/") ? path : `/${path}`;
}
