// Names what an iteration is judged by, so that a standing judged by anything else is known to be stale.

import { fnv1a } from "../ledger/subject.ts";
import type { Story } from "./history.ts";

/** Names the rules a judgement was made by; a change of the rules makes every standing stale. */
export const RULES = "odds-ladder-1";

/**
 * The rules, the promise with its changes, and every day that counts from a person's act. Whoever changes one
 * of these need not remember any cache: a standing with another fingerprint is judged anew.
 */
export function fingerprintOf({ feature, iteration, timeZone }: Story): string {
  const { attempt, shipped_at, terms, terms_changes, checked } = iteration;
  const { adopted_at, partners } = feature;
  const told = [timeZone, attempt, shipped_at, adopted_at, terms, terms_changes, checked, partners];
  const text = told.join("\n");
  return `${RULES} ${fnv1a(text).toString(36)} ${text.length.toString(36)}`;
}
