// What customers of a product do over weeks, reported by its back end as it happened.

import type { Answer, BodyInput } from "../../../contract/api/routes.ts";
import { ask, type Posted, type Product, report } from "../product.ts";

export const DAY_MS = 86_400_000;

/** Noon (UTC) so many days ago; now, where today's is still to come. */
export function noon(daysAgo: number): number {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  return Math.min(today - daysAgo * DAY_MS + DAY_MS / 2, Date.now());
}

/** The UTC day so many days ago, or to come where there are less than none, `YYYY-MM-DD`. */
export function dayAgo(daysAgo: number): string {
  return iso(Date.now() - daysAgo * DAY_MS).slice(0, 10);
}

type Feature = Answer<"GET /projects/{project}/features/{feature}">;

/** Makes a feature whose first iteration was shipped so many days ago. */
export async function shipped(
  product: Product,
  key: string,
  daysAgo: number,
  settings: Omit<BodyInput<"POST /projects/{project}/features">, "key"> = {},
): Promise<void> {
  const made = await ask(product, "POST /projects/{project}/features", {
    body: { key, ...settings },
  });
  if (made.status !== 201) throw new Error(made.text);
  const corrected = await ship(product, key, { label: "1", shippedAt: iso(noon(daysAgo)) });
  if (corrected.status !== 200) throw new Error(corrected.text);
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function ship(product: Product, feature: string, body: unknown) {
  return ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature },
    body,
  });
}

export async function detail(product: Product, feature: string, search = ""): Promise<Feature> {
  const answer = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
    search,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
}

export function change(product: Product, feature: string, body: unknown) {
  return ask(product, "PATCH /projects/{project}/features/{feature}", {
    params: { feature },
    body,
  });
}

/** Reports signals of many people at once; every one must be accepted. */
export async function tell(product: Product, signals: readonly Posted[]): Promise<void> {
  for (let start = 0; start < signals.length; start += 1_000) {
    const piece = signals.slice(start, start + 1_000);
    const { status, json, text } = await report(product, { customer: "x", signals: piece });
    if (status !== 202 || json.rejected.length > 0) throw new Error(text);
  }
}

interface Crowd {
  feature: string;
  people: number;
  /** Of all, as many say yes, the others no; nobody answers where it is left out. */
  yes?: number;
  /** When they first used it; they came back the day after. */
  usedAgo: number;
  answeredAgo?: number;
  name?: string;
}

/** People who use a feature on two days running, and then say whether it helped. */
export function crowd({ feature, people, yes, usedAgo, answeredAgo, name = "p" }: Crowd): Posted[] {
  return Array.from({ length: people }, (_, i) => {
    const customer = `${name}${i}`;
    const used = (ago: number) => ({ kind: "used", feature, customer, at: noon(ago) });
    const at = noon(answeredAgo ?? usedAgo - 1);
    const answer = { kind: "answered", feature, customer, at, helped: i < (yes ?? 0) };
    return [used(usedAgo), used(usedAgo - 1), ...(yes === undefined ? [] : [answer])];
  }).flat();
}
