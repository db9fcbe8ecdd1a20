// The local deployment's secret: made once, kept in its folder, readable by its owner alone.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The file of variables that the Worker is started with; made where it is not there yet. */
export function secretFile(data: string): string {
  const path = join(data, "secrets.env");
  if (existsSync(path)) return path;
  mkdirSync(data, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(path, `LANDED_SECRET=${secret}\n`, { mode: 0o600 });
  return path;
}
