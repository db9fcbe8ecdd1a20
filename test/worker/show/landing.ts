// How tests bring a feature to a verdict: shipped six weeks ago, with customers who used it and say what they think.

import { expect } from "vitest";
import type { BodyInput } from "../../../contract/api/routes.ts";
import { ask, type Product, report } from "../product.ts";

export const DAY_MS = 86_400_000;

/** Settings of a new feature. */
type Settings = Omit<BodyInput<"POST /projects/{project}/features">, "key">;

/** A moment so many days ago; the present is a minute past, lest it be ahead of the server's clock. */
export function daysAgo(days: number): number {
  return Date.now() - days * DAY_MS - 60_000;
}

/** Makes a feature that shipped six weeks ago. */
export async function ship(product: Product, key: string, settings: Settings = {}): Promise<void> {
  const made = await ask(product, "POST /projects/{project}/features", {
    body: { key, ...settings },
  });
  expect(made.status, made.text).toBe(201);
  const shipped = await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature: key },
    body: { label: "1", shippedAt: new Date(daysAgo(42)).toISOString() },
  });
  expect(shipped.status, shipped.text).toBe(200);
}

/** People who met a feature on a day, came back the day after and said whether it helped. */
interface Crowd {
  feature: string;
  names: string;
  people: number;
  helped: boolean;
  /** Days ago on which they answer, the day after they first used it. */
  answered: number;
}

export async function hear(product: Product, crowd: Crowd): Promise<void> {
  const { feature, names, people, helped, answered } = crowd;
  const customers = Array.from({ length: people }, (_, i) => `${names}-${i}`);
  const signals = customers.flatMap((customer) => [
    { kind: "used", feature, customer, at: daysAgo(answered + 1) },
    { kind: "used", feature, customer, at: daysAgo(answered) },
    { kind: "answered", feature, customer, at: daysAgo(answered), helped },
  ]);
  const sent = await report(product, { customer: "nobody", signals });
  expect(sent.status, sent.text).toBe(202);
  expect(sent.json.rejected).toEqual([]);
}

/** A feature whose verdict is done: thirty customers adopted it in its first days, and all say that it helped. */
export async function land(product: Product, key: string, settings: Settings = {}): Promise<void> {
  await ship(product, key, settings);
  await hear(product, { feature: key, names: "glad", people: 30, helped: true, answered: 40 });
}

/** Sixty customers who say today that it did not help: done becomes slipping. */
export async function slip(product: Product, key: string): Promise<void> {
  await hear(product, { feature: key, names: "cross", people: 60, helped: false, answered: 0 });
}

export async function detail(product: Product, feature: string) {
  const read = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
  });
  expect(read.status, read.text).toBe(200);
  return read.json;
}
