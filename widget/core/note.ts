// Notes facts: into the outbox, and from there to the server.

import type { SignalKind } from "../../contract/signals.ts";
import { skewOf } from "./clock.ts";
import { emit } from "./events.ts";
import { enqueue, OUTBOX } from "./outbox.ts";
import { proofNow, senderNow } from "./person.ts";
import { isSilent } from "./privacy.ts";
import { sendSoon } from "./send.ts";
import { read, write } from "./storage.ts";

/** A feature was seen or used: noted once a day for each person. Whether it is news. */
export function noteOnce(kind: "seen" | "used", feature: string | undefined): feature is string {
  if (!feature || isSilent()) return false;
  const today = new Date().toDateString();
  const name = `landed.${kind} ${feature} ${senderNow()}`;
  if (read(name) === today) return false;
  write(name, today);
  note({ kind, feature });
  return true;
}

/**
 * Notes a fact, to be sent in a while. Returns its name in the outbox: the same fact of the same person
 * said anew replaces the first.
 */
export function note(
  fact: { kind: SignalKind; feature: string; iteration?: string; at?: number },
  sender = senderNow(),
  proof = proofNow(),
): string {
  const signal = { at: Date.now() + skewOf(read), ...fact };
  const name = OUTBOX + fact.kind + signal.at + fact.feature + sender;
  enqueue(name, signal, sender, proof);
  emit(fact.kind, fact);
  sendSoon();
  return name;
}
