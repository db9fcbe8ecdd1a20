// Notes facts: into the outbox, and from there to the server.

import type { SignalKind } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import { whoIsHere } from "./identity.ts";
import { isFirstToday } from "./once.ts";
import { enqueue } from "./outbox.ts";
import { isSilent } from "./privacy.ts";
import { send, sendSoon } from "./send.ts";
import { type Sender, senderNow } from "./sender.ts";
import { read } from "./storage.ts";
import { refusedNames } from "./take.ts";

/** What became of a fact: acknowledged, waiting to be sent, or refused by the server. */
export type Fate = "kept" | "waiting" | "refused";

/** A feature was seen or used. Whether it is news today. */
export function noteOnce(kind: "seen" | "used", feature: string): boolean {
  if (!feature || isSilent() || !isFirstToday(`${kind} ${feature} ${whoIsHere().customer}`))
    return false;
  note({ kind, feature }, senderNow());
  return true;
}

/** Notes a fact under `sender`, to be sent in a while. Returns its name in the outbox. */
export function note(
  fact: { kind: SignalKind; feature: string; at?: number; [field: string]: unknown },
  sender: Sender,
): string {
  const signal = { at: Date.now(), ...fact };
  const name = enqueue(signal, sender);
  emit(fact.kind, fact);
  sendSoon();
  return name;
}

/** Sends at once and tells what became of the fact with that name. */
export async function fateOf(name: string): Promise<Fate> {
  refusedNames.delete(name);
  await send();
  if (read(name)) return "waiting";
  return refusedNames.has(name) ? "refused" : "kept";
}
