// A product whose deployment may be down at any moment: it sends again, later and later, what was not acknowledged.

import { setTimeout as pause } from "node:timers/promises";

import { mintToken } from "../../worker/people/mint.ts";
import { write } from "./server.ts";

/** Where the deployment is at the moment; a restart may move it. */
export interface Place {
  url: string;
}

export interface Product {
  place: Place;
  token: string;
  id: string;
  key: string;
  secretKey: string;
}

export interface Answered {
  accepted: number;
  rejected: unknown[];
  ask?: object;
  why?: string;
}

/** What came of all tries of a client. */
export interface Tally {
  requests: number;
  tries: number;
  /** Acknowledged signals. */
  acknowledged: number;
  /** Answers by status; 0 where there was none. */
  statuses: Map<number, number>;
}

export const newTally = (): Tally => ({
  requests: 0,
  tries: 0,
  acknowledged: 0,
  statuses: new Map(),
});

/** A token for a deployment that does not run at the moment. */
export async function mint(folder: string): Promise<string> {
  const by = { name: "the command line", id: null };
  const order = { name: "ci", scope: "write", project: null, expiresAt: null, by } as const;
  const { secret, statements } = await mintToken(order, Date.now());
  write(folder, statements);
  return secret;
}

/** A project with its keys and features. */
export async function makeProduct(
  place: Place,
  token: string,
  features: readonly string[],
): Promise<Product> {
  const api = caller(place, token);
  const settings = { name: "Ledgerly", scrub: false };
  const { id = "" } = await api("POST", "/projects", settings);
  const { key = "" } = await api("POST", `/projects/${id}/keys`, { kind: "publishable" });
  const secret = await api("POST", `/projects/${id}/keys`, { kind: "secret" });
  for (const feature of features) await api("POST", `/projects/${id}/features`, { key: feature });
  return { place, token, id, key, secretKey: secret["key"] ?? "" };
}

function caller(place: Place, token: string) {
  return async (method: string, path: string, body: unknown): Promise<Record<string, string>> => {
    const response = await fetch(`${place.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Record<string, string>;
  };
}

/** Reads one of the project's routes. */
export async function read(product: Product, path: string): Promise<Response> {
  return fetch(`${product.place.url}/api/projects/${product.id}${path}`, {
    headers: { authorization: `Bearer ${product.token}` },
  });
}

/** One try; status 0 where no whole answer came. */
export async function send(
  { place, key, secretKey }: Product,
  body: { key?: string; signals: readonly unknown[] } & Record<string, unknown>,
  from: "page" | "back end",
): Promise<{ status: number; answer: Answered | null; text: string }> {
  const headers: Record<string, string> =
    from === "page"
      ? { origin: "https://app.example.com" }
      : { authorization: `Bearer ${secretKey}` };
  const posted = from === "page" ? { key, ...body } : body;
  try {
    const response = await fetch(`${place.url}/v1/signals`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(posted),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    const answer = response.status === 202 ? (JSON.parse(text) as Answered) : null;
    return { status: response.status, answer, text };
  } catch (error) {
    return { status: 0, answer: null, text: String(error) };
  }
}

const FIRST_WAIT_MS = 40;
const LONGEST_WAIT_MS = 1_000;
const TRIES = 400;
/** What a client tries again after. Anything else would be a bug of ours. */
const PASSING = [0, 429, 503];

/** Sends until it is acknowledged, with back-off and jitter; throws after too many tries or at any other answer. */
export async function deliver(
  product: Product,
  body: { signals: readonly unknown[] } & Record<string, unknown>,
  { from, tally }: { from: "page" | "back end"; tally: Tally },
): Promise<Answered> {
  tally.requests++;
  let wait = FIRST_WAIT_MS;
  for (let tries = 0; tries < TRIES; tries++) {
    const { status, answer, text } = await send(product, body, from);
    tally.tries++;
    tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
    if (answer) {
      tally.acknowledged += answer.accepted;
      return answer;
    }
    if (!PASSING.includes(status)) throw new Error(`${status} ${text}`);
    await pause(wait * (0.5 + Math.random()));
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }
  throw new Error("It was never acknowledged.");
}
