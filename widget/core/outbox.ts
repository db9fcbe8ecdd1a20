// Signals that wait to be acknowledged, each under a name of its own, so that tabs never overwrite each other.

import type { SignalKind } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import { names, read, write } from "./storage.ts";

/** Most signals that wait at once. */
const CAPACITY = 100;

/** What goes first is named first, and what is dropped first is named last. */
const ORDER: Record<SignalKind, number> = {
  answered: 0,
  refused: 1,
  dismissed: 2,
  asked: 3,
  used: 4,
  seen: 5,
};

/** A signal as it waits: the envelope's beginning, its proof, and the signal, each as JSON text. */
export interface Waiting {
  name: string;
  text: string;
  /** `"key":"…","customer":"…","account":"…"` */
  sender: string;
  /** `,"proof":"…"`, or nothing. */
  proof: string;
  signal: string;
}

/** Keeps a signal and returns its name. The same fact, said again in other words, replaces the first. */
export function enqueue(
  signal: { kind: SignalKind; at: number; feature?: string },
  { sender, proof }: Pick<Waiting, "sender" | "proof">,
): string {
  const name = `${ORDER[signal.kind]}${signal.at}${signal.feature}`;
  write(name, [sender, proof, JSON.stringify(signal)].join("\n"));
  dropExcess();
  return name;
}

/** All that waits, answers first. What cannot be read any more is thrown away. */
export function waiting(): Waiting[] {
  return waitingNames().flatMap((name) => {
    const text = read(name);
    const [sender = "", proof = "", signal = ""] = text.split("\n");
    try {
      JSON.parse(`[{${sender}${proof}},${signal}]`);
      return [{ name, text, sender, proof, signal }];
    } catch {
      write(name, "");
      return [];
    }
  });
}

/** Forgets a signal, unless it has been said anew since it was read. */
export function settle({ name, text }: Waiting): void {
  if (read(name) === text) write(name, "");
}

/** The oldest of the least important kind goes first. */
function dropExcess(): void {
  const all = waitingNames();
  const least = all.at(-1)?.[0];
  const dropped = all
    .filter((name) => name[0] === least)
    .slice(0, Math.max(0, all.length - CAPACITY));
  for (const name of dropped) write(name, "");
  if (dropped[0]) emit("dropped", { dropped: dropped.length });
}

function waitingNames(): string[] {
  return names().filter((name) => /^\d/.test(name));
}
