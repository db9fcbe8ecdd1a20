// Whether the lines of an export agree with each other: nothing is spoken of before it is told, and sums are sums.

import { textToDay } from "../../../contract/day.ts";
import type { ExportLine, LineOf } from "../../../contract/export.ts";
import { startOf } from "../../ledger/calendar.ts";
import type { Complaint, Line } from "./import-line.ts";
import { msOf } from "./import-rows.ts";
import {
  addAnswer,
  addJourney,
  addLedger,
  enter,
  newSection,
  type Section,
  sectionFaults,
} from "./import-section.ts";
import {
  addFeature,
  addIteration,
  addTombstone,
  erasedFault,
  type Fault,
  iterationNamed,
  newStory,
  once,
  type ToldIteration,
  type ToldStory,
  unfinished,
} from "./import-story.ts";

/** What is known of an export so far. */
export interface Agreement {
  story: ToldStory;
  section: Section | null;
  /** Before the one that is read. */
  lines: number;
  /** Lines that could not be understood. */
  unread: number;
  kinds: Map<string, number>;
  ended: boolean;
}

export function newAgreement(): Agreement {
  return { story: newStory(), section: null, lines: 0, unread: 0, kinds: new Map(), ended: false };
}

/** Takes a line in, and says what is wrong with it and in what it does not agree with those before. */
export function agree(known: Agreement, { number, record, complaints }: Line): Complaint[] {
  known.lines = number - 1;
  if (record === null) {
    known.unread++;
    return complaints;
  }
  const faults = [...sectionsOf(known, record), ...faultsOf(known, record)];
  known.kinds.set(record.kind, (known.kinds.get(record.kind) ?? 0) + 1);
  return [...complaints, ...faults.map(([field, detail]) => ({ line: number, field, detail }))];
}

/** What is missing where an export ends. `lines` is the number that were read. */
export function missing({ ended }: Agreement, lines: number): Complaint[] {
  if (ended) return [];
  const detail = "is the last, but does not say that the export ends: it was cut short";
  return [{ line: Math.max(1, lines), field: "kind", detail }];
}

const HEARD = new Set(["answer", "journey", "ledger", "verdict", "grant"]);

/** Closes an iteration's part where a line is of another, and opens that one's. */
function sectionsOf(known: Agreement, record: ExportLine): Fault[] {
  if (record.kind !== "end" && !(HEARD.has(record.kind) && "iteration" in record)) return [];
  const iteration = record.kind === "end" ? null : (named(known, record) ?? null);
  if (known.section && known.section.iteration === iteration) return [];
  const faults = known.section ? sectionFaults(known.section) : [];
  known.section = iteration && newSection(known.story, iteration);
  if (iteration) faults.push(...once(known.story, "iteration", `heard ${iteration.place}`));
  return faults;
}

function named({ story }: Agreement, record: ExportLine): ToldIteration | undefined {
  if (!("iteration" in record) || typeof record.iteration !== "string") return undefined;
  return iterationNamed(story, { feature: record.feature, iteration: record.iteration });
}

const UNKNOWN: Fault = ["iteration", "no such iteration was told before"];

function faultsOf(known: Agreement, record: ExportLine): Fault[] {
  const { story, section } = known;
  switch (record.kind) {
    case "export":
      story.header = record;
      return [];
    case "project":
      story.project = record;
      return [];
    case "feature":
      return addFeature(story, record);
    case "iteration":
      return addIteration(story, record);
    case "tombstone":
      return addTombstone(story, record);
    case "person":
      return personFaults(story, record);
    case "member":
    case "audit":
      return [];
    case "answer":
      return section ? addAnswer(section, story, record) : [UNKNOWN];
    case "journey":
      return section ? addJourney(section, story, record) : [UNKNOWN];
    case "ledger":
      return section ? addLedger(section, record) : [UNKNOWN];
    case "verdict":
      return section ? verdictFaults(section, story, record) : [UNKNOWN];
    case "grant":
      return section
        ? erasedFault(story, record.customer, momentOf(record, "grantedAt"))
        : [UNKNOWN];
    case "end":
      return endFaults(known, record);
    default:
      return decidedFaults(story, record);
  }
}

function momentOf<Field extends string>(record: Record<Field, string>, field: Field) {
  return { field, at: msOf(record[field]) };
}

type Decided = LineOf<
  "confirmation" | "event" | "goal" | "decision" | "quarter" | "burst" | "exclusion"
>;

/** What people decided is of features and iterations that were told. */
function decidedFaults(story: ToldStory, record: Decided): Fault[] {
  if (record.kind === "quarter") return once(story, "quarter", `quarter ${record.quarter}`);
  if (!story.features.has(record.feature)) return [["feature", "no such feature was told before"]];
  if (record.kind === "goal")
    return once(story, "feature", `goal ${record.quarter} ${record.feature}`);
  if (record.iteration === null) return [];
  const iteration = iterationNamed(story, { ...record, iteration: record.iteration });
  if (!iteration) return [UNKNOWN];
  return ofIteration(story, record, iteration);
}

function ofIteration(
  story: ToldStory,
  record: Exclude<Decided, LineOf<"goal" | "quarter">>,
  iteration: ToldIteration,
): Fault[] {
  switch (record.kind) {
    case "confirmation":
      iteration.confirmations.push(record);
      return endedFault(record);
    case "decision":
      return once(story, "iteration", `decision ${record.quarter} ${iteration.place}`);
    case "burst":
      iteration.bursts.push(record);
      return once(story, "hour", `burst ${iteration.place} ${record.hour}`);
    case "exclusion":
      iteration.excluded.push({ from: msOf(record.from), to: msOf(record.to) });
      return once(story, "from", `exclusion ${iteration.place} ${msOf(record.from)}`);
    case "event":
      return record.once === null
        ? []
        : once(story, "once", `event ${iteration.place} ${record.once}`);
  }
}

function endedFault({ at, endedAt }: LineOf<"confirmation">): Fault[] {
  return endedAt !== null && msOf(endedAt) < msOf(at)
    ? [["endedAt", "lies before it was signed"]]
    : [];
}

function personFaults(story: ToldStory, record: LineOf<"person">): Fault[] {
  const { customer, refusedAt, askedOn } = record;
  const zone = story.project?.timeZone ?? "UTC";
  const faults: Fault[] = [];
  if (refusedAt !== null)
    faults.push(...erasedFault(story, customer, { field: "refusedAt", at: msOf(refusedAt) }));
  if (askedOn !== null) {
    const latest = startOf(textToDay(askedOn) + 1, zone) - 1;
    faults.push(...erasedFault(story, customer, { field: "askedOn", at: latest }));
  }
  return faults;
}

function verdictFaults(section: Section, story: ToldStory, record: LineOf<"verdict">): Fault[] {
  const faults = [
    ...enter(section, 2),
    ...once(story, "iteration", `verdict ${section.iteration.place}`),
  ];
  if (section.iteration.feature.discovered)
    faults.push(["iteration", "nobody promised anything of a discovered feature"]);
  if (record.day !== story.header?.day) faults.push(["day", "is not the day of this export"]);
  return faults;
}

function endFaults(known: Agreement, record: LineOf<"end">): Fault[] {
  known.ended = true;
  const faults = unfinished(known.story);
  if (record.lines !== known.lines)
    faults.push(["lines", `${known.lines} lines came before: some are missing, or too many`]);
  if (known.unread > 0) return faults;
  const kinds = new Set([...known.kinds.keys(), ...Object.keys(record.kinds)]);
  for (const kind of kinds)
    if ((record.kinds[kind] ?? 0) !== (known.kinds.get(kind) ?? 0))
      faults.push([`kinds.${kind}`, `${known.kinds.get(kind) ?? 0} of them came before`]);
  return faults;
}
