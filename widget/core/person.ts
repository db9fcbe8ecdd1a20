// Who is using the product: as the host says, or a random id that is this browser's alone.

import type { Person } from "../npm/index.d.ts";
import { randomId } from "./random.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

export const OWN_ID = "landed.id";
/** A random id is dropped 13 months after it was made, and never prolonged: 395 days, in ms. */
const ID_LIFE_MS = 395 * 86_400_000;

/** Whom the host has named, or nobody. */
export let person: Person | undefined;

/** A page that has nobody to name may leave the customer empty. */
export function setPerson(said?: Person): void {
  person = said?.customer ? said : undefined;
}

/**
 * Where signals come from, as the text at the beginning of a request: `"key":"…","customer":"…","account":"…"`.
 * Ids are texts, also where a page writes numbers; an empty account is none.
 */
export function senderNow(): string {
  return JSON.stringify({
    key: settings.key,
    customer: `${person?.customer ?? ownId()}`,
    account: person?.account || undefined,
  }).slice(1, -1);
}

/** `,"proof":"…"`, or nothing. */
export function proofNow(): string {
  return person?.proof ? `,"proof":${JSON.stringify(person.proof)}` : "";
}

function ownId(): string {
  let [id = "", born = ""] = read(OWN_ID).split(" ");
  if (!(Date.now() - +born < ID_LIFE_MS)) {
    id = `~${randomId()}`;
    write(OWN_ID, `${id} ${Date.now()}`);
  }
  return id;
}
