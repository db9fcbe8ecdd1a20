// People to be asked, as tests need them: how a page asks for them, and how their past is told.

import { fromBackEnd, fromPage, type Posted } from "../collect/posting.ts";
import { prove } from "../collect/proofs.ts";
import { ask, type Product } from "../product.ts";

export const DAY_MS = 86_400_000;

/** A new feature of a product, shipped 300 days ago. */
export async function makeFeature(
  product: Product,
  key: string,
  settings: object = {},
): Promise<void> {
  const made = await ask(product, "POST /projects/{project}/features", {
    body: { key, ...settings },
  });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  const shippedAt = new Date(Date.now() - 300 * DAY_MS).toISOString();
  await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature: key },
    body: { label: "1", shippedAt },
  });
}

/** Asks for a proven customer, as their page would with nothing to say. */
export async function askFor(
  product: Product,
  customer: string,
  asking: { feature: string; token?: string; inline?: boolean; iteration?: string },
  more: { signals?: object[]; account?: string } = {},
): Promise<Posted["json"]> {
  const { account, signals } = more;
  const proof = await prove(product, customer, { account });
  return (await fromPage(product, { customer, account, proof, signals, ask: asking })).json;
}

/** Tells what a customer did, days ago. */
export async function past(
  product: Product,
  customer: string,
  did: { kind: string; feature?: string; days: number; helped?: boolean; account?: string }[],
): Promise<void> {
  const now = Date.now();
  const signals = did.map(({ days, ...signal }) => ({
    ...signal,
    at: now - days * DAY_MS - 1_000,
  }));
  const { status, text } = await fromBackEnd(product, { customer, signals });
  if (status !== 202) throw new Error(`${status} ${text}`);
}

/** So many customers use a feature and answer, days ago; each is named after the crowd. */
export async function crowd(
  product: Product,
  feature: string,
  { count, helped, days }: { count: number; helped: boolean; days: number },
): Promise<void> {
  const at = Date.now() - days * DAY_MS - 1_000;
  const signals = Array.from({ length: count }, (_, index) => {
    const customer = `${feature}-crowd-${index}`;
    return [
      { kind: "used", feature, at, customer },
      { kind: "answered", feature, at, customer, helped },
    ];
  });
  await fromBackEnd(product, { customer: "job", signals: signals.flat() });
}

/** Judges a feature anew and keeps it, as the clock does. */
export async function judge(product: Product, feature: string): Promise<string> {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
  });
  return (json as { verdict: { helpfulness: { verdict: string } } }).verdict.helpfulness.verdict;
}
