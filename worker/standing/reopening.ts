// A slip reopens a sign-off: what was signed before it no longer holds, and stays on record.

import { textToDay } from "../../contract/day.ts";
import type { Verdict } from "../../contract/verdict.ts";
import { startOf } from "../ledger/calendar.ts";
import type { Story } from "./history.ts";
import { MAKE_STALE_IF_CHANGED } from "./kept.ts";

/** Ended as the slip began, or with the word itself: whoever looks at an earlier day sees how it stood then. */
const END = `
UPDATE confirmation SET ended_at = max(at, ?2) + 1, ended_by = 'a slip'
WHERE iteration = ?1 AND ended_at IS NULL AND (at < ?2 OR frozen ->> '$.verdict.state' <> 'slipping')`;

const TELL = `
INSERT INTO event (feature, iteration, at, kind, text, once)
SELECT ?1, ?2, max(ended_at), 'withdrawn', ?3, ?4 FROM confirmation
WHERE changes() > 0 AND iteration = ?2 AND ended_by = 'a slip' HAVING count(*) > 0
ON CONFLICT (once) DO NOTHING`;

/**
 * The statements that end every signature that a slip has overtaken, and tell of it once; none where nothing
 * slips. Who signed in full sight of this slip, by override, has signed. To follow the statement that keeps
 * the standing.
 */
export function reopening(
  db: D1Database,
  { feature, iteration, timeZone }: Story,
  { state, since }: Verdict,
): D1PreparedStatement[] {
  if (state !== "slipping") return [];
  const began = startOf(textToDay(since), timeZone);
  const text = `The sign-off is open again: the verdict is slipping since ${since}`;
  const once = `reopened ${iteration.id} ${since}`;
  return [
    db.prepare(END).bind(iteration.id, began),
    db.prepare(MAKE_STALE_IF_CHANGED).bind(iteration.id),
    db.prepare(TELL).bind(feature.id, iteration.id, text, once),
  ];
}
