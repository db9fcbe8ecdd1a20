// How tests give answers and read them back.

import { expect } from "vitest";
import { ask, type Product, report } from "../product.ts";

/** An hour ago, so that facts some minutes later are still in the past. */
export const THEN = Date.now() - 3_600_000;

/** What somebody answers; by default, then, that it helped. */
export interface Given {
  customer: string;
  account?: string;
  feature: string;
  at?: number;
  helped?: boolean;
  comment?: string;
  iteration?: string;
  edited?: number;
}

export function signalOf({ at = THEN, helped = true, ...rest }: Given) {
  return { kind: "answered", at, helped, ...rest };
}

/** Answers as a back end reports them: proven. */
export async function answer(product: Product, ...all: Given[]): Promise<void> {
  for (let start = 0; start < all.length; start += 1_000) {
    const signals = all.slice(start, start + 1_000).map(signalOf);
    const sent = await report(product, { customer: "nobody", signals });
    expect(sent.status, sent.text).toBe(202);
    expect(sent.json.rejected).toEqual([]);
  }
}

/** One page of a feature's answers. */
export function list(product: Product, feature: string, given: Record<string, string> = {}) {
  const search = `?${new URLSearchParams(given)}`;
  const operation = "GET /projects/{project}/features/{feature}/answers";
  return ask(product, operation, { params: { feature }, search });
}

/** Every page of a list, one after another. */
export async function pages(product: Product, feature: string, given: Record<string, string>) {
  const all = [];
  let cursor: string | null = null;
  do {
    const page = await list(product, feature, cursor === null ? given : { ...given, cursor });
    expect(page.status, page.text).toBe(200);
    all.push(page.json.items);
    cursor = page.json.cursor;
  } while (cursor !== null);
  return all;
}

/** The comments of a page. */
export async function comments(
  product: Product,
  feature: string,
  given: Record<string, string> = {},
) {
  const page = await list(product, feature, given);
  expect(page.status, page.text).toBe(200);
  return page.json.items.map(({ comment }) => comment);
}
