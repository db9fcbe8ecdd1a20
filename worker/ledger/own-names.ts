// The pseudonyms of an imported project: those of the export under a permutation that is this project's own.
//
// An export names people as the project it came from does, so that under the same LANDED_SECRET they are
// recognised again. Kept as they stand, those names would meet the first project's own rows where both live
// on one deployment: who refuses, or is erased, in one would be silenced in the other, and a doctored export
// could aim at anybody. So every name is put through AES under a key of the importing project before it is
// kept, and taken back through it before it leaves. Names of two projects never meet, no line of an import
// can be chosen so that it hits a row of another project, and importing an import works the same way.

import { deriveBytes } from "./keyed.ts";

const BLOCK = 16;
const NO_CHAIN = new Uint8Array(BLOCK);
const keys = new Map<string, Promise<CryptoKey>>();

/** One exported name's 16 bytes as the project keeps them. */
export async function toOwn(
  secret: string,
  project: string,
  name: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await keyOf(secret, project);
  return (await encrypted(key, NO_CHAIN, name)).subarray(0, BLOCK);
}

/** Kept names, 16 bytes each in a row, as they leave. One call for many: ciphers answer asynchronously. */
export async function fromOwn(
  secret: string,
  project: string,
  names: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await keyOf(secret, project);
  // WebCrypto has no single blocks, only chains that end in padding: the padding of an empty text, chained
  // to the last name, is that end; and what chaining adds to each block is the block before.
  const end = await encrypted(key, names.subarray(-BLOCK), new Uint8Array());
  const chained = new Uint8Array(names.length + end.length);
  chained.set(names);
  chained.set(end, names.length);
  const plain = new Uint8Array(
    await crypto.subtle.decrypt({ name: "AES-CBC", iv: NO_CHAIN }, key, chained),
  );
  return plain.map((byte, at) => (at < BLOCK ? byte : byte ^ (names[at - BLOCK] ?? 0)));
}

async function encrypted(
  key: CryptoKey,
  iv: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-CBC", iv }, key, bytes));
}

function keyOf(secret: string, project: string): Promise<CryptoKey> {
  const name = `${project}\u0000${secret}`;
  const known = keys.get(name);
  if (known) return known;
  const made = importKey(secret, project);
  keys.set(name, made);
  return made;
}

async function importKey(secret: string, project: string): Promise<CryptoKey> {
  const bytes = await deriveBytes(secret, `imported/${project}`);
  return crypto.subtle.importKey("raw", bytes, "AES-CBC", false, ["encrypt", "decrypt"]);
}
