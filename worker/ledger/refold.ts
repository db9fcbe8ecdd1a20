// The ledger as the plain fold of journeys: what worker/ledger/merge.ts keeps up to date, counted from nothing.

import type { Day } from "../../contract/day.ts";
import type { JourneyTable, LedgerTable } from "../schema.ts";
import { COLUMNS, MILESTONES, type MilestoneName } from "./milestones.ts";

/** One iteration's ledger rows by day. */
export type Refold = Map<Day, LedgerTable>;

/** Adds one journey to its iteration's ledger. Journeys kept apart are counted nowhere. */
export function countJourney(ledger: Refold, journey: JourneyTable): void {
  const letter = journey.subject[0];
  if (letter === "u") return;
  const whose = letter === "a" ? "accounts" : "customers";
  for (const milestone of MILESTONES) {
    for (const day of daysOf(journey, milestone)) {
      const row = ledger.get(day) ?? emptyRow(journey.iteration, day);
      row[`${whose}_${milestone}`]++;
      ledger.set(day, row);
    }
  }
}

/** The columns in which two rows of a day differ. */
export function differingColumns(left: LedgerTable, right: LedgerTable): string[] {
  return COLUMNS.filter(({ name }) => left[name] !== right[name]).map(({ name }) => name);
}

export function emptyRow(iteration: number, day: Day): LedgerTable {
  const cells = Object.fromEntries(COLUMNS.map(({ name }) => [name, 0]));
  return { iteration, day, ...cells } as LedgerTable;
}

function daysOf(journey: JourneyTable, milestone: MilestoneName): Day[] {
  switch (milestone) {
    case "asked":
      // Who answered was asked, also where no ask was recorded.
      return earliest([journey.asked_on, journey.answered_on]);
    case "helped":
      return journey.helped === 1 ? known(journey.answered_on) : [];
    case "unhelped":
      return journey.helped === 0 ? known(journey.answered_on) : [];
    case "again_helped":
      return againDays(journey, 1);
    case "again_unhelped":
      return againDays(journey, 0);
    default:
      return known(journey[`${milestone}_on`]);
  }
}

function known(day: Day | null): Day[] {
  return day === null ? [] : [day];
}

function earliest(days: (Day | null)[]): Day[] {
  const there = days.filter((day) => day !== null);
  return there.length === 0 ? [] : [Math.min(...there)];
}

function againDays({ again }: JourneyTable, helped: 0 | 1): Day[] {
  if (again === null) return [];
  const answers = JSON.parse(again) as [Day, 0 | 1][];
  return answers.filter(([, each]) => each === helped).map(([day]) => day);
}
