// Where a page of answers ended, as a text that only this list can have given out.

import type { Env } from "../../env.ts";
import { deriveKey, shortHash } from "../../ledger/keyed.ts";

/** A place in the order of answers: newest first, and by id where two are of one moment. */
export interface Place {
  at: number;
  id: string;
}

/** What a cursor is good for: one feature of one project. */
export interface CursorScope {
  env: Env;
  feature: number;
}

export async function cursorOf(scope: CursorScope, { at, id }: Place): Promise<string> {
  const place = `${at}.${id}`;
  return `${place}.${await sealOf(scope, place)}`;
}

/** The place a cursor names; null if it is not one of this list's. */
export async function placeOf(scope: CursorScope, cursor: string): Promise<Place | null> {
  const [at = "", id = "", seal = "", ...rest] = cursor.split(".");
  const known = rest.length === 0 && seal === (await sealOf(scope, `${at}.${id}`));
  return known ? { at: Number(at), id } : null;
}

async function sealOf({ env, feature }: CursorScope, place: string): Promise<string> {
  const key = await deriveKey(env.LANDED_SECRET, "cursor");
  return shortHash(key, `answers ${feature} ${place}`);
}

/** Sorts newest first. */
export function newestFirst(a: Place, b: Place): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
