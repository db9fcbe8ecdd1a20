// What this browser keeps for us: localStorage where it may and can, memory everywhere else.

import { CONSENT } from "./names.ts";
import { quietly } from "./quietly.ts";
import { settings } from "./settings.ts";

type Store = Record<string, string>;

const memory = { __proto__: null } as unknown as Store;
/** The browser's, or where it has none one that is gone with the page. */
let store: Store = {};

/** Takes hold of the browser's storage, which throws at every touch where it is blocked. */
export const openStore = quietly(() => {
  store = localStorage || store;
});

/** What memory holds goes to where it belongs now. */
export function moveMemory(): void {
  for (const name in memory) write(name, memory[name]);
}

/** Values are read as properties, for pages patch the methods. */
export function read(name: string): string {
  return memory[name] ?? store[name] ?? "";
}

/** What the person decided, or else what the page says: `in`, `out`, or `required` where they have yet to. */
export function consent(): string {
  return read(CONSENT) || settings.consent || "in";
}

/** Whether anything may be kept or sent. */
export function hasConsent(): boolean {
  return consent() === "in";
}

/** Keeps a value, beyond the page where `lasts`; without one, forgets it. */
export function write(
  name: string,
  value?: string | number,
  lasts: unknown = hasConsent() && (settings.customer || !settings.anonymous),
): void {
  delete memory[name];
  delete store[name];
  if (value)
    try {
      (lasts ? store : memory)[name] = value as string;
    } catch {
      memory[name] = value as string;
    }
}

/** The names that begin so, sorted. */
export function namesOf(beginning: string): string[] {
  return [memory, store]
    .flatMap(Object.keys)
    .filter((name: string) => name.startsWith(beginning))
    .sort();
}

export function forget(beginning: string): void {
  for (const name of namesOf(beginning)) write(name);
}

/** Keeps a text with the time at which it began; returns it. */
export function keep(name: string, text: string): string {
  write(name, Date.now() + "\n" + text);
  return text;
}

/** What was kept under a name, for as long as it lives, in ms. */
export function kept(name: string, life: number): string | false | undefined {
  const [began, text] = read(name).split("\n");
  return Date.now() - (began as unknown as number) < life && text;
}
