// An invitation: the membership, and a link for the owner to pass on.

import { waitUntil } from "cloudflare:workers";
import { first, prepare, query } from "../database.ts";
import type { Call } from "../handler.ts";
import { auditLine } from "./audit.ts";
import { type Budget, spend } from "./limit.ts";
import { linkUrl, mintLink, newLink } from "./link.ts";
import { canMail, mailLink } from "./mail.ts";

type Invitation = Call<"POST /projects/{project}/members">;

/** Invitations mailed to one address, so that no owner fills anybody's inbox. */
const MAILS_TO_ADDRESS: Budget = { purpose: "invite, address", times: 5, seconds: 900 };

/** Makes somebody a member, and a link that signs them in; also mailed where a sender is bound. */
export async function makeInvitation(
  call: Invitation,
  { email, known }: { email: string; known: boolean },
): Promise<string> {
  const { env, params, body, caller, now } = call;
  const membership = { project: params.project, role: body.role };
  const confinedTo = await reachOf(call, email);
  const order = { email, name: body.name, membership, confinedTo };
  const { secret, queries } = await newLink(order, now);
  const action = known ? "sign-in link made" : "member invited";
  const line = { action, subject: email, before: null, after: known ? null : { role: body.role } };
  await env.DB.batch([
    ...queries.map((each) => prepare(env.DB, each)),
    auditLine(env.DB, { project: params.project, now, by: caller.name, ...line }),
  ]);
  if (canMail(env)) waitUntil(mail(call, email));
  return linkUrl(originOf(call), secret);
}

/**
 * How far a link may reach that the caller gets to see. Whoever holds it is the person, so it reaches no further than
 * the caller's own word: an owner of one project cannot sign in as somebody elsewhere.
 */
async function reachOf({ env, caller, params }: Invitation, email: string) {
  if (!caller.deployment) return params.project;
  if (caller.kind === "session") return null;
  const person = query.selectFrom("user").where("email", "=", email).select("deployment");
  return (await first(env.DB, person))?.deployment === 1 ? params.project : null;
}

/** The inbox proves who somebody is, so the link that is sent there reaches all that is theirs. */
async function mail(call: Invitation, email: string): Promise<void> {
  const { env, now } = call;
  // Whoever invites has a link to pass on all the same.
  if (await spend({ env, now, budget: MAILS_TO_ADDRESS, who: email })) return;
  const secret = await mintLink({ email }, env, now);
  await mailLink(env, email, linkUrl(originOf(call), secret));
}

function originOf({ request }: Invitation): string {
  return new URL(request.url).origin;
}
