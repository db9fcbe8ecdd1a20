// When storage does not answer: how its failures are told from bugs, and how long a request waits for it.

import type { Refusal } from "./problem.ts";

/** A request waits this long for storage, ms; clients give up a little later. */
const PATIENCE_MS = 8_000;
/** Seconds after which it is worth trying again. */
const RETRY_S = 5;

/**
 * D1 says D1_ERROR or names itself; the platform's network and the queue have words of their own. A failure of which
 * the platform tells no more than a reference (a full disk is one) is never the Worker's own.
 */
const STORAGE =
  /\bD1\b|D1_|SQLITE_|network connection lost|client disconnected|storage|overloaded|queue|too many requests|internal error; reference =/i;
/** A statement that can never work is a bug, but for tables that wait for a migration. */
const FAULTY =
  /constraint failed|parameter bindings|SQLITE_(ERROR|MISMATCH|CONSTRAINT|TOOBIG|RANGE)/i;
const NO_TABLE = /no such table/i;
/** The language's own errors are never storage's, whatever they speak of. */
const OURS = [TypeError, RangeError, ReferenceError, SyntaxError];
/** The free plan's rows of a day are used up. */
const DAILY = /daily|per day|00:00/i;

/** The refusal that a failure of storage becomes; null for every other error, which is a bug. */
export function whyUnavailable(error: unknown, now: number): Refusal | null {
  if (!(error instanceof Error) || OURS.some((kind) => error instanceof kind)) return null;
  const { message } = error;
  const isStorage = error instanceof Stalled || STORAGE.test(message);
  if (!isStorage || (FAULTY.test(message) && !NO_TABLE.test(message))) return null;
  return {
    refused: "unavailable",
    detail: "Nothing was kept; send it again later.",
    retryAfter: DAILY.test(message) ? secondsToMidnight(now) : RETRY_S,
  };
}

/** Seconds until the UTC day ends, when the platform's daily limits begin anew. */
export function secondsToMidnight(now: number): number {
  const day = 86_400_000;
  return Math.ceil((day - (now % day)) / 1000);
}

class Stalled extends Error {
  override name = "Stalled";
}

/** What the work gives, or the failure of a storage that does not answer in time. */
export async function inTime<T>(work: Promise<T>, patience = PATIENCE_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Stalled("storage did not answer in time")), patience);
  });
  // Whatever the work still says after the deadline has nobody to hear it.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Does what any later request would do as well, such as keeping what can be worked out again: where storage takes
 * nothing, that is logged, and whoever reads goes on. Every other error is thrown.
 */
export async function orLater(what: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!whyUnavailable(error, 0)) throw error;
    console.error(JSON.stringify({ event: "not kept", what }));
  }
}
