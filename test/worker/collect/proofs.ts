// Proofs as a product's back end signs them, right and wrong.

import { SignJWT } from "jose";
import type { Product } from "../product.ts";

/** Seconds since the epoch, so far from now. */
export function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** A right proof for a customer; claims given replace its own, undefined ones are left out. */
export function prove(
  product: Pick<Product, "id" | "identitySecret">,
  customer: string,
  claims: Record<string, unknown> = {},
): Promise<string> {
  const right = { sub: customer, aud: product.id, exp: inSeconds(3_600) };
  const all = Object.entries({ ...right, ...claims });
  const payload = Object.fromEntries(all.filter(([, value]) => value !== undefined));
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(product.identitySecret));
}

/** A token with any header, claims and signature, as forgers write them. */
export function forge(header: object, claims: object, signature = ""): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part(header)}.${part(claims)}.${signature}`;
}
