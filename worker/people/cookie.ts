// The session's cookie: its name, its flags, and the token that it carries.

import { base64url, deriveKey } from "../ledger/keyed.ts";
import { isLocal } from "../local.ts";

/** The session cookie of an origin. Where TLS is, `__Host-` keeps other hosts and paths from setting it. */
export function cookieOf(request: Request): { name: string; secure: boolean } {
  const secure = !isLocal(new URL(request.url));
  return { name: secure ? "__Host-landed" : "landed", secure };
}

/** The secret that cookies are signed with, derived from the deployment's. */
export async function cookieSecret(secret: string): Promise<string> {
  const key = await deriveKey(secret, "cookie");
  return base64url(
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode("session"))),
  );
}

/** Whether a request carries a session cookie at all. */
export function hasCookie(request: Request): boolean {
  return valuesOf(request).length > 0;
}

/** The session token of a request's cookie; null if there is none, or two, or one that we did not sign. */
export async function tokenOfCookie(request: Request, secret: string): Promise<string | null> {
  const [value, another] = valuesOf(request);
  if (value === undefined || another !== undefined) return null;
  const signed = /^([\w-]+)\.([\w+/]{43}=)$/.exec(decoded(value));
  const [, token = "", signature = ""] = signed ?? [];
  return signed && (await isSigned(token, signature, secret)) ? token : null;
}

function valuesOf(request: Request): string[] {
  const start = `${cookieOf(request).name}=`;
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((each) => each.trim());
  return cookies.filter((each) => each.startsWith(start)).map((each) => each.slice(start.length));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** HMAC-SHA-256 in base64 behind a dot: how the sign-in library signs cookies. Compared in constant time. */
async function isSigned(token: string, signature: string, secret: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const raw = encoder.encode(await cookieSecret(secret));
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  const letters = atob(signature);
  // Base64 has several spellings of the same bytes; only the one that we write counts.
  if (btoa(letters) !== signature) return false;
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return crypto.subtle.verify("HMAC", key, bytes, encoder.encode(token));
}

/** A Set-Cookie value that takes the cookie away. */
export function noCookie(request: Request): string {
  const { name, secure } = cookieOf(request);
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
