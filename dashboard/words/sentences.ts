// The judge's reasons as sentences of a page: a capital, a full stop, and days that people read.

import { dayWords } from "./days.ts";

export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "since 2026-07-16, 55 of 92 said so" becomes "Since 16 Jul 2026, 55 of 92 said so." */
export function sentenceOf(reason: string): string {
  const text = withDays(reason.trim());
  return /[.!?…]$/.test(text) ? sentenceCase(text) : `${sentenceCase(text)}.`;
}

/** Days within a text as people read them, and percentages that no line breaks. */
export function withDays(text: string): string {
  return text
    .replaceAll(" %", "\u00a0%")
    .replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) =>
      Number.isNaN(Date.parse(day)) ? day : dayWords(day),
    );
}
