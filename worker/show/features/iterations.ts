// Ships iterations of a feature, and corrects when and with what notes they were shipped.

import type { featureRoutes } from "../../../contract/api/features.ts";
import type { Handlers } from "../../handler.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import { conflict, invalid, isRefusal, type Refusal } from "../../problem.ts";
import { judged } from "../../standing/portfolio.ts";
import { type Current, currentOf } from "../current.ts";
import { correct } from "./correct-iteration.ts";
import { iterationWith } from "./feature-detail.ts";
import { type Shipping, ship } from "./ship.ts";

/** How long ago something may have been shipped, ms: ten years. A verdict lives through every day since. */
const OLDEST_MS = 3_653 * 86_400_000;

async function shipOrCorrect(call: Shipping) {
  const { body } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const refused = whyNotShipped(current) ?? wrongDate(call);
  if (refused) return refused;
  const isKnown = current.iterations.some(({ label }) => label === body.label);
  const done = isKnown ? await correct(call, current) : await ship(call, current);
  return isRefusal(done) ? done : answer(call, { status: done.made ? 201 : 200 });
}

function whyNotShipped({ feature }: Current): Refusal | null {
  if (feature.retired_at !== null)
    return conflict("This feature is retired; revive it before shipping it again.");
  if (feature.discovered === 1)
    return conflict("Nobody promised anything of a discovered feature yet; adopt it first.");
  return null;
}

function wrongDate({ body, now }: Shipping): Refusal | null {
  if (body.shippedAt === undefined) return null;
  const at = Date.parse(body.shippedAt);
  if (at > now) return invalid("shippedAt", "lies in the future");
  if (at < now - OLDEST_MS) return invalid("shippedAt", "is more than ten years ago");
  return null;
}

/** The iteration as it now is, with what the judge says of it. */
async function answer(call: Shipping, { status }: { status: number }) {
  const { env, body, now } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const { project, feature, iterations } = current;
  const iteration = iterations.find(({ label }) => label === body.label);
  if (!iteration) return conflict("Another iteration was shipped at the same time; try again.");
  const today = calendarOf(project.time_zone)(now);
  const standings = await judged(env, { project, entries: [{ feature, iteration }], today });
  return { status, body: iterationWith(iteration, standings) };
}

export const iterationHandlers: Handlers<
  Pick<typeof featureRoutes, "POST /projects/{project}/features/{feature}/iterations">
> = {
  "POST /projects/{project}/features/{feature}/iterations": shipOrCorrect,
};
