// What the server said, kept per address: shown at once when one comes back, and refreshed while one looks.

import { type Signal, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Problem, Result } from "./api.ts";

interface Entry<T> {
  value: T | null;
  problem: Problem | null;
  /** When the value came, ms; 0 before. */
  at: number;
}

export interface Resource<T> extends Entry<T> {
  reload: () => Promise<void>;
  /** Shows a value that the server is just being told, or has just answered with. */
  put: (value: T) => void;
}

/** Older than this, a value is asked for again when one comes to it, in ms. */
const STALE_MS = 3_000;
/** While one looks at it, it is asked for again this often, in ms. */
const LOOK_MS = 40_000;

const entries = new Map<string, Signal<Entry<unknown>>>();
/** Those whose answer is on its way: several parts of a page may look at one. */
const underway = new WeakSet<object>();

function entryOf<T>(key: string): Signal<Entry<T>> {
  const known = entries.get(key) ?? signal<Entry<unknown>>({ value: null, problem: null, at: 0 });
  entries.set(key, known);
  return known as Signal<Entry<T>>;
}

/** Reads again whatever of these has met a problem. */
export function readAgain(
  ...resources: readonly Pick<Resource<unknown>, "problem" | "reload">[]
): void {
  for (const resource of resources) if (resource.problem) void resource.reload();
}

/** Makes whatever was read below an address be read again when it is next shown. */
export function expire(prefix: string): void {
  for (const [key, entry] of entries)
    if (key.startsWith(prefix)) entry.value = { ...entry.value, at: 0 };
}

async function read<T>(entry: Signal<Entry<T>>, load: () => Promise<Result<T>>): Promise<void> {
  const result = await load();
  entry.value = result.ok
    ? { value: result.value, problem: null, at: Date.now() }
    : { ...entry.peek(), problem: result.problem };
}

/** Reads at once what is stale, again when one comes back, and while one looks; the answer ends that. */
function keepFresh<T>(entry: Signal<Entry<T>>, load: () => Promise<Result<T>>): () => void {
  const refresh = () => {
    const stale = Date.now() - entry.peek().at > STALE_MS;
    if (!stale || underway.has(entry) || document.visibilityState !== "visible") return;
    underway.add(entry);
    void read(entry, load).finally(() => underway.delete(entry));
  };
  refresh();
  const timer = setInterval(refresh, LOOK_MS);
  document.addEventListener("visibilitychange", refresh);
  addEventListener("focus", refresh);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", refresh);
    removeEventListener("focus", refresh);
  };
}

/** Reads `load` under a key that names everything it depends on. A null key reads nothing. */
export function useResource<T>(key: string | null, load: () => Promise<Result<T>>): Resource<T> {
  const entry = entryOf<T>(key ?? "");
  const { value, problem, at } = entry.value;
  const reload = () => (key === null ? Promise.resolve() : read(entry, load));
  const latest = useRef(load);
  latest.current = load;
  useEffect(
    () => (key === null ? undefined : keepFresh(entry, () => latest.current())),
    [key, entry],
  );
  return {
    value,
    problem,
    at,
    reload,
    put: (next) => {
      entry.value = { value: next, problem: null, at: Date.now() };
    },
  };
}
