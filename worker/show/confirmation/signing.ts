// Writes signatures and their ends: each with its line in the audit log and in the feature's story.

import { sql } from "kysely";
import { prepare, query } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Caller } from "../../handler.ts";
import { auditLineOfChange } from "../../people/audit.ts";
import type { Frozen } from "../../standing/frozen.ts";
import { MAKE_STALE } from "../../standing/kept.ts";
import type { Current } from "../current.ts";
import { eventOfChange } from "../events.ts";

interface Act {
  env: Env;
  caller: Caller;
  now: number;
}

export interface Signature {
  partner: string | null;
  note: string | null;
  /** Why it is signed against the verdict; null where the verdict is done. */
  override: string | null;
  frozen: Frozen;
}

/**
 * Signs, unless this partner's signature is there already or the iteration is no longer the current one: false
 * then. Two who sign at once for two partners both have signed; of two for one partner the first has.
 */
export async function writeSignature(
  act: Act,
  current: Current,
  signature: Signature,
): Promise<boolean> {
  const { env, caller, now } = act;
  const { partner, note, override, frozen } = signature;
  const [written] = await env.DB.batch([
    env.DB.prepare(SIGN).bind(
      ...[current.iteration.id, partner, caller.id, caller.name, now, note, override],
      JSON.stringify(frozen),
    ),
    auditLineOfChange(env.DB, {
      ...lineOf(act, current),
      action: "signed off",
      before: null,
      after: { partner, note, override, state: frozen.verdict.state, checksum: frozen.checksum },
    }),
    eventOfChange(env.DB, {
      ...eventIn(current, now),
      kind: "signed",
      text: signedText(caller.name, signature),
    }),
    makeStale(env.DB, current),
  ]);
  return written?.meta.changes === 1;
}

const SIGN = `
INSERT INTO confirmation (iteration, partner, by_id, by_name, at, note, override, frozen)
SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM iteration
WHERE id = ?1 AND superseded_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM confirmation c WHERE c.iteration = ?1 AND c.partner IS ?2 AND c.ended_at IS NULL)`;

function signedText(name: string, { partner, override, note }: Signature): string {
  const what = `${name} signed off${forPartner(partner)}`;
  const why = override === null ? "" : `, against the verdict: ${override}`;
  return `${what}${why}${note === null ? "" : `. Note: ${note}`}`;
}

function forPartner(partner: string | null): string {
  return partner === null ? "" : ` for ${partner}`;
}

/** Ends a partner's signature; false where there is none. */
export async function endSignature(
  act: Act,
  current: Current,
  partner: string | null,
): Promise<boolean> {
  const { env, caller, now } = act;
  const open = query
    .updateTable("confirmation")
    .set({ ended_at: now, ended_by: caller.name })
    .where("iteration", "=", current.iteration.id)
    .where(sql<boolean>`partner IS ${partner}`)
    .where("ended_at", "is", null);
  const [ended] = await env.DB.batch([
    prepare(env.DB, open),
    auditLineOfChange(env.DB, {
      ...lineOf(act, current),
      action: "sign-off withdrawn",
      before: { partner },
      after: null,
    }),
    eventOfChange(env.DB, {
      ...eventIn(current, now),
      kind: "withdrawn",
      text: `${caller.name} withdrew the sign-off${forPartner(partner)}`,
    }),
    makeStale(env.DB, current),
  ]);
  return (ended?.meta.changes ?? 0) > 0;
}

/** The verdict's warnings speak of sign-offs, so that it is judged anew. */
function makeStale(db: D1Database, { iteration }: Current): D1PreparedStatement {
  return db.prepare(MAKE_STALE).bind(iteration.id);
}

export function lineOf({ caller, now }: Act, { project, feature, iteration }: Current) {
  const subject = `${feature.key} ${iteration.label}`;
  return { project: project.id, now, by: caller.name, subject };
}

export function eventIn({ feature, iteration }: Current, at: number) {
  return { feature: feature.id, iteration: iteration.id, at };
}
