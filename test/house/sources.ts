// The project's own TypeScript files.

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const PARTS = ["contract", "widget", "worker", "dashboard", "demo", "scripts", "test"];

/** Paths from the root, with forward slashes. */
export function sourcesOf(root: string): string[] {
  return PARTS.flatMap((part) =>
    readdirSync(join(root, part), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes("node_modules"))
      .map((path) => relative(root, path).replaceAll("\\", "/")),
  );
}
