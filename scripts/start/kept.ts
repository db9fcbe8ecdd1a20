// Small files beside the data: whole or as they were before, wherever a start is killed.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** What was kept there; null where nothing was. */
export function readKept<T>(path: string): T | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}

/** Keeps a value as JSON, for this user's eyes alone. */
export function keep(path: string, value: unknown): void {
  keepText(path, `${JSON.stringify(value, null, 2)}\n`);
}

export function keepText(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
