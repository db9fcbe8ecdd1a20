// Who is using the product: as the host says, or a random id that is this browser's alone.

import { randomId } from "./random.ts";
import { settings } from "./settings.ts";
import { keep, kept } from "./storage.ts";

/** A random id is dropped 13 months after it was made, and never prolonged: 395 days, in ms. */
const ID_LIFE_MS = 395 * 86_400_000;

function ownId(): string {
  return kept("landed.id", ID_LIFE_MS) || keep("landed.id", randomId());
}

/**
 * Whom signals are from, as the text at the beginning of a request: `"key":"…","account":"…","customer":"…"`.
 * Nothing follows the customer but a proof, so that whatever is from one person begins alike. Ids are texts, also
 * where a page writes numbers; an empty account is none.
 */
export function senderNow(proof?: string): string {
  return JSON.stringify({
    key: settings.key,
    account: settings.account || undefined,
    customer: `${settings.customer || ownId()}`,
    proof,
  }).slice(1, -1);
}

/** The same with the newest proof, where there is one. */
export function fromNow(): string {
  return senderNow(settings.proof || undefined);
}
