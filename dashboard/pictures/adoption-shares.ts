// Adoption on each day of an iteration, as the judge counts it: the share so far, and what it can still become.

import { dayToText, textToDay } from "../../contract/day.ts";
import type { Adoption } from "../../contract/verdict.ts";
import type { IterationRun, Row } from "./time.ts";

export interface AdoptionDay {
  day: number;
  row: Row;
  adopted: number;
  /** Shares of all reached so far. */
  used: number;
  low: number;
  /** The share if those whose time is not up were left out; at most 1. */
  high: number;
}

/** Fewer reached than this are counted, and no share is made of them. */
const LEAST = 10;

export function adoptionDays(
  { counted, ships, ends }: IterationRun,
  { rule, window }: Adoption,
): AdoptionDay[] {
  const days: AdoptionDay[] = [];
  const rowBy = byDay(counted);
  for (let day = textToDay(ships); day <= textToDay(ends); day++) {
    const row = rowBy(day);
    if (!row || row.seen < LEAST) continue;
    const adopted = rule === "once" ? row.used : row.returned;
    const ripe = rowBy(day - window)?.seen ?? 0;
    const high = ripe > 0 ? Math.min(1, adopted / ripe) : 1;
    days.push({ day, row, adopted, used: row.used / row.seen, low: adopted / row.seen, high });
  }
  return days;
}

/** What had been counted by the end of a day. */
function byDay(rows: readonly Row[]): (day: number) => Row | undefined {
  return (day) => {
    const text = dayToText(day);
    return rows.findLast((row) => row.day <= text);
  };
}
