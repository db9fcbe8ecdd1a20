// Who signals come from now, as the text that stands at the beginning of a request.

import { whoIsHere } from "./identity.ts";
import { settings } from "./settings.ts";

export interface Sender {
  /** `"key":"…","customer":"…","account":"…"` */
  sender: string;
  /** `,"proof":"…"`, or nothing. */
  proof: string;
}

export function senderNow(): Sender {
  const { customer, account, proof } = whoIsHere();
  return {
    sender: JSON.stringify({ key: settings?.key, customer, account }).slice(1, -1),
    proof: proof ? `,"proof":${JSON.stringify(proof)}` : "",
  };
}
