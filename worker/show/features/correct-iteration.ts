// Corrects when a known iteration was shipped, and its notes.

import { prepare, query } from "../../database.ts";
import type { Iteration } from "../../ledger/catalogue.ts";
import { readLedgers } from "../../ledger/sums.ts";
import { auditLine } from "../../people/audit.ts";
import { conflict, invalid, isRefusal, type Refusal } from "../../problem.ts";
import { forgetting } from "../../standing/kept.ts";
import type { Current } from "../current.ts";
import { difference } from "../difference.ts";
import type { Shipping } from "./ship.ts";

/** The same label again is the same iteration. What is left out stays as it is. */
export async function correct(
  call: Shipping,
  current: Current,
): Promise<{ made: false } | Refusal> {
  const { env, body, now, caller } = call;
  const { project, feature, iterations } = current;
  const place = iterations.findIndex(({ label }) => label === body.label);
  const iteration = iterations[place];
  if (!iteration) return { made: false };
  const corrected = {
    ...iteration,
    shipped_at: body.shippedAt === undefined ? iteration.shipped_at : Date.parse(body.shippedAt),
    notes: body.notes === undefined ? iteration.notes : body.notes,
  };
  const changes = difference(dated(iteration), dated(corrected));
  if (!changes) return { made: false };
  const before = iterations[place - 1];
  const refused = await whyNotMoved(call, corrected, {
    before,
    was: iteration,
    after: iterations[place + 1],
  });
  if (isRefusal(refused)) return refused;
  await env.DB.batch([
    ...correcting(env.DB, corrected, before),
    forgetting(env.DB, iteration.id),
    auditLine(env.DB, {
      ...{ project: project.id, now, by: caller.name, action: "iteration corrected" },
      ...{ subject: `${feature.key} ${iteration.label}`, ...changes },
    }),
  ]);
  return { made: false };
}

/** The iteration before ends when this one begins. */
function correcting(
  db: D1Database,
  { id, shipped_at, notes }: Iteration,
  before: Iteration | undefined,
): D1PreparedStatement[] {
  const one = (its: number) => query.updateTable("iteration").where("id", "=", its);
  const ended = before ? [one(before.id).set({ superseded_at: shipped_at })] : [];
  return [one(id).set({ shipped_at, notes }), ...ended].map((change) => prepare(db, change));
}

function dated({ shipped_at, notes }: Iteration) {
  return { shippedAt: new Date(shipped_at).toISOString(), notes };
}

interface Neighbours {
  was: Iteration;
  before: Iteration | undefined;
  after: Iteration | undefined;
}

/**
 * A date may only be corrected while it decides nothing about what was heard: of the first iteration, to which
 * everything older belongs anyway, or of one that has heard nothing. It stays between its neighbours'.
 */
async function whyNotMoved(
  { env }: Shipping,
  { id, shipped_at }: Iteration,
  { was, before, after }: Neighbours,
): Promise<Refusal | null> {
  if (shipped_at === was.shipped_at) return null;
  if (before && shipped_at < before.shipped_at)
    return invalid("shippedAt", `lies before iteration ${before.label} was shipped`);
  if (after && shipped_at > after.shipped_at)
    return invalid("shippedAt", `lies after iteration ${after.label} was shipped`);
  const heard = before && ((await readLedgers(env, [id])).get(id) ?? []).length > 0;
  if (!heard) return null;
  return conflict(
    "shippedAt: signals of this iteration have been counted; its date can no longer be corrected.",
  );
}
