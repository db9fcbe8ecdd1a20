// Quarters by name: `2026-Q4` is the fourth of the fiscal year that begins in 2026.

import { dayShort, dayWords } from "./days.ts";

/** The quarter that holds a day, in a project whose fiscal year starts with month 1–12. */
export function quarterOf(day: string, fiscalStartMonth: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const quarters = Math.floor((year * 12 + month - fiscalStartMonth) / 3);
  return `${Math.floor(quarters / 4)}-Q${(quarters % 4) + 1}`;
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
