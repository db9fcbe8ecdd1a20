// Checks a proof: a JWT in which the host's back end says who the customer is.

import { jwtVerify } from "jose";
import type { Project } from "../ledger/catalogue.ts";
import { identitySecret } from "../ledger/identity.ts";

/** A proof may expire at most this many seconds ahead: 24 hours. */
const LONGEST_S = 86_400;
/**
 * The one way to write a token with a 32-byte signature. Decoders overlook spaces, padding and the last two bits, so
 * that several texts would be one token.
 */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]{42}[AEIMQUYcgkosw048]$/;

export interface Claimed {
  customer: string;
  account: string | undefined;
}

/**
 * Whether the proof is the host's word for exactly this customer and account: HS256 under the project's
 * newest identity secret or the one before, `sub`, `account`, `aud` and `exp` as they must be.
 */
export async function isProven(
  proof: string,
  claimed: Claimed,
  project: Project,
  given: { secret: string; now: number },
): Promise<boolean> {
  if (!COMPACT.test(proof)) return false;
  const newest = project.identity_version;
  for (const version of newest > 1 ? [newest, newest - 1] : [newest]) {
    const secret = await identitySecret(given.secret, project.id, version);
    if (await verifies(proof, secret, { ...claimed, audience: project.id, now: given.now }))
      return true;
  }
  return false;
}

async function verifies(
  proof: string,
  secret: string,
  expected: Claimed & { audience: string; now: number },
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(proof, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      audience: expected.audience,
      subject: expected.customer,
      requiredClaims: ["sub", "aud", "exp"],
      currentDate: new Date(expected.now),
    });
    const expires = payload.exp ?? Number.NaN;
    const soonEnough = Number.isInteger(expires) && expires <= expected.now / 1000 + LONGEST_S;
    return soonEnough && (payload["account"] ?? undefined) === expected.account;
  } catch {
    // The library throws for every way in which a token can be wrong.
    return false;
  }
}
