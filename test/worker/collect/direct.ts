// The Worker's own handler of signals, called with a database in between: to count, to fail, to set the clock.

import { receive } from "../../../worker/collect/receive.ts";
import type { Env } from "../../../worker/env.ts";
import { SECRET, type Server } from "../harness.ts";
import { ORIGIN, type Product } from "../product.ts";
import type { Posted } from "./posting.ts";

/** One statement as it ran: what it is, what it was given, and what D1 billed for it. */
export interface Ran {
  sql: string;
  parameters: unknown[];
  read: number;
  written: number;
}

/** What happens instead of a call to D1, or around it. */
export type Around = <T>(call: () => Promise<T>) => Promise<T>;

const asItIs: Around = (call) => call();
const parts = new WeakMap<D1PreparedStatement, { real: D1PreparedStatement; ran: Ran }>();

/** A database that tells what it ran, and lets something happen around each call. */
export function watched(db: D1Database, log: Ran[], around: Around = asItIs): D1Database {
  const prepare = (sql: string) => statement(db.prepare(sql), { sql, parameters: [] });
  const statement = (
    real: D1PreparedStatement,
    what: { sql: string; parameters: unknown[] },
  ): D1PreparedStatement => {
    const ran = { ...what, read: 0, written: 0 };
    const all = () =>
      around(async () => {
        const result = await real.all();
        note(ran, result, log);
        return result;
      });
    const wrapped = {
      bind: (...parameters: unknown[]) =>
        statement(real.bind(...parameters), { ...what, parameters }),
      all,
      run: all,
      first: async (column?: string) => {
        const row = (await all()).results[0] as Record<string, unknown> | undefined;
        return column === undefined ? (row ?? null) : (row?.[column] ?? null);
      },
    } as unknown as D1PreparedStatement;
    parts.set(wrapped, { real, ran });
    return wrapped;
  };
  const batch = (statements: D1PreparedStatement[]) =>
    around(async () => {
      const found = statements.flatMap((each) => parts.get(each) ?? []);
      const results = await db.batch(found.map(({ real }) => real));
      for (const [place, result] of results.entries()) {
        const ran = found[place]?.ran;
        if (ran) note(ran, result, log);
      }
      return results;
    });
  return { prepare, batch } as unknown as D1Database;
}

function note(ran: Ran, result: D1Result, log: Ran[]): void {
  const { rows_read: read, rows_written: written } = result.meta;
  log.push({ ...ran, read, written });
}

/** Hands a request to the handler itself. `env` replaces parts of the real one. */
export async function hand(
  server: Server,
  request: Request,
  given: { env?: Partial<Env>; now?: number } = {},
): Promise<Posted> {
  const { DB, ASSETS } = server.env;
  const env: Env = { DB, ASSETS, LANDED_SECRET: SECRET, ...given.env };
  const response = await receive(request, env, given.now ?? Date.now());
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as Posted["json"],
  };
}

/** What the product's back end would send. */
export function backEndRequest(product: Product, body: object): Request {
  return request(body, { authorization: `Bearer ${product.secretKey}` });
}

/** What a page of the product would send. */
export function pageRequest(
  product: Product,
  body: object,
  headers: Record<string, string> = {},
): Request {
  return request({ key: product.key, ...body }, { origin: ORIGIN, ...headers });
}

function request(body: object, headers: Record<string, string>): Request {
  return new Request("https://landed.example/v1/signals", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
}
