// Who is using the product: as the host says, or a random id that is this browser's alone.

import type { Person } from "../npm/index.d.ts";
import { randomId } from "./random.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

const OWN_ID = "landed.id";
/** A random id is dropped 13 months after it was made, and never prolonged: 395 days, in ms. */
const ID_LIFE_MS = 395 * 86_400_000;

/** Whom the host has named, or nobody. */
export let person: Person | undefined;

/** Where signals come from, as the texts that stand at the beginning of a request. */
export interface Sender {
  /** `"key":"…","customer":"…","account":"…"` */
  sender: string;
  /** `,"proof":"…"`, or nothing. */
  proof: string;
}

/** A page that has nobody to name may leave the customer empty. */
export function setPerson(said?: Person): void {
  person = said?.customer ? said : undefined;
}

/** Ids are texts, also where a page writes numbers; an empty account is none. */
export function senderNow(): Sender {
  const { customer = ownId(), account, proof } = person ?? {};
  const named = { key: settings?.key, customer: `${customer}`, account: account || undefined };
  return {
    sender: JSON.stringify(named).slice(1, -1),
    proof: proof ? `,"proof":${JSON.stringify(proof)}` : "",
  };
}

function ownId(): string {
  let [id, born] = read(OWN_ID).split(" ");
  if (!id || !(Date.now() - Number(born) < ID_LIFE_MS)) {
    id = `~${randomId()}`;
    write(OWN_ID, `${id} ${Date.now()}`);
  }
  return id;
}
