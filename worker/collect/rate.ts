// How often unproven traffic may come: by project and network, by customer, and for people not heard of before.
//
// The numbers stand in wrangler.toml beside the bindings. A back end's traffic is not counted, and a proven
// customer's only per customer: what a stranger sends never costs them their voice.

import type { Env } from "../env.ts";
import { deriveKey, shortHash } from "../ledger/keyed.ts";
import { networkOf } from "../network.ts";
import type { Refusal } from "../problem.ts";

/** Every limit counts by the minute. */
const PERIOD_S = 60;

const TOO_MANY: Refusal = {
  refused: "too-many",
  detail: `Too many requests at once; nothing was kept. Send it again in ${PERIOD_S} seconds.`,
  retryAfter: PERIOD_S,
};

export interface Visit {
  env: Env;
  request: Request;
  project: string;
}

/** Whether a network sends more unproven requests to a project than one network does. */
export async function overNetwork({ env, request, project }: Visit): Promise<Refusal | null> {
  return count(env, env.LIMIT_NETWORK, `${project} ${networkOf(request)}`);
}

/** Whether one customer, by pseudonym, comes more often than a person does. */
export async function overCustomer(env: Env, customer: string): Promise<Refusal | null> {
  return count(env, env.LIMIT_CUSTOMER, customer);
}

/** Whether more people not heard of before come, from one network or altogether, than a product meets. */
export async function overNew({ env, request, project }: Visit): Promise<Refusal | null> {
  const network = await count(env, env.LIMIT_NEW_NETWORK, `${project} ${networkOf(request)}`);
  return network ?? count(env, env.LIMIT_NEW_PROJECT, project);
}

async function count(env: Env, limit: RateLimit | undefined, who: string): Promise<Refusal | null> {
  if (!limit) return null;
  // Not even the limiter is told an address.
  const key = await shortHash(await deriveKey(env.LANDED_SECRET, "limit"), who);
  return (await limit.limit({ key })).success ? null : TOO_MANY;
}
