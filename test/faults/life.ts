// Thousands of facts of a product's customers, drawn by a seed, and ways to send them in order or in none.

import { setTimeout as pause } from "node:timers/promises";
import { prove } from "../worker/collect/proofs.ts";
import { type Product, report, reportFromPage } from "../worker/product.ts";

const DAY_MS = 86_400_000;
const NOON = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS / 2;
const CUSTOMERS = 400;
/** Of those, so many speak through a page, half of them with proofs. */
const VISITORS = 60;

export interface Fact {
  /** Who sends it: the product's back end, or a visitor's page, with proof or without. */
  from: "back end" | "proven page" | "page";
  customer: string;
  account: string | undefined;
  signal: { kind: string; feature?: string; at: number; [more: string]: unknown };
}

/** A seeded number generator: from 0 to 1. */
export function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

const KINDS = ["seen", "used", "used", "used", "asked", "answered", "answered", "dismissed"];
const FEATURES = ["export", "export", "import", "search", "found"];

/** So many facts of all kinds: late, edited, labelled, of accounts, refused, given again after months. */
export function draw(count: number, seed: number): Fact[] {
  const random = generator(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const facts: Fact[] = [];
  while (facts.length < count) {
    const number = Math.floor(random() * CUSTOMERS);
    const from = number >= VISITORS ? "back end" : number % 2 === 0 ? "proven page" : "page";
    const customer = `customer-${number}`;
    const account = from === "back end" && number % 3 > 0 ? `account-${number % 40}` : undefined;
    const kind = random() < 0.004 ? "refused" : pick(KINDS);
    const feature = pick(FEATURES);
    const days = Math.floor(random() * (from === "back end" ? 200 : 25));
    // Each moment is its own, so that no order is left to ids.
    const at = NOON - days * DAY_MS + facts.length;
    const label = feature === "import" && random() < 0.3 && { iteration: pick(["1", "2.0"]) };
    const signal = { kind, feature, at, ...label };
    if (kind !== "answered") facts.push({ from, customer, account, signal });
    else {
      const answer = { ...signal, helped: random() < 0.8, comment: pick(["", "Good", "Slow"]) };
      facts.push({ from, customer, account, signal: answer });
      const edited = { ...answer, helped: random() < 0.8, comment: "On second thoughts" };
      if (random() < 0.3)
        facts.push({ from, customer, account, signal: { ...edited, edited: at + 60_000 } });
    }
  }
  return facts.slice(0, count);
}

/** In order of time, as a product that is never disturbed sends them. */
export async function sendInOrder(product: Product, facts: readonly Fact[]): Promise<number> {
  const sorted = facts.toSorted((a, b) => a.signal.at - b.signal.at);
  let accepted = 0;
  for (const request of cut(sorted, () => 200)) accepted += await post(product, request);
  return accepted;
}

/** Shuffled, each twice, in requests of random sizes, by eight clients at once. */
export async function sendInDisorder(
  product: Product,
  facts: readonly Fact[],
  seed: number,
): Promise<number> {
  const random = generator(seed);
  const twice = [...facts, ...facts].map((fact) => ({ fact, place: random() }));
  const mixed = twice.sort((a, b) => a.place - b.place).map(({ fact }) => fact);
  const requests = cut(mixed, () => 1 + Math.floor(random() * 120));
  let accepted = 0;
  const client = async () => {
    for (let next = requests.shift(); next; next = requests.shift()) {
      const own = await post(product, next);
      accepted += own;
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return accepted;
}

/** Requests in the facts' order: many people's where a back end sends them, one person's where a page does. */
function cut(facts: readonly Fact[], size: () => number): Fact[][] {
  const requests: Fact[][] = [];
  const open = new Map<string, { request: Fact[]; left: number }>();
  for (const fact of facts) {
    const sender = fact.from === "back end" ? fact.from : fact.customer;
    const known = open.get(sender);
    const sending = known && known.left > 0 ? known : { request: [], left: size() };
    if (sending !== known) requests.push(sending.request);
    sending.request.push(fact);
    sending.left--;
    open.set(sender, sending);
  }
  return requests;
}

async function post(product: Product, request: readonly Fact[]): Promise<number> {
  const [first] = request;
  if (!first) return 0;
  for (let tries = 0; tries < 100; tries++) {
    const { status, json, text } = await (first.from === "back end"
      ? postAsBackEnd(product, request)
      : postAsPage(product, first, request));
    if (status === 202 && json.rejected.length === 0) return json.accepted;
    if (status !== 429 && status !== 503) throw new Error(text);
    await pause(100 + 400 * Math.random());
  }
  throw new Error("It was never accepted.");
}

function postAsBackEnd(product: Product, request: readonly Fact[]) {
  const signals = request.map(({ customer, account, signal }) => ({
    ...signal,
    customer,
    ...(account !== undefined && { account }),
  }));
  return report(product, { customer: "nobody", signals });
}

async function postAsPage(product: Product, { from, customer }: Fact, request: readonly Fact[]) {
  const signals = request.map(({ signal }) => signal);
  const proof = from === "proven page" ? await prove(product, customer) : undefined;
  return reportFromPage(product, { customer, signals, ...(proof !== undefined && { proof }) });
}
