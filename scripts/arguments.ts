// What link and token are told on the command line, in common.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Target } from "./d1.ts";

export const WHERE = {
  remote: { type: "boolean", default: false },
  data: { type: "string", default: ".landed" },
} as const;

/** Reads the options, or ends with what is wrong with them and how to call the script. */
export function readArguments<
  const Options extends NonNullable<Parameters<typeof parseArgs>[0]>["options"],
>(options: Options, usage: string) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
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
