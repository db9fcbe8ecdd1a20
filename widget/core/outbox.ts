// Signals that wait to be acknowledged, each under a name of its own, so that tabs never overwrite each other.

import { skewOf } from "./clock.ts";
import { emit } from "./events.ts";
import { proofNow, senderNow } from "./person.ts";
import { namesOf, read, write } from "./storage.ts";

/** Most signals that wait at once. */
const CAPACITY = 100;
/** The alphabet puts answers first, and `seen` and `used` last. */
export const OUTBOX = "landed:";

/** A signal as it waits: its name in the outbox, and its JSON text. */
export type Waiting = readonly [name: string, signal: string];

/** Signals of one person, with whom they are from as the text at the beginning of a request. */
export interface Batch {
  from: string;
  list: Waiting[];
  /** The names of what waits besides. */
  rest: string[];
}

/** Keeps a signal under a name, with whom it is from. */
export function enqueue(name: string, signal: object, sender: string, proof: string): void {
  write(name, [JSON.stringify(signal), sender, proof].join("\n"));
  const names = namesOf(OUTBOX);
  const last = names[CAPACITY];
  if (last) {
    write(names.find((each) => each.startsWith(`${OUTBOX}s`)) ?? last);
    emit("dropped");
  }
}

/**
 * One request's worth of what waits, answers first. `room` is in characters, each of at most 3 bytes.
 * What is about whoever is here goes with their newest proof.
 */
export function nextBatch(room: number, names = namesOf(OUTBOX)): Batch {
  const here = senderNow();
  const list: Waiting[] = [];
  const rest: string[] = [];
  let from = "";
  let left = room;
  for (const name of names) {
    const [signal = "", sender = "", proof] = read(name).split("\n");
    const own = sender + (sender === here ? proofNow() : proof);
    try {
      // What cannot be read any more would spoil the request it goes with.
      JSON.parse(`[{${own}},${signal}]`);
      from ||= own;
      if (own === from) left -= signal.length;
      if ((own === from && left > 0) || !list[0]) list.push([name, signal]);
      else rest.push(name);
    } catch {
      write(name);
    }
  }
  return { from: from || here + proofNow(), list, rest };
}

/**
 * A request's text, put together from texts that are JSON already: a page that changes how arrays are
 * written does not change what is sent. `ask` is JSON.
 */
export function bodyOf({ from, list }: Batch, ask?: string): string {
  const signals = list.map(([, signal]) => signal).join();
  return `{${from},"sent":${Date.now() + skewOf(read)},"signals":[${signals}]${ask ? `,"ask":${ask}` : ""}}`;
}
