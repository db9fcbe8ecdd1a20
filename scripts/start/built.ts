// Builds the widget and the dashboard where their sources have changed since the last time.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "../arguments.ts";
import { step } from "./steps.ts";

const ROOT = join(import.meta.dirname, "../..");
const STAMP = join(ROOT, "dist/built");
const SOURCES = ["widget", "dashboard", "contract", "package-lock.json"];
const BUILDS = [
  ["widget", ["widget/build.ts"]],
  [
    "dashboard",
    [
      "node_modules/vite/bin/vite.js",
      "build",
      "--config",
      "dashboard/vite.config.ts",
      "--logLevel",
      "warn",
    ],
  ],
] as const;

/** Leaves dist/site as the sources say. */
export async function makeBuilt(): Promise<void> {
  const sources = hashOfSources();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === sources) return;
  for (const [name, command] of BUILDS)
    await step(`Building the ${name}`, () => run(name, command));
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  writeFileSync(STAMP, sources);
}

function run(name: string, command: readonly string[]): void {
  const built = spawnSync(process.execPath, [...command], { cwd: ROOT, encoding: "utf8" });
  if (built.status !== 0) fail(`The ${name} could not be built:\n${built.stdout}${built.stderr}`);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES.flatMap((each) => filesOf(join(ROOT, each)))) {
    hash.update(source).update(readFileSync(source));
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (path.endsWith(".json")) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
