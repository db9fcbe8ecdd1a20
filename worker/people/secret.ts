// Secrets and ids: random, and kept as their hash alone.

import { base64url } from "../ledger/keyed.ts";

/** A secret that can be kept as a plain hash, since nobody guesses 256 random bits; 43 characters after the prefix. */
export function newSecret(prefix = ""): string {
  return prefix + base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** A new id: its kind and 96 random bits. */
export function newId(kind: string): string {
  return `${kind}_${base64url(crypto.getRandomValues(new Uint8Array(12)))}`;
}

/** SHA-256, base64url: how every credential of a person is kept and found. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return base64url(new Uint8Array(digest));
}
