// Who sends a request: which project by which key, from where, and whether the customer is proven.

import type { SignalsBody } from "../../contract/signals.ts";
import type { Env } from "../env.ts";
import { type Key, readCatalogue, type Shipped } from "../ledger/catalogue.ts";
import { hashOf } from "../ledger/key-hash.ts";
import { forbidden, type Refusal } from "../problem.ts";
import { isAllowed } from "./origin.ts";
import { isProven } from "./proof.ts";

export interface Sender {
  key: Key;
  /** The named features with their iterations. */
  features: Map<string, Shipped>;
  /** The host's back end, or a customer whom it vouches for. */
  trusted: boolean;
  /** From a browser that says so, with the Global Privacy Control signal on. */
  optedOut: boolean;
  origin: string | null;
}

const NO_KEY: Refusal = {
  refused: "unauthenticated",
  detail: "The key is not valid here. Copy it again from the project's install page.",
};

/** The secret key of the Authorization header, if it carries one. */
export function bearerKey(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Finds the sender of a well-formed request, or says why it is turned away. */
export async function findSender(
  request: Request,
  body: SignalsBody,
  given: { env: Env; now: number; featureKeys: string[] },
): Promise<Sender | Refusal> {
  const origin = request.headers.get("origin");
  const bearer = bearerKey(request);
  const text = bearer ?? body.key;
  if (body.key?.startsWith("sk_")) return NO_KEY;
  if (!text || !isWellPlaced(text, { bearer: bearer !== null, origin })) return NO_KEY;
  const found = await readCatalogue(given.env.DB, await hashOf(text), given.featureKeys);
  if (!found) return NO_KEY;
  const { key, features } = found;
  const refusal = checkOrigin(key, origin);
  if (refusal) return refusal;
  const proven = await checkProof(body, key, given);
  if (typeof proven !== "boolean") return proven;
  return {
    key,
    features,
    trusted: key.kind === "secret" || proven,
    optedOut: isOptedOut(request, key, proven),
    origin,
  };
}

/** Secret keys come in the header and never from a browser; the others in the body. */
function isWellPlaced(key: string, place: { bearer: boolean; origin: string | null }): boolean {
  const secret = key.startsWith("sk_live_");
  return secret ? place.bearer && place.origin === null : !place.bearer && key.startsWith("pk_");
}

function checkOrigin(key: Key, origin: string | null): Refusal | null {
  if (key.kind === "secret") return null;
  if (origin === null) {
    return forbidden(
      "A publishable key is for browsers, which send an Origin; use a secret key on a server.",
    );
  }
  if (isAllowed(key.project.origins, origin)) return null;
  return forbidden(
    "This origin is not among the project's origins; add it in the project's settings.",
  );
}

async function checkProof(
  body: SignalsBody,
  key: Key,
  { env, now }: { env: Env; now: number },
): Promise<boolean | Refusal> {
  if (body.proof === undefined) return false;
  const claimed = { customer: body.customer, account: body.account };
  if (await isProven(body.proof, claimed, key.project, { secret: env.LANDED_SECRET, now }))
    return true;
  return {
    refused: "unauthenticated",
    detail: "The proof is wrong or has expired; sign a new one with the project's identity secret.",
  };
}

function isOptedOut(request: Request, key: Key, proven: boolean): boolean {
  if (key.kind === "secret" || request.headers.get("sec-gpc") !== "1") return false;
  return !(key.project.gpc === "anonymous" && proven);
}
