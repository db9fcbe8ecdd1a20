// Counts signals into a history by hand, as anybody with an export could: sets of people, first days, nothing else.

import { type Day, mondayOf } from "../../contract/day.ts";
import type { Signal } from "../../contract/signals.ts";
import type { DemoFeature } from "../../demo/features/feature.ts";
import type { DaySums, History, Terms } from "../../worker/judge/history.ts";
import { calendarOf } from "../../worker/ledger/calendar.ts";

const dayOf = calendarOf("Europe/Berlin");
const HOUR_MS = 3_600_000;

/** The signals of a feature's nth iteration: those of the days on which it was current. */
export function signalsOf(
  signals: readonly Signal[],
  given: { feature: DemoFeature; nth: number; anchor: Day },
): Signal[] {
  const { feature, nth, anchor } = given;
  const next = feature.iterations[nth + 1];
  const until = next ? anchor - next.shippedAgo : anchor;
  const from = anchor - (feature.iterations[nth]?.shippedAgo ?? 0);
  return signals.filter((signal) => {
    const day = dayOf(signal.at);
    return signal.feature === feature.key && day >= from && day < until;
  });
}

/** The history that the judge would be told of those signals. */
export function historyOf(
  own: readonly Signal[],
  given: { feature: DemoFeature; nth: number; anchor: Day },
): History {
  const { feature, nth, anchor } = given;
  const days = new Map<Day, DaySums>();
  const people = Map.groupBy(own, ({ customer }) => customer);
  for (const deeds of people.values()) countPerson(days, deeds);
  return {
    attempt: nth + 1,
    shippedOn: anchor - (feature.iterations[nth]?.shippedAgo ?? 0),
    customers: [...days.values()].sort((a, b) => a.day - b.day),
    accounts: [],
    terms: termsOf(feature),
    changes: [],
    checked: [],
  };
}

/** The most answers that an iteration got within one hour. */
export function busiestHour(own: readonly Signal[]): number {
  const answers = own.filter(({ kind }) => kind === "answered");
  const hours = Map.groupBy(answers, ({ at }) => Math.floor(at / HOUR_MS));
  return Math.max(0, ...[...hours.values()].map((all) => all.length));
}

function termsOf({ promise }: DemoFeature): Terms {
  return {
    unit: "customer",
    adoption: promise?.targets?.adoption ?? 0.2,
    helpfulness: promise?.targets?.helpfulness ?? 0.7,
    population: promise?.population ?? null,
    rule: promise?.adoptionRule ?? "twice",
    window: promise?.window ?? 28,
  };
}

function countPerson(days: Map<Day, DaySums>, deeds: readonly Signal[]): void {
  const on = (...kinds: Signal["kind"][]) =>
    [...new Set(deeds.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => dayOf(at)))].sort(
      (a, b) => a - b,
    );
  const used = on("used");
  count(days, "seen", on("seen", "used")[0]);
  count(days, "used", used[0]);
  count(days, "returned", used[1]);
  count(days, "lastUsed", used.length > 0 ? mondayOf(Math.max(...used)) : undefined);
  count(days, "asked", on("asked", "answered")[0]);
  const answers = deeds.filter((deed) => deed.kind === "answered");
  const [first] = answers.sort((a, b) => a.at - b.at);
  if (first) count(days, first.helped ? "helped" : "unhelped", dayOf(first.at));
}

function count(days: Map<Day, DaySums>, what: keyof DaySums, day: Day | undefined): void {
  if (day === undefined) return;
  const sums = days.get(day) ?? nothingOn(day);
  sums[what]++;
  days.set(day, sums);
}

function nothingOn(day: Day): DaySums {
  const none = { seen: 0, used: 0, returned: 0, lastUsed: 0, asked: 0 };
  return { day, ...none, helped: 0, unhelped: 0, againHelped: 0, againUnhelped: 0 };
}
