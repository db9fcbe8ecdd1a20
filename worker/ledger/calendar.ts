// Which project day a moment falls on: a function of the moment and the project's time zone alone.

import { type Day, dayToText } from "../../contract/day.ts";

const DAY_MS = 86_400_000;
/** Every offset in use is a multiple of 15 minutes, so a day never changes within such a span. */
const SPAN_MS = 900_000;
const REMEMBERED_SPANS = 50_000;

/** Gives the project day of a moment in ms since the epoch. */
export type Calendar = (at: number) => Day;

const calendars = new Map<string, Calendar>();

/** The calendar of an IANA time zone. Throws a RangeError for a zone that does not exist. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known) return known;
  const calendar = makeCalendar(timeZone);
  calendars.set(timeZone, calendar);
  return calendar;
}

/** `YYYY-MM-DD`, the project day of a moment in ms since the epoch. */
export function dateOf(at: number, timeZone: string): string {
  return dayToText(calendarOf(timeZone)(at));
}

/** The moment at which a project day begins, ms since the epoch. */
export function startOf(day: Day, timeZone: string): number {
  const calendar = calendarOf(timeZone);
  let low = day * DAY_MS - 15 * 3_600_000;
  let high = day * DAY_MS + 15 * 3_600_000;
  while (high - low > SPAN_MS) {
    const middle = Math.floor((low + high) / 2 / SPAN_MS) * SPAN_MS;
    if (calendar(middle) >= day) high = middle;
    else low = middle;
  }
  return high;
}

function makeCalendar(timeZone: string): Calendar {
  if (timeZone === "UTC") return (at) => Math.floor(at / DAY_MS);
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    era: "short",
  });
  const remembered = new Map<number, Day>();
  return (at) => {
    const span = Math.floor(at / SPAN_MS);
    const known = remembered.get(span);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED_SPANS) remembered.clear();
    const day = civilDay(format.formatToParts(at));
    remembered.set(span, day);
    return day;
  };
}

function civilDay(parts: Intl.DateTimeFormatPart[]): Day {
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Math.floor(Date.UTC(part("year"), part("month") - 1, part("day")) / DAY_MS);
}
