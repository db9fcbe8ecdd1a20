// Signals that wait to be acknowledged, each under a name of its own, so that tabs never overwrite each other.

import { emit } from "./events.ts";
import { type Sender, senderNow } from "./person.ts";
import { namesOf, read, write } from "./storage.ts";

/** Most signals that wait at once. */
const CAPACITY = 100;
/** The alphabet puts answers first, and `seen` and `used` last. */
const OUTBOX = "landed:";

/** A signal as it waits, as JSON text. An ask waits beside the signals, without a name. */
export interface Waiting extends Sender {
  name: string;
  signal: string;
  /** `,"ask":{…}` */
  ask?: string;
}

/** Keeps a signal and returns its name. The same fact of the same person said anew replaces the first. */
export function enqueue(
  signal: { kind: string; at: number; feature?: string },
  { sender, proof }: Sender,
): string {
  const name = OUTBOX + signal.kind + signal.at + signal.feature + sender;
  write(name, [JSON.stringify(signal), sender, proof].join("\n"));
  const names = namesOf(OUTBOX);
  const last = names[CAPACITY];
  if (last) {
    write(names.find((each) => each.startsWith(`${OUTBOX}s`)) ?? last, "");
    emit("dropped", {});
  }
  return name;
}

/** All that waits, answers first; what is about whoever is here goes with their newest proof. */
export function waiting(): Waiting[] {
  const here = senderNow();
  return namesOf(OUTBOX).flatMap((name) => {
    const [signal = "", sender = "", proof = ""] = read(name).split("\n");
    try {
      // What cannot be read any more would spoil the request it goes with.
      JSON.parse(`[{${sender}${proof}},${signal}]`);
      return { name, signal, sender, proof, ...(sender === here.sender && here) };
    } catch {
      write(name, "");
      return [];
    }
  });
}
