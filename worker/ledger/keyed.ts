// Keys derived from the deployment's secret, one for each purpose, and short keyed hashes.

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
  return hmacKey(await deriveBytes(secret, purpose));
}

/** The 32 bytes of a purpose's key, for another algorithm than HMAC. */
export async function deriveBytes(
  secret: string,
  purpose: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const root = await hmacKey(encoder.encode(secret));
  const derived = await crypto.subtle.sign("HMAC", root, encoder.encode(`landed/${purpose}`));
  return new Uint8Array(derived);
}

function hmacKey(bytes: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** The first 128 bits of HMAC-SHA-256 of a text. */
export async function shortDigest(key: CryptoKey, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.sign("HMAC", key, encoder.encode(text));
  return new Uint8Array(digest).subarray(0, 16);
}

/** 128 bits of HMAC-SHA-256 of a text, in 22 characters of base64url. */
export async function shortHash(key: CryptoKey, text: string): Promise<string> {
  return base64url(await shortDigest(key, text));
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** The bytes of a text in base64url. Throws for what is none. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
