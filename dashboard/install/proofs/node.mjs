// Node: signs who is using the product, with nothing but the standard library.
import { createHmac } from "node:crypto";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function landedProof(customer, account) {
  const claims = {
    sub: customer,
    account, // leave it out for people without an account
    aud: "PROJECT",
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  const secret = process.env.LANDED_IDENTITY_SECRET;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
