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
  { series, ships, ends }: IterationRun,
  { rule, window }: Adoption,
): AdoptionDay[] {
  const days: AdoptionDay[] = [];
  let next = 0;
  let row: Row | undefined;
  const reached = new Map<number, number>();
  for (let day = textToDay(ships); day <= textToDay(ends); day++) {
    for (; next < series.length && (series[next]?.day ?? "") <= dayToText(day); next++)
      row = series[next];
    reached.set(day, row?.seen ?? 0);
    if (!row || row.seen < LEAST) continue;
    const adopted = rule === "once" ? row.used : row.returned;
    const ripe = reached.get(day - window) ?? 0;
    const high = ripe > 0 ? Math.min(1, adopted / ripe) : 1;
    days.push({ day, row, adopted, used: row.used / row.seen, low: adopted / row.seen, high });
  }
  return days;
}
