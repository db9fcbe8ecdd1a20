// Reads what a script is told on the command line, and ends it in words where that cannot be.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Target } from "./d1.ts";

export const WHERE = {
  remote: { type: "boolean", default: false },
  data: { type: "string", default: ".landed" },
} as const;

/** Reads the options, or ends with what is wrong with them and how to call the script. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  options: Options,
  usage: string,
) {
  return read({ options, strict: true, allowPositionals: false }, usage).values;
}

/** Reads the names of what to work on, where a script knows no options. */
export function readNames(usage: string): string[] {
  return read({ options: {}, strict: true, allowPositionals: true }, usage).positionals;
}

function read<const Config extends ParseArgsConfig>(config: Config, usage: string) {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), usage);
  }
}

/** Ends the script with a complaint. */
export function fail(complaint: string, usage = ""): never {
  console.error([complaint, usage].filter(Boolean).join("\n\n"));
  process.exit(1);
}

export function targetOf(given: { remote: boolean; data: string }): Target {
  if (given.remote) return { remote: true };
  if (!existsSync(given.data))
    fail(`There is no local deployment in ${given.data}; start one first, or say --remote.`);
  return { remote: false, data: given.data };
}

/** Where the dashboard is: as told, or as the running local deployment says. */
export function originOf(given: { remote: boolean; data: string; origin?: string }): string {
  if (given.origin !== undefined) return new URL(given.origin).origin;
  if (given.remote) fail("Say where the deployment is: --origin https://landed.example.com");
  const handle = join(given.data, "handle.json");
  if (!existsSync(handle)) return "http://localhost:8787";
  const { url } = JSON.parse(readFileSync(handle, "utf8")) as { url: string };
  return new URL(url).origin;
}
