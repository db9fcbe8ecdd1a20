// Posting to /v1/signals byte by byte, as widgets, back ends and attackers do.

import { request as httpRequest } from "node:http";
import type { SignalsAnswer } from "../../../contract/signals.ts";
import type { Server } from "../harness.ts";
import { ORIGIN, type Product } from "../product.ts";

export interface Posted {
  status: number;
  headers: Headers;
  text: string;
  json: SignalsAnswer & {
    type?: string;
    title?: string;
    status?: number;
    detail?: string;
    errors?: { index?: number; reason?: string; field: string; detail: string }[];
  };
}

/** Posts a body as it is. Headers that are null are left out. */
export async function post(
  server: Server,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string | null> = {},
): Promise<Posted> {
  const all = { origin: ORIGIN, "content-type": "text/plain", ...headers };
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
  const response = await fetch(`${server.url}/v1/signals`, {
    method: "POST",
    headers: Object.fromEntries(given),
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as Posted["json"],
  };
}

/** Posts what a page of the product would; fields given replace or add to it. */
export function fromPage(
  product: Product,
  body: Record<string, unknown>,
  headers: Record<string, string | null> = {},
): Promise<Posted> {
  return post(product.server, JSON.stringify({ key: product.key, ...body }), headers);
}

/** Posts what the product's back end would. */
export function fromBackEnd(
  product: Product,
  body: Record<string, unknown>,
  headers: Record<string, string | null> = {},
): Promise<Posted> {
  const authorization = `Bearer ${product.secretKey}`;
  return post(product.server, JSON.stringify(body), { origin: null, authorization, ...headers });
}

/** A use of a feature, now. */
export function use(feature = "csv-export", at = Date.now()) {
  return { kind: "used", feature, at };
}

/** Posts in chunks without saying how long it will be; the status alone, or null where the server hung up. */
export function postChunked(server: Server, chunks: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = httpRequest(
      `${server.url}/v1/signals`,
      { method: "POST", headers: { origin: ORIGIN, "transfer-encoding": "chunked" } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? null);
      },
    );
    sent.on("error", () => resolve(null));
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}

/** The tables that signals write, and what puts their rows in order. */
const TABLES = {
  journey: "iteration, subject",
  answer: "iteration, subject, customer, at",
  ledger: "iteration, day",
  person: "customer",
  ask_grant: "customer, iteration",
  account_member: "account, customer",
  triage: "answer",
};

/** Everything that is kept of customers, by table, without what tells in which order it came. */
export async function kept({ env }: Server): Promise<Record<string, object[]>> {
  const names = Object.entries(TABLES);
  const results = await env.DB.batch<Record<string, unknown>>(
    names.map(([table, order]) => env.DB.prepare(`SELECT * FROM ${table} ORDER BY ${order}`)),
  );
  return Object.fromEntries(names.map(([table], place) => [table, results[place]?.results ?? []]));
}

/** Forgets everything about customers, tombstones too. */
export async function clear({ env }: Server): Promise<void> {
  const tables = [...Object.keys(TABLES), "revision", "tombstone", "row_budget", "standing"];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}
