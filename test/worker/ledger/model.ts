// The same fold in plain JavaScript, written from the rules and not from the SQL: what the tables must say.

import { AGAIN_MS } from "../../../worker/ledger/counted.ts";
import type { AnswerFact, Fact } from "../../../worker/ledger/fact.ts";

interface Given extends AnswerFact {
  iteration: number;
  customer: string;
  account: string;
  at: number;
  day: number;
  requireProof: boolean;
}

/** A span of time whose unproven answers do not count, ms; `to` is the first moment after it. */
export interface Excluded {
  iteration: number;
  from: number;
  to: number;
}

/** Journeys by `iteration subject`, as rows of the journey table without their keys. */
export function modelJourneys(
  facts: readonly Fact[],
  excluded: readonly Excluded[] = [],
): Map<string, Record<string, unknown>> {
  const journeys = new Map<string, Record<string, unknown>>();
  for (const name of namesOf(facts)) {
    const own = facts.filter((fact) => fact.kind !== "refused" && names(fact).includes(name));
    const journey = journeyOf(own, excluded);
    if (Object.values(journey).some((value) => value !== null)) journeys.set(name, journey);
  }
  return journeys;
}

/** Ledger cells by `iteration day column`, those that are not zero. */
export function modelLedger(
  facts: readonly Fact[],
  excluded: readonly Excluded[] = [],
): Map<string, number> {
  const cells = new Map<string, number>();
  for (const [name, journey] of modelJourneys(facts, excluded)) {
    const [iteration, subject = ""] = name.split(" ");
    const whose = { c: "customers", a: "accounts" }[subject[0] ?? ""];
    if (!whose) continue;
    for (const [milestone, day] of milestones(journey)) {
      const cell = `${iteration} ${day} ${whose}_${milestone}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
  }
  return cells;
}

function milestones(journey: Record<string, unknown>): [string, number][] {
  const day = (column: string) => journey[column] as number | null;
  const answered = day("answered_on");
  const found: [string, number | null][] = [
    ["seen", day("seen_on")],
    ["used", day("used_on")],
    ["returned", day("returned_on")],
    ["last_used", day("last_used_on")],
    ["asked", least([day("asked_on"), answered])],
    ["dismissed", day("dismissed_on")],
    [journey["helped"] ? "helped" : "unhelped", answered],
  ];
  for (const [again, helped] of JSON.parse((journey["again"] as string) ?? "[]"))
    found.push([helped ? "again_helped" : "again_unhelped", again]);
  return found.filter((pair): pair is [string, number] => pair[1] !== null);
}

/** The answers that count, by subject. */
export function modelCounted(facts: readonly Fact[], subject: string): { id: string }[] {
  return countedAnswers(
    facts.filter((fact) => names(fact).some((name) => name.endsWith(` ${subject}`))),
    [],
  );
}

function journeyOf(facts: readonly Fact[], excluded: readonly Excluded[]): Record<string, unknown> {
  const days = (...kinds: string[]) =>
    facts.filter((fact) => kinds.includes(fact.kind)).map((fact) => fact.day);
  const used = [...new Set(days("used"))].sort((a, b) => a - b);
  const weeks = days("used").map((day) => day - ((day + 3) % 7));
  const [counted, ...again] = countedAnswers(facts, excluded);
  return {
    seen_on: least(days("seen", "used")),
    used_on: used[0] ?? null,
    returned_on: used[1] ?? null,
    last_used_on: weeks.length ? Math.max(...weeks) : null,
    asked_on: least(days("asked")),
    dismissed_on: least(days("dismissed")),
    answered_at: counted?.at ?? null,
    answered_on: counted?.day ?? null,
    helped: counted ? Number(counted.helped) : null,
    again: again.length ? JSON.stringify(again.map((one) => [one.day, Number(one.helped)])) : null,
  };
}

function countedAnswers(facts: readonly Fact[], excluded: readonly Excluded[]): Given[] {
  const counts = ({ granted, requireProof, iteration, at }: Given) =>
    granted &&
    !requireProof &&
    !excluded.some((span) => span.iteration === iteration && span.from <= at && at < span.to);
  const byPerson = Map.groupBy(register(facts), (given) => given.customer);
  const own = [...byPerson.values()].flatMap((all) => {
    const proven = all.filter((given) => given.proven);
    return spaced((proven.length ? proven : all.filter(counts)).sort((a, b) => a.at - b.at));
  });
  return spaced(
    own.sort((a, b) => a.at - b.at || -compare(a, b) || (a.customer < b.customer ? -1 : 1)),
  );
}

function spaced(sorted: Given[]): Given[] {
  const kept: Given[] = [];
  for (const given of sorted) {
    const last = kept.at(-1);
    if (!last || given.at >= last.at + AGAIN_MS) kept.push(given);
  }
  return kept;
}

/** One row for each press: the greatest in the fixed order. */
function register(facts: readonly Fact[]): Given[] {
  const rows = new Map<string, Given>();
  for (const fact of facts) {
    if (!fact.answer) continue;
    const given = { ...fact.answer, ...fact, account: fact.account ?? "" } as Given;
    const name = `${given.customer} ${given.at}`;
    const known = rows.get(name);
    if (!known || compare(given, known) > 0) rows.set(name, given);
  }
  return [...rows.values()];
}

function compare(a: Given, b: Given): number {
  const order = (given: Given) => [
    Number(given.proven),
    Number(given.granted),
    given.edited,
    1 - Number(given.helped),
    given.comment,
    given.page,
    given.locale,
    given.account,
  ];
  const left = order(a);
  const right = order(b);
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0;
    if (value !== other) return value > other ? 1 : -1;
  }
  return 0;
}

function names(fact: Fact): string[] {
  const subjects = fact.account ? [fact.customer, fact.account] : [fact.customer];
  return subjects.map((subject) => `${fact.iteration} ${subject}`);
}

function namesOf(facts: readonly Fact[]): Set<string> {
  return new Set(facts.filter((fact) => fact.kind !== "refused").flatMap(names));
}

function least(days: (number | null)[]): number | null {
  const known = days.filter((day) => day !== null);
  return known.length ? Math.min(...known) : null;
}
