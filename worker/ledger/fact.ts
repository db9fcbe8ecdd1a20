// An accepted signal as the ledger takes it, and the fold of many within one batch.

import { type Day, mondayOf } from "../../contract/day.ts";

/** What an answered signal adds. Texts are empty where nothing was given, so that rows can be compared. */
export interface AnswerFact {
  id: string;
  helped: boolean;
  comment: string;
  page: string;
  locale: string;
  proven: boolean;
  granted: boolean;
  edited: number;
}

/** One fact about one customer: all that the fold needs, and a function of the signal's bytes and the catalogue. */
export interface Fact {
  kind: "seen" | "used" | "asked" | "answered" | "dismissed" | "refused";
  /** The iteration's id; 0 for a refusal, which is person-wide. */
  iteration: number;
  customer: string;
  account: string | null;
  at: number;
  day: Day;
  /** Whether unproven answers never count in this project. */
  requireProof: boolean;
  /** Of a refusal, which is about no iteration: the project whose person refused. */
  project?: string;
  answer?: AnswerFact;
}

/** What a batch says about one journey; the merge of its facts. */
export interface JourneyDelta {
  i: number;
  s: string;
  seen: Day | null;
  used: Day | null;
  returned: Day | null;
  last: Day | null;
  asked: Day | null;
  dismissed: Day | null;
  /** 1 when the subject's counted answer must be derived anew. */
  answers: 0 | 1;
  proof: 0 | 1;
  /** When its newest fact happened, so that a tombstone can refuse it. */
  at: number;
}

/** An answer row as it is written, once for its customer and once for the account. */
export interface AnswerRow extends Omit<AnswerFact, "helped" | "proven" | "granted"> {
  i: number;
  s: string;
  c: string;
  at: number;
  day: Day;
  account: string;
  helped: 0 | 1;
  proven: 0 | 1;
  granted: 0 | 1;
}

export interface PersonDelta {
  c: string;
  /** The project, once the person refused. */
  p: string | null;
  refused: number | null;
  asked: Day | null;
  /** When the newest of it happened, so that a tombstone can refuse it. */
  at: number;
}

/** That a customer belongs to an account, as of `at`. */
export interface MemberDelta {
  a: string;
  c: string;
  at: number;
}

/** Everything that one transaction on one shard is to write. */
export interface Delta {
  journeys: JourneyDelta[];
  answers: AnswerRow[];
  people: PersonDelta[];
  members: MemberDelta[];
}

/** Merges facts into at most one delta a journey; any order gives the same. */
export function foldFacts(facts: readonly Fact[]): Delta {
  const journeys = new Map<string, JourneyDelta>();
  const people = new Map<string, PersonDelta>();
  const members = new Map<string, MemberDelta>();
  const answers: AnswerRow[] = [];
  for (const fact of facts) {
    notePerson(people, fact);
    if (fact.kind === "refused") continue;
    if (fact.account) noteMember(members, { a: fact.account, c: fact.customer, at: fact.at });
    for (const subject of subjectsOf(fact)) {
      mergeInto(journeys, subject, fact);
      if (fact.answer) answers.push(answerRow(fact, fact.answer, subject));
    }
  }
  return {
    journeys: [...journeys.values()],
    answers,
    people: [...people.values()],
    members: [...members.values()],
  };
}

function subjectsOf(fact: Fact): string[] {
  return fact.account ? [fact.customer, fact.account] : [fact.customer];
}

function notePerson(people: Map<string, PersonDelta>, fact: Fact): void {
  if (fact.kind !== "refused" && fact.kind !== "asked") return;
  const person = people.get(fact.customer) ?? emptyPerson(fact);
  person.at = Math.max(person.at, fact.at);
  person.p ??= fact.project ?? null;
  if (fact.kind === "refused") person.refused = earliest(person.refused, fact.at);
  else person.asked = latest(person.asked, fact.day);
  people.set(fact.customer, person);
}

function emptyPerson(fact: Fact): PersonDelta {
  return { c: fact.customer, p: null, refused: null, asked: null, at: fact.at };
}

function noteMember(members: Map<string, MemberDelta>, said: MemberDelta): void {
  const known = members.get(said.a + said.c);
  members.set(said.a + said.c, known && known.at > said.at ? known : said);
}

function mergeInto(journeys: Map<string, JourneyDelta>, subject: string, fact: Fact): void {
  const name = `${fact.iteration} ${subject}`;
  const delta = journeys.get(name) ?? emptyDelta(fact.iteration, subject, fact.at);
  journeys.set(name, delta);
  delta.at = Math.max(delta.at, fact.at);
  if (fact.requireProof) delta.proof = 1;
  switch (fact.kind) {
    case "seen":
      delta.seen = earliest(delta.seen, fact.day);
      break;
    case "used":
      delta.seen = earliest(delta.seen, fact.day);
      addDayOfUse(delta, fact.day);
      break;
    case "asked":
      delta.asked = earliest(delta.asked, fact.day);
      break;
    case "dismissed":
      delta.dismissed = earliest(delta.dismissed, fact.day);
      break;
    case "answered":
      delta.answers = 1;
  }
}

/** Keeps the two smallest distinct days of use, and the week of the latest. */
function addDayOfUse(delta: JourneyDelta, day: Day): void {
  const days = [delta.used, delta.returned, day].filter((each) => each !== null);
  const [used = null, returned = null] = [...new Set(days)].sort((a, b) => a - b);
  delta.used = used;
  delta.returned = returned;
  delta.last = latest(delta.last, mondayOf(day));
}

/** A journey's delta that says nothing yet. */
export function emptyDelta(iteration: number, subject: string, at: number): JourneyDelta {
  return {
    i: iteration,
    s: subject,
    seen: null,
    used: null,
    returned: null,
    last: null,
    asked: null,
    dismissed: null,
    answers: 0,
    proof: 0,
    at,
  };
}

function answerRow(fact: Fact, answer: AnswerFact, subject: string): AnswerRow {
  return {
    ...answer,
    i: fact.iteration,
    s: subject,
    c: fact.customer,
    at: fact.at,
    day: fact.day,
    account: fact.account ?? "",
    helped: answer.helped ? 1 : 0,
    proven: answer.proven ? 1 : 0,
    granted: answer.granted ? 1 : 0,
  };
}

function earliest(known: number | null, value: number): number {
  return known === null ? value : Math.min(known, value);
}

function latest(known: number | null, value: number): number {
  return known === null ? value : Math.max(known, value);
}
