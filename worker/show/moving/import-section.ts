// One iteration's part of an export: its answers must make its journeys, and its journeys its ledger.

import { dayToText, mondayOf, textToDay } from "../../../contract/day.ts";
import type { LineOf } from "../../../contract/export.ts";
import { EDIT_WINDOW_MS } from "../../../contract/limits.ts";
import { calendarOf, startOf } from "../../ledger/calendar.ts";
import { type Circumstances, type Counting, recount } from "../../ledger/counting.ts";
import { countJourney, differingColumns, emptyRow, type Refold } from "../../ledger/refold.ts";
import type { LedgerRow } from "../../ledger/sums.ts";
import type { JourneyTable } from "../../schema.ts";
import { flagOf, journeyRow, ledgerRow, msOf } from "./import-rows.ts";
import { erasedFault, type Fault, type ToldIteration, type ToldStory } from "./import-story.ts";

/** The iteration that lines are about while its part of the export lasts. */
export interface Section {
  iteration: ToldIteration;
  timeZone: string;
  requireProof: boolean;
  /** Whom lines are about: first the answers, then the journey, if anything makes one. */
  subject: { name: string; answers: Counting[]; isDone: boolean } | null;
  /** All of whom something was told. */
  subjects: Set<string>;
  /** The ledger as counted from the journeys told, and as told. */
  counted: Refold;
  ledger: LedgerRow[];
  /** Journeys come before the ledger, and that before the verdict. */
  phase: 0 | 1 | 2;
}

export function newSection(story: ToldStory, iteration: ToldIteration): Section {
  return {
    iteration,
    timeZone: story.project?.timeZone ?? "UTC",
    requireProof: story.project?.requireProof ?? false,
    subject: null,
    subjects: new Set(),
    counted: new Map(),
    ledger: [],
    phase: 0,
  };
}

/** Moves a section on to the part a line is of; a fault where that is over, or never is. */
export function enter(section: Section, phase: Section["phase"]): Fault[] {
  if (section.phase > phase) return [["kind", "journeys come before the ledger, then the verdict"]];
  section.phase = phase;
  const { record } = section.iteration;
  const isSealed = phase === 0 && record.sealedAt !== null;
  return isSealed ? [["iteration", "is sealed: nothing of its customers is kept"]] : [];
}

export function addAnswer(section: Section, story: ToldStory, record: LineOf<"answer">): Fault[] {
  const at = msOf(record.at);
  const { subject, faults } = turnTo(section, record.subject);
  if (subject.isDone) faults.push(["subject", "its journey was told before this answer"]);
  if (subject.answers.some((each) => each.at === at && each.customer === record.customer))
    faults.push(["at", "this answer was told before"]);
  subject.answers.push(countingOf(record, at));
  return [
    ...enter(section, 0),
    ...faults,
    ...answerFaults(section, record),
    ...erasedFault(story, record.customer, { field: "at", at }),
  ];
}

/** Lines about one subject stand together: turning to another one ends what was told of the last. */
function turnTo(section: Section, name: string) {
  const known = section.subject;
  if (known?.name === name) return { subject: known, faults: [] as Fault[] };
  const faults = subjectFaults(section);
  if (section.subjects.has(name)) faults.push(["subject", "was told of before, elsewhere"]);
  section.subjects.add(name);
  const subject = { name, answers: [] as Counting[], isDone: false };
  section.subject = subject;
  return { subject, faults };
}

/** Answers that count make a journey. */
function subjectFaults({ subject, ...section }: Section): Fault[] {
  if (subject === null || subject.isDone) return [];
  const { answered_at } = recount(subject.answers, circumstancesOf(section));
  return answered_at === null
    ? []
    : [["subject", `the journey of ${subject.name}, whose answers stand before, is missing`]];
}

function circumstancesOf({
  requireProof,
  iteration,
}: Pick<Section, "requireProof" | "iteration">): Circumstances {
  return { requireProof, excluded: iteration.excluded };
}

function answerFaults({ timeZone }: Section, record: LineOf<"answer">): Fault[] {
  const faults: Fault[] = [];
  const { subject, customer, account, at, day, edited } = record;
  if (!subject.startsWith("a") && subject !== customer)
    faults.push(["customer", "is not the subject, which is no account"]);
  if (subject.startsWith("a") && account !== subject)
    faults.push(["account", "is not the subject, which is an account"]);
  if (calendarOf(timeZone)(msOf(at)) !== textToDay(day))
    faults.push(["day", "is not the day of its moment in the project's time zone"]);
  const delay = msOf(edited) - msOf(at);
  if (delay < 0 || delay > EDIT_WINDOW_MS)
    faults.push(["edited", "lies before the answer, or more than an hour after"]);
  return faults;
}

function countingOf(record: LineOf<"answer">, at: number): Counting {
  return {
    customer: record.customer,
    at,
    on_day: textToDay(record.day),
    helped: flagOf(record.helped),
    proven: flagOf(record.proven),
    granted: flagOf(record.granted),
    edited: msOf(record.edited),
  };
}

export function addJourney(section: Section, story: ToldStory, record: LineOf<"journey">): Fault[] {
  const { subject, faults } = turnTo(section, record.subject);
  if (subject.isDone) faults.push(["subject", "this journey was told before"]);
  subject.isDone = true;
  const row = journeyRow(record, section.iteration.place);
  faults.push(...enter(section, 0), ...dayFaults(row));
  faults.push(...answeredFaults(row, recount(subject.answers, circumstancesOf(section))));
  if (!row.subject.startsWith("a")) faults.push(...forgottenFaults(section, story, row));
  countJourney(section.counted, row);
  return faults;
}

function dayFaults(row: JourneyTable): Fault[] {
  const { seen_on, used_on, returned_on, last_used_on } = row;
  const faults: Fault[] = [];
  if (used_on !== null && (seen_on === null || seen_on > used_on))
    faults.push(["seenOn", "use implies seen: not later than usedOn"]);
  if (returned_on !== null && (used_on === null || returned_on <= used_on))
    faults.push(["returnedOn", "is a later day than usedOn"]);
  if ((last_used_on === null) !== (used_on === null))
    faults.push(["lastUsedWeek", "stands where usedOn does"]);
  else if (last_used_on !== null && last_used_on !== mondayOf(last_used_on))
    faults.push(["lastUsedWeek", "is a Monday"]);
  else if (last_used_on !== null && last_used_on < mondayOf(returned_on ?? used_on ?? 0))
    faults.push(["lastUsedWeek", "lies before other days of use"]);
  return faults;
}

const COUNTED = {
  answered_at: "answeredAt",
  answered_on: "answeredOn",
  helped: "helped",
  again: "again",
} as const;

/** What a journey says of answers is what its answers say. */
function answeredFaults(row: JourneyTable, counted: ReturnType<typeof recount>): Fault[] {
  return (Object.keys(COUNTED) as (keyof typeof COUNTED)[])
    .filter((column) => row[column] !== counted[column])
    .map((column) => [COUNTED[column], "is not what the answers before it say"]);
}

/** A journey of an erased person tells only of days since; of the day itself the moment is not known. */
function forgottenFaults(section: Section, story: ToldStory, row: JourneyTable): Fault[] {
  const days = [row.seen_on, row.used_on, row.returned_on, row.asked_on, row.dismissed_on];
  const known = days.filter((day) => day !== null);
  if (known.length === 0) return [];
  const latest = startOf(Math.min(...known) + 1, section.timeZone) - 1;
  return erasedFault(story, row.subject, { field: "subject", at: latest });
}

export function addLedger(section: Section, record: LineOf<"ledger">): Fault[] {
  const faults = [...enter(section, 1), ...subjectFaults(section)];
  section.subject = null;
  const row = ledgerRow(record, section.iteration.place);
  const last = section.ledger.at(-1);
  if (last && last.day >= row.day) faults.push(["day", "days ascend, each told once"]);
  section.ledger.push(row);
  if (section.iteration.record.sealedAt !== null) return [...faults, ...negativeFaults(row)];
  const counted = section.counted.get(row.day) ?? emptyRow(row.iteration, row.day);
  section.counted.delete(row.day);
  const differing = differingColumns(row, counted).map(
    (column): Fault => [column.replace("_", "."), "is not what the journeys before it add up to"],
  );
  return [...faults, ...differing];
}

function negativeFaults({ iteration: _, day: __, ...cells }: LedgerRow): Fault[] {
  const isNegative = Object.values(cells).some((count) => count < 0);
  return isNegative ? [["customers", "no count is below zero"]] : [];
}

/** What is missing when an iteration's part is over. */
export function sectionFaults(section: Section): Fault[] {
  const faults = subjectFaults(section);
  const { feature, label } = section.iteration.record;
  const [day] = section.counted.keys();
  if (day !== undefined) {
    const lacks = `the ledger of ${feature} ${label} lacks ${dayToText(day)}, which journeys tell of`;
    faults.push(["kind", lacks]);
  }
  return faults;
}
