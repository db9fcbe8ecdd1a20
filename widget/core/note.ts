// Notes facts: into the outbox, and from there to the server.

import type { SignalKind } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import { enqueue } from "./outbox.ts";
import { type Sender, senderNow } from "./person.ts";
import { isSilent } from "./privacy.ts";
import { sendSoon } from "./send.ts";
import { read, write } from "./storage.ts";

/** A feature was seen or used: noted once a day for each person. Whether it is news. */
export function noteOnce(kind: "seen" | "used", feature: string | undefined): feature is string {
  if (!feature || isSilent()) return false;
  const from = senderNow();
  const today = new Date().toDateString();
  const name = `landed.${kind} ${feature} ${from.sender}`;
  if (read(name) === today) return false;
  write(name, today);
  note({ kind, feature }, from);
  return true;
}

/** Notes a fact, to be sent in a while. Returns its name in the outbox. */
export function note(
  fact: { kind: SignalKind; feature: string; iteration?: string; at?: number },
  from: Sender,
): string {
  const name = enqueue({ at: Date.now(), ...fact }, from);
  emit(fact.kind, fact);
  sendSoon();
  return name;
}
