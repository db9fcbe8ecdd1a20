// <data>/handle.json: all that a script needs to speak to the local deployment.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Handle {
  url: string;
  /** The demo project and its credentials; null in an empty deployment. */
  project: string | null;
  key: string | null;
  secretKey: string | null;
  identitySecret: string | null;
  /** Reaches the whole deployment, with the scope write. */
  token: string;
}

const pathOf = (data: string) => join(data, "handle.json");

export function readHandle(data: string): Handle | null {
  const path = pathOf(data);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Handle) : null;
}

export function writeHandle(data: string, handle: Handle): void {
  writeFileSync(pathOf(data), `${JSON.stringify(handle, null, 2)}\n`, { mode: 0o600 });
}
