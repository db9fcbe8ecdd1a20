// Days and moments as people read them.

import { textToDay } from "../../contract/day.ts";
import { counted } from "./numbers.ts";

const DAY_MS = 86_400_000;
const long = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** 3 Aug 2026, of `2026-08-03`. */
export function dayWords(day: string): string {
  return long.format(textToDay(day) * DAY_MS);
}

/** 3 Aug. */
export function dayShort(day: string): string {
  return short.format(textToDay(day) * DAY_MS);
}

/** The project's day of a moment, `YYYY-MM-DD`. */
export function dayOf(moment: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(
    new Date(moment),
  );
}

export function today(timeZone: string): string {
  return dayOf(Date.now(), timeZone);
}

/** Whole days from one to the other. */
export function daysBetween(from: string, to: string): number {
  return textToDay(to) - textToDay(from);
}

/** A moment with its time, in the reader's own zone. */
export function momentWords(moment: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(moment),
  );
}

/** How long ago, in one word or two. */
export function ago(days: number): string {
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return `${days < 60 ? counted(days, "day") : counted(Math.round(days / 30.4), "month")} ago`;
}

/** How old something is: 34 days, 5 months. */
export function age(days: number): string {
  return days < 60 ? counted(Math.max(0, days), "day") : counted(Math.round(days / 30.4), "month");
}
