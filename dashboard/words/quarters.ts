// Quarters by name: `2026-Q4` is the fourth of the fiscal year that begins in 2026.

import { textToDay } from "../../contract/day.ts";
import { quarterOf as quarterOfDay } from "../../contract/quarter.ts";
import { dayShort, dayWords } from "./days.ts";

/** The quarter that holds a day, `YYYY-MM-DD`, in a project whose fiscal year starts with month 1–12. */
export function quarterOf(day: string, fiscalStartMonth: number): string {
  return quarterOfDay(textToDay(day), fiscalStartMonth);
}

/** Q4 2026. */
export function quarterName(id: string): string {
  const [year, quarter] = id.split("-");
  return `${quarter} ${year}`;
}

/** 1 Oct – 31 Dec 2026. */
export function spanWords(from: string, to: string): string {
  return `${dayShort(from)} – ${dayWords(to)}`;
}
