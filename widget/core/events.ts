// Who listens to what happens, on the page and in the second file.

import { quietly } from "./quietly.ts";

type Listener = (detail: never) => void;

const listeners = new Set<readonly [name: string, listener: Listener]>();

/** A listener that throws is its author's affair. Returns the function that ends the subscription. */
export function on(name: string, listener: Listener): () => void {
  const pair = [name, quietly(listener)] as const;
  listeners.add(pair);
  return () => {
    listeners.delete(pair);
  };
}

export function emit(name: string, detail?: object): void {
  for (const [wanted, listener] of [...listeners]) if (wanted === name) listener(detail as never);
}
