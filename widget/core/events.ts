// Who listens to what happens, on the page and in the debug file.

type Listener = (detail: never) => void;

const listeners = new Set<readonly [name: string, listener: Listener]>();

/** Returns the function that ends the subscription. */
export function on(name: string, listener: Listener): () => void {
  const pair = [name, listener] as const;
  listeners.add(pair);
  return () => {
    listeners.delete(pair);
  };
}

/** A listener that throws is its author's affair: it harms neither us nor the other listeners. */
export function emit(name: string, detail: object): void {
  for (const [wanted, listener] of listeners) {
    try {
      if (wanted === name) listener(detail as never);
    } catch {}
  }
}
