// Who a journey belongs to, without ever keeping who that is: keyed hashes of the host's ids.

import { type Env, shardsOf } from "../env.ts";
import type { Project } from "./catalogue.ts";
import { base64url, deriveKey, shortDigest } from "./keyed.ts";
import { toOwn } from "./own-names.ts";

/** `c…` a customer, `a…` an account, `u…` a customer kept apart for want of proof. */
export type SubjectKind = "c" | "a" | "u";

/** What of a project decides its people's pseudonyms. */
export type NamedIn = Pick<Project, "id" | "pseudonym_scope">;

/** A subject's pseudonym: its kind and 128 bits of HMAC-SHA-256 under the project's key, base64url. */
export async function subjectOf(
  secret: string,
  project: NamedIn,
  kind: SubjectKind,
  id: string,
): Promise<string> {
  const key = await deriveKey(secret, `subject/${project.pseudonym_scope ?? project.id}`);
  // A person is hashed alike whether kept apart or not, so that both can be found by one id.
  const name = await shortDigest(key, `${kind === "a" ? "account" : "customer"}\u0000${id}`);
  const own = project.pseudonym_scope === null ? name : await toOwn(secret, project.id, name);
  return kind + base64url(own);
}

/** Which of `count` shards a subject lives on. A person kept apart lives with their proven self. */
export function shardOf(subject: string, count: number): number {
  return count === 1 ? 0 : fnv1a(subject.slice(1)) % count;
}

/** The database that a subject lives in. */
export function homeOf(env: Env, subject: string): D1Database {
  const shards = shardsOf(env);
  return shards[shardOf(subject, shards.length)] ?? env.DB;
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
