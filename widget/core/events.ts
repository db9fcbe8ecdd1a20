// Who listens to what happens, on the page and in the second file.

import { quietly } from "./quietly.ts";

type Listening = [name: string, listener: (detail: never) => void];

const listening = new Set<Listening>();

/** Returns the function that ends the subscription. */
export function on(...pair: Listening): () => unknown {
  listening.add(pair);
  return () => listening.delete(pair);
}

/** A listener that throws is its author's affair. */
export function emit(name: string, detail?: unknown): void {
  for (const [wanted, listener] of listening)
    if (wanted === name) quietly(listener)(detail as never);
}
