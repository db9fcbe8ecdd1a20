// Ships a new iteration: the one before is closed, and evidence starts at nothing.

import type { Call } from "../../handler.ts";
import { auditLineOfChange } from "../../people/audit.ts";
import { invalid, type Refusal } from "../../problem.ts";
import type { Current } from "../current.ts";
import { TERMS_NOW } from "./terms.ts";

export type Shipping = Call<"POST /projects/{project}/features/{feature}/iterations">;

/** Closes the current iteration, unless the label is known by now or a later one was shipped. */
const CLOSE = `
UPDATE iteration SET superseded_at = ?2
WHERE feature = ?1 AND superseded_at IS NULL AND shipped_at <= ?2
  AND NOT EXISTS (SELECT 1 FROM iteration known WHERE known.feature = ?1 AND known.label = ?3)`;

const SHIP = `
INSERT INTO iteration (feature, label, attempt, notes, shipped_at, terms, terms_changes, checked)
SELECT f.id, ?3, max(attempt) + 1, ?4, ?2, ${TERMS_NOW}, '[]', '[]'
FROM iteration i JOIN feature f ON f.id = i.feature JOIN project p ON p.id = f.project
WHERE i.feature = ?1 GROUP BY f.id HAVING max(shipped_at) <= ?2 AND max(label = ?3) = 0`;

/**
 * Ships. It may be dated back, though not before the one it follows: facts of the days between that arrive from
 * now on belong to it, since a fact's iteration is a function of its own date; those that were folded under the
 * one before stay there.
 */
export async function ship(
  { env, body, now, caller }: Shipping,
  { project, feature, iterations }: Current,
): Promise<{ made: boolean } | Refusal> {
  const shippedAt = body.shippedAt === undefined ? now : Date.parse(body.shippedAt);
  const last = iterations.at(-1);
  if (last && shippedAt < last.shipped_at)
    return invalid("shippedAt", `lies before iteration ${last.label} was shipped`);
  const { id } = feature;
  const { label, notes = null } = body;
  const [, shipped] = await env.DB.batch([
    env.DB.prepare(CLOSE).bind(id, shippedAt, label),
    env.DB.prepare(SHIP).bind(id, shippedAt, label, notes),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, subject: `${feature.key} ${label}` },
      action: "iteration shipped",
      before: null,
      after: { shippedAt: new Date(shippedAt).toISOString(), notes },
    }),
  ]);
  // Somebody may have been quicker: with the same label it is the same iteration.
  return { made: (shipped?.meta.changes ?? 0) > 0 };
}
