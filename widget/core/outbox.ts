// Signals that wait to be acknowledged, each under a name of its own, so that tabs never overwrite each other.

import { OUTBOX, SKEW, WAITING } from "./names.ts";
import { fromNow } from "./person.ts";
import { isHere } from "./privacy.ts";
import { namesOf, read } from "./storage.ts";

/** Characters of a request, each of at most 3 bytes: the browser lets a whole page have 64 KiB on their way. */
const ROOM = 5_000;

/** One request: whom it is from, as the text at its beginning, and the names of its signals. */
export type Batch = [from: string, ...names: string[]];

/** In ms since 1970, as far as is known. */
export function serverNow(): number {
  return Date.now() + (+read(SKEW) || 0);
}

/**
 * All that waits, one person and at most 15 KB a request, answers first. An ask, as JSON, goes with the first batch,
 * which is about whoever is here and may hold nothing else.
 */
export function batches(ask?: string | boolean): Batch[] {
  const own = fromNow() + (ask ? ',"ask":' + ask : "");
  const all: Batch[] = ask ? [[own]] : [];
  for (const name of namesOf(WAITING)) {
    const kept = read(name);
    const from = isHere(kept) ? own : kept;
    const open = all.find((batch) => batch[0] === from && (batch + name).length < ROOM);
    if (open) open.push(name);
    else all.push([from, name]);
  }
  return all;
}

/**
 * A request's text, put together from texts that are JSON already: a page that changes how arrays are
 * written does not change what is sent.
 */
export function bodyOf([from, ...names]: Batch): string {
  return `{${from},"sent":${serverNow()},"signals":[${names.map((name) => name.slice(OUTBOX.length))}]}`;
}
