// A ledger as plain rows of numbers, written the same wherever it is written, and its checksum.

import { COLUMNS } from "./milestones.ts";
import type { KeptTerms } from "./shipping.ts";
import type { LedgerRow } from "./sums.ts";

/** What an iteration was promised: its terms now and every change of them. */
export interface Promised {
  terms: KeptTerms;
  changes: readonly { day: number; from: KeptTerms; to: KeptTerms; answers: number }[];
}

/** A ledger's days, ascending: the day, then the count of every column in the order of COLUMNS; empty days are left out. */
export function canonicalRows(ledger: readonly LedgerRow[]): number[][] {
  return ledger
    .map((row) => [row.day, ...COLUMNS.map(({ name }) => row[name])])
    .filter(([, ...counts]) => counts.some((count) => count !== 0))
    .sort(([a = 0], [b = 0]) => a - b);
}

/** SHA-256 of a ledger's canonical rows and of what was promised, hexadecimal. */
export async function checksumOf(
  { terms, changes }: Promised,
  canonical: readonly (readonly number[])[],
): Promise<string> {
  const moves = changes.map(({ day, from, to, answers }) => {
    return [day, termsInOrder(from), termsInOrder(to), answers];
  });
  const text = JSON.stringify([termsInOrder(terms), moves, canonical]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Terms without their names: JSON promises no order of names. */
function termsInOrder({ unit, adoption, helpfulness, population, rule, window }: KeptTerms) {
  return [unit, adoption, helpfulness, population, rule, window];
}
