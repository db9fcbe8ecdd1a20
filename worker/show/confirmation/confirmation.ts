// Signing off for a partner of the definition of done, withdrawing it, and saying that a slip was looked into.

import { sql } from "kysely";
import type { featureRoutes } from "../../../contract/api/features.ts";
import type { State } from "../../../contract/verdict.ts";
import { first, prepare, query } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import { auditLineOfChange } from "../../people/audit.ts";
import { conflict, forbidden, invalid, isRefusal, notFound, type Refusal } from "../../problem.ts";
import { lookForBursts } from "../../standing/bursts.ts";
import { freeze } from "../../standing/frozen.ts";
import type { Checked } from "../../standing/history.ts";
import { standingsOf } from "../../standing/standing.ts";
import { type Current, currentOf, storyOf } from "../current.ts";
import { eventOfChange } from "../events.ts";
import { readDetail } from "../features/feature-detail.ts";
import { confirmationsOf } from "./confirmations.ts";
import { partnerNamed, whySilent } from "./partners.ts";
import { endSignature, eventIn, lineOf, writeSignature } from "./signing.ts";

type Signing = Call<"POST /projects/{project}/features/{feature}/confirmation">;
type Withdrawing = Call<"DELETE /projects/{project}/features/{feature}/confirmation">;
type Checking = Call<"POST /projects/{project}/features/{feature}/checked">;

async function sign(call: Signing) {
  const { env, body, now } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const partner = await speaking(call, current);
  if (isRefusal(partner)) return partner;
  const refused = whyUnsigned(call, current);
  if (refused) return refused;
  // Whoever signs under a burst signs under its warning, for good.
  await lookForBursts(env, [storyOf(current)], now);
  const frozen = await freeze(env, storyOf(current), now);
  const { state } = frozen.verdict;
  const early = body.override ? null : whyNotYet(call, state);
  if (early) return early;
  const written = await writeSignature(call, current, {
    partner: partner.name,
    note: body.note?.trim() || null,
    override: state === "done" ? null : (body.reason ?? null),
    frozen,
  });
  if (!written) return signedAlready(partner.name);
  const { id } = current.iteration;
  return (await confirmationsOf(env.DB, [id])).get(id) ?? notFound("iteration");
}

/** The partner whose word this is, if the caller may give it. */
async function speaking(
  call: Signing,
  { feature }: Current,
): Promise<{ name: string | null } | Refusal> {
  const partner = partnerNamed(feature, call.body.partner);
  if (partner === null || isRefusal(partner)) return partner ?? { name: null };
  return (await whySilent({ ...call, project: call.params.project }, partner)) ?? partner;
}

/** Why a feature cannot be signed off, whatever its verdict. */
function whyUnsigned({ body }: Signing, { feature }: Current): Refusal | null {
  if (body.override && body.reason === undefined)
    return invalid("reason", "say why it is signed against the verdict");
  if (feature.discovered === 1)
    return conflict("Nobody promised anything of a discovered feature yet; adopt it first.");
  if (feature.retired_at !== null)
    return conflict("This feature is retired; revive it before it is signed off.");
  return null;
}

/** Why a feature in this state is not signed off without an override. */
function whyNotYet({ body }: Signing, state: State): Refusal | null {
  if (state !== "done")
    return conflict(
      `The verdict is ${state}, not done; to sign all the same, send override: true and a reason.`,
    );
  if (body.reason === undefined) return null;
  return invalid("reason", "belongs to an override; a remark is a note");
}

function signedAlready(partner: string | null): Refusal {
  const who = partner === null ? "This iteration is" : `For ${partner} this iteration is`;
  return conflict(`${who} signed off already, or no longer the current one; withdraw it first.`);
}

/** Withdraws a signature. Whoever gave it may, whoever may give it, and an owner. */
async function withdraw(call: Withdrawing) {
  const { query: asked } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const open = await openSignature(call, current);
  if (isRefusal(open)) return open;
  const refused = await whyKept(call, current, open);
  if (refused) return refused;
  return (await endSignature(call, current, asked.partner ?? null)) ? null : NOT_SIGNED;
}

const NOT_SIGNED = notFound("sign-off to withdraw");

async function openSignature({ env, query: asked }: Withdrawing, { feature, iteration }: Current) {
  const open = await first(
    env.DB,
    query
      .selectFrom("confirmation")
      .where("iteration", "=", iteration.id)
      .where(sql<boolean>`partner IS ${asked.partner ?? null}`)
      .where("ended_at", "is", null)
      .select("by_id"),
  );
  if (open) return open;
  // A partner that was named once and signed can still be withdrawn; any other name is a mistake.
  const partner = partnerNamed(feature, asked.partner);
  return isRefusal(partner) ? partner : NOT_SIGNED;
}

async function whyKept(
  call: Withdrawing,
  { feature }: Current,
  open: { by_id: string },
): Promise<Refusal | null> {
  const { caller, role, query: asked, params } = call;
  if (role === "owner" || open.by_id === caller.id) return null;
  const partner = partnerNamed(feature, asked.partner);
  if (isRefusal(partner)) return forbidden("Only an owner or whoever signed withdraws this.");
  return partner && whySilent({ ...call, project: params.project }, partner);
}

/** Records that somebody looked into a slip: the detector starts again the day after. */
async function check(call: Checking) {
  const { env, body, now, caller } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const day = calendarOf(current.project.time_zone)(now);
  const standings = await standingsOf(env, [storyOf(current)], day);
  if (standings.get(current.iteration.id)?.verdict.state !== "slipping")
    return conflict("The verdict is not slipping; there is nothing to look into.");
  const checked: Checked = { day, at: now, by: caller.name, reason: body.reason };
  await env.DB.batch([
    prepare(env.DB, addingCheck(current, checked)),
    auditLineOfChange(env.DB, {
      ...lineOf(call, current),
      action: "slip looked into",
      before: null,
      after: { reason: body.reason },
    }),
    eventOfChange(env.DB, {
      ...eventIn(current, now),
      kind: "checked",
      text: `${caller.name} looked into the slip: ${body.reason}`,
    }),
  ]);
  return readDetail({ ...call, query: {} });
}

/** Added in the statement itself, so that two who look at once are both on record. */
function addingCheck({ iteration }: Current, checked: Checked) {
  return query
    .updateTable("iteration")
    .set({ checked: sql<string>`json_insert(checked, '$[#]', json(${JSON.stringify(checked)}))` })
    .where("id", "=", iteration.id);
}

export const confirmationHandlers: Handlers<
  Pick<
    typeof featureRoutes,
    | "POST /projects/{project}/features/{feature}/confirmation"
    | "DELETE /projects/{project}/features/{feature}/confirmation"
    | "POST /projects/{project}/features/{feature}/checked"
  >
> = {
  "POST /projects/{project}/features/{feature}/confirmation": sign,
  "DELETE /projects/{project}/features/{feature}/confirmation": withdraw,
  "POST /projects/{project}/features/{feature}/checked": check,
};
