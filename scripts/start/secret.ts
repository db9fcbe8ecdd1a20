// The local deployment's secret: made once, kept in its folder, readable by its owner alone.

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { keepText } from "./kept.ts";

/** The file of variables that the Worker is started with; made where it is not there yet. */
export function secretFile(data: string): string {
  const path = join(data, "secrets.env");
  if (existsSync(path)) return path;
  mkdirSync(data, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  keepText(path, `LANDED_SECRET=${secret}\n`);
  return path;
}
