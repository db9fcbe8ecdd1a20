// Fiscal quarters: `YYYY-Qn` is the nth quarter of the fiscal year that begins in calendar year YYYY.

import { type Day, dayToText, textToDay } from "./day.ts";

/** First and last day of a quarter, both in it. */
export interface Span {
  from: Day;
  to: Day;
}

/** Days are written with four digits of a year. */
const LAST_YEAR = 9_999;

const ID = /^(\d{4})-Q([1-4])$/;

/** The quarter that holds a day, in a project whose fiscal year starts with month 1–12. */
export function quarterOf(day: Day, fiscalStartMonth: number): string {
  const [year = 0, month = 1] = dayToText(day).split("-").map(Number);
  const months = year * 12 + month - fiscalStartMonth;
  return idOf(Math.floor(months / 3));
}

/** The days of a quarter, or null where the text names none. */
export function spanOf(id: string, fiscalStartMonth: number): Span | null {
  const quarter = numberOf(id);
  if (quarter === null) return null;
  const first = quarter * 3 + fiscalStartMonth - 1;
  if (first + 3 > LAST_YEAR * 12) return null;
  return { from: firstDayOf(first), to: firstDayOf(first + 3) - 1 };
}

/** The quarter `by` quarters later, earlier where negative; null where the text names none. */
export function quarterAfter(id: string, by = 1): string | null {
  const quarter = numberOf(id);
  return quarter === null ? null : idOf(quarter + by);
}

/** Quarters since year 0. */
function numberOf(id: string): number | null {
  const [, year, nth] = ID.exec(id) ?? [];
  return year === undefined ? null : Number(year) * 4 + Number(nth) - 1;
}

function idOf(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(4, "0")}-Q${(quarter % 4) + 1}`;
}

/** The first day of a month counted since January of year 0. */
function firstDayOf(months: number): Day {
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return textToDay(`${year}-${String((months % 12) + 1).padStart(2, "0")}-01`);
}
