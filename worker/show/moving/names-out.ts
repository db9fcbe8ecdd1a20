// Pseudonyms as they leave: a project's own people as they are kept, an imported project's as they came.

import { base64url, deriveKey, fromBase64url, shortHash } from "../../ledger/keyed.ts";
import { fromOwn, toOwn } from "../../ledger/own-names.ts";
import type { NamedIn } from "../../ledger/subject.ts";

const BYTES = 16;

/** Gives the exported name of each kept one. */
export type NamesOut = (kept: readonly string[]) => Promise<(name: string) => string>;

/** How a project's pseudonyms are told in an export; many at a time, since ciphers answer asynchronously. */
export function namesOut(secret: string, project: NamedIn): NamesOut {
  if (project.pseudonym_scope === null) return async () => (name) => name;
  return async (kept) => {
    const hashes = [...new Set(kept.map((name) => name.slice(1)))];
    if (hashes.length === 0) return (name) => name;
    const bytes = new Uint8Array(hashes.length * BYTES);
    hashes.forEach((hash, at) => {
      bytes.set(fromBase64url(hash), at * BYTES);
    });
    const out = await fromOwn(secret, project.id, bytes);
    const told = new Map(
      hashes.map((hash, at) => [hash, base64url(out.subarray(at * BYTES, (at + 1) * BYTES))]),
    );
    return (name) => name.slice(0, 1) + (told.get(name.slice(1)) ?? "");
  };
}

/** Gives the name under which an importing project keeps an exported one. */
export function nameIn(secret: string, project: string): (told: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (told) => {
    const hash = told.slice(1);
    const kept = known.get(hash) ?? enter(secret, project, hash);
    if (known.size > REMEMBERED) known.clear();
    known.set(hash, kept);
    return kept.then((own) => told.slice(0, 1) + own);
  };
}

const REMEMBERED = 20_000;

async function enter(secret: string, project: string, hash: string): Promise<string> {
  return base64url(await toOwn(secret, project, fromBase64url(hash)));
}

/**
 * Vouches that an export was made by this deployment's secret. Without it an import cannot claim another
 * project's pseudonyms as its scope, and so recognise that project's people, by knowing its id alone.
 */
export async function sealOf(secret: string, scope: string): Promise<string> {
  return shortHash(await deriveKey(secret, "export"), scope);
}
