// Reads an export's lines one by one: each against its check, its schema, the order of kinds, and the clock.

import { checkOf, splitCheck } from "../../../contract/export/check.ts";
import { type ExportLine, exportLine, PARTS } from "../../../contract/export.ts";
import { CLOCK_TOLERANCE_MS } from "../../../contract/limits.ts";

/** What is wrong with a line. */
export interface Complaint {
  /** Counted from 1. */
  line: number;
  /** Such as `terms.adoption`; empty where the whole line is meant. */
  field: string;
  detail: string;
}

/** A line that was read. What is wrong with it need not keep it from being understood. */
export interface Line {
  number: number;
  /** Null where it says nothing that an export can say. */
  record: ExportLine | null;
  complaints: Complaint[];
}

/** Reads lines in their order. `now` is the moment after which, but for a day, nothing can have happened, ms. */
export function lineReader(now: number): (text: string) => Line {
  let number = 0;
  let part = -1;
  /** The check of the line before; null where that line states none, so that this one's cannot be told. */
  let before: string | null = "";
  return (text) => {
    number++;
    const split = splitCheck(text);
    const isAltered =
      split !== null && before !== null && checkOf(split.body, before) !== split.check;
    before = split?.check ?? null;
    const read = recordOf(split?.body ?? text, number);
    if (Array.isArray(read)) return { number, record: null, complaints: read };
    const place = placeOf(read, part);
    if (place === null) return { number, record: null, complaints: [outOfOrder(read, number)] };
    part = place;
    const complaints = laterThan(read, now + CLOCK_TOLERANCE_MS).map((field) => {
      return { line: number, field, detail: LATE };
    });
    if (isAltered) complaints.push({ line: number, field: "check", detail: ALTERED });
    return { number, record: read, complaints };
  };
}

const LATE = "lies in the future, or before 1970";
const ALTERED =
  "does not fit: this line was altered, or one before it is missing. Lines that were altered on purpose state no check";

function recordOf(text: string, line: number): ExportLine | Complaint[] {
  const json = parsed(text);
  if (json === undefined) return [{ line, field: "", detail: "is not JSON" }];
  try {
    if (text.includes("_proto__") && hasProto(json))
      return [{ line, field: "__proto__", detail: "is not known here; leave it out" }];
    const read = exportLine.safeParse(json);
    if (read.success) return read.data;
    return read.error.issues.slice(0, FIELDS).map((issue) => complaintOf(issue, line));
  } catch (error) {
    // JSON may be nested more deeply than any schema can follow.
    if (error instanceof RangeError) return [{ line, field: "", detail: "is nested too deeply" }];
    throw error;
  }
}

/** Fields of one line that are named. */
const FIELDS = 5;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an object anywhere has a member of that name, which would not stay a member when copied. */
function hasProto(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(hasProto);
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

function complaintOf({ code, path, message, keys }: Issue, line: number): Complaint {
  const known = code !== "unrecognized_keys";
  const field = [...path, ...(known ? [] : (keys ?? []).slice(0, 1))].map(String).join(".");
  const detail = known ? message : "is not known here; leave it out";
  return { line, field: field.slice(0, 200), detail };
}

function outOfOrder({ kind }: ExportLine, line: number): Complaint {
  return { line, field: "kind", detail: `a line of kind ${kind} cannot stand here` };
}

/** Parts that are exactly one line. */
const ONCE = new Set(["export", "project", "end"]);

/** The part of the export a line is of; null where it cannot follow those before. */
function placeOf({ kind }: ExportLine, part: number): number | null {
  const again = !ONCE.has(kind) && (PARTS[part]?.includes(kind) ?? false);
  if (again) return part;
  const place = PARTS.findIndex((kinds, index) => index > part && kinds.includes(kind));
  // Nothing but a header opens an export, and what follows it are the project's settings.
  const isNext = place === part + 1;
  return place < 0 || (part < 1 && !isNext) ? null : place;
}

/** The fields that name a moment or a day after the latest that can be, or before 1970. */
function laterThan(record: ExportLine, latest: number): string[] {
  return Object.entries(record).flatMap(([field, value]) =>
    datesIn(field, value).flatMap(([name, text]) => {
      const at = Date.parse(text);
      return at >= 0 && at <= latest ? [] : [name];
    }),
  );
}

/** Fields that hold a date, and lists of what holds some. */
const DATES = new Set(["at", "from", "to", "day", "edited", "lastUsedWeek"]);
const LISTS = new Set(["changes", "checked"]);

function datesIn(field: string, value: unknown): [string, string][] {
  if (typeof value === "string")
    return DATES.has(field) || /(?:At|On)$/.test(field) ? [[field, value]] : [];
  if (!LISTS.has(field) || !Array.isArray(value)) return [];
  return value.flatMap((each: Record<string, unknown>, index) =>
    Object.entries(each).flatMap(([name, inner]) =>
      datesIn(name, inner).map(([, text]): [string, string] => [`${field}.${index}.${name}`, text]),
    ),
  );
}
