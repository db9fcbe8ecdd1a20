// Notes facts: into the outbox, and from there to the server.

import type { SignalKind } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import { OUTBOX, WAITING } from "./names.ts";
import { serverNow } from "./outbox.ts";
import { fromNow, senderNow } from "./person.ts";
import { isSilent } from "./privacy.ts";
import { sendSoon } from "./send.ts";
import { namesOf, read, write } from "./storage.ts";

/** Most signals that wait at once, where what was seen and used is among them. */
const CAPACITY = 100;
/** Where the kind begins in a name: the alphabet puts answers first, `seen` and `used` last. */
const KIND_AT = `${OUTBOX}{"kind":"`.length;

/** Notes a fact, to be sent in a while. Returns its name in the outbox. */
export function note(
  kind: SignalKind,
  fact: { feature: string; iteration?: string; at?: number },
  from = fromNow(),
): string {
  const name = OUTBOX + JSON.stringify({ kind, at: serverNow(), ...fact });
  write(name, from);
  const names = namesOf(WAITING);
  if (names[CAPACITY]) {
    // What was seen longest ago goes, or else what was used; nothing that was said in a prompt ever does.
    write(names.find((each) => (each[KIND_AT] as string) > "r") as string);
    emit("dropped");
  }
  emit(kind, fact);
  sendSoon();
  return name;
}

/** A feature was seen or used: noted once a day for each person. Nothing is returned where that is no news. */
export function noteOnce(kind: "seen" | "used", feature: string | undefined): string | undefined {
  if (feature && !isSilent()) {
    const name = `landed.${kind} ${feature} ${senderNow()}`;
    // "Thu Nov 26 2026": the day as this person has it.
    const today = Date().slice(0, 15);
    if (read(name) !== today) {
      write(name, today);
      return note(kind, { feature });
    }
  }
  return;
}
