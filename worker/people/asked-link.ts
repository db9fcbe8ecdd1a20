// A link that somebody asks for by their address: the answer is the same whoever it belongs to.

import { waitUntil } from "cloudflare:workers";
import type { LinkAnswer } from "../../contract/api/sign-in.ts";
import { first, query } from "../database.ts";
import { networkOf } from "../network.ts";
import type { Refusal } from "../problem.ts";
import { type Budget, spend } from "./limit.ts";
import { linkUrl, mintLink } from "./link.ts";
import { canMail, mailLink } from "./mail.ts";
import { nextPath } from "./next-path.ts";
import type { Visit } from "./sign-in.ts";

/** Links a network may ask for: an office behind one address fits. */
const ASKS_OF_NETWORK: Budget = { purpose: "ask, network", times: 20, seconds: 60 };
/** Links sent to one address, so that nobody's inbox is filled by others. */
const ASKS_FOR_ADDRESS: Budget = { purpose: "ask, address", times: 5, seconds: 900 };

/** Sends a link to an address if it is known, after the answer is given, so that not even time tells. */
export async function askForLink(
  asked: { email: string; next?: string | undefined },
  visit: Visit,
): Promise<LinkAnswer | Refusal> {
  const { request, env, now } = visit;
  const refusal =
    (await spend({ env, now, budget: ASKS_OF_NETWORK, who: networkOf(request) })) ??
    (await spend({ env, now, budget: ASKS_FOR_ADDRESS, who: asked.email }));
  if (refusal) return refusal;
  if (!canMail(env)) return { delivery: "owner" };
  waitUntil(deliver(asked, visit));
  return { delivery: "email" };
}

async function deliver(
  { email, next }: { email: string; next?: string | undefined },
  { request, env, now }: Visit,
): Promise<void> {
  if (!(await isKnown(email, env.DB))) return;
  const secret = await mintLink({ email }, env, now);
  const path = nextPath(next);
  const going = path === "/" ? "" : `&next=${encodeURIComponent(path)}`;
  await mailLink(env, email, linkUrl(new URL(request.url).origin, secret) + going);
}

/** Whether an address belongs to somebody who has anything to see here. */
async function isKnown(email: string, db: D1Database): Promise<boolean> {
  const known = query
    .selectFrom("user")
    .leftJoin("member", "member.user", "user.id")
    .where("user.email", "=", email)
    .where((is) => is.or([is("user.deployment", "=", 1), is("member.id", "is not", null)]))
    .select("user.id")
    .limit(1);
  return (await first(db, known)) !== undefined;
}
