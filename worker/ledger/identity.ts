// The secret that a project's back end signs proofs with: derived, never stored.

import { base64url, deriveKey } from "./keyed.ts";

/** The project's identity secret of a version, 43 characters of base64url. */
export async function identitySecret(
  secret: string,
  project: string,
  version: number,
): Promise<string> {
  const key = await deriveKey(secret, `identity/${project}`);
  const digest = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${version}`));
  return base64url(new Uint8Array(digest));
}
