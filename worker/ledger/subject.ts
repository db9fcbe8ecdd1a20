// Who a journey belongs to, without ever keeping who that is: keyed hashes of the host's ids.

/** `c…` a customer, `a…` an account, `u…` a customer kept apart for want of proof. */
export type SubjectKind = "c" | "a" | "u";

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

/** A key for one purpose in one project, derived from the deployment's secret. */
export function deriveKey(secret: string, purpose: string): Promise<CryptoKey> {
  const name = `${purpose}\u0000${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const made = importKey(secret, purpose);
  keys.set(name, made);
  return made;
}

async function importKey(secret: string, purpose: string): Promise<CryptoKey> {
  const root = await hmacKey(encoder.encode(secret));
  const derived = await crypto.subtle.sign("HMAC", root, encoder.encode(`landed/${purpose}`));
  return hmacKey(new Uint8Array(derived));
}

function hmacKey(bytes: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** A subject's pseudonym: its kind and 128 bits of HMAC-SHA-256 under the project's key, base64url. */
export async function subjectOf(
  secret: string,
  project: string,
  kind: SubjectKind,
  id: string,
): Promise<string> {
  const key = await deriveKey(secret, `subject/${project}`);
  // A person is hashed alike whether kept apart or not, so that both can be found by one id.
  const text = `${kind === "a" ? "account" : "customer"}\u0000${id}`;
  return kind + (await shortHash(key, text));
}

/** 128 bits of HMAC-SHA-256 of a text, in 22 characters of base64url. */
export async function shortHash(key: CryptoKey, text: string): Promise<string> {
  const digest = await crypto.subtle.sign("HMAC", key, encoder.encode(text));
  return base64url(new Uint8Array(digest).subarray(0, 16));
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Which of `count` shards a subject lives on. A person kept apart lives with their proven self. */
export function shardOf(subject: string, count: number): number {
  return count === 1 ? 0 : fnv1a(subject.slice(1)) % count;
}

/** The FNV-1a hash of a text, 32 bits. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
