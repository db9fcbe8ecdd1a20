// Writes to the deployment's database from the command line: the local one, also while it is served, or Cloudflare's.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const WRANGLER = join(import.meta.dirname, "../node_modules/wrangler/bin/wrangler.js");

/** Which database: Cloudflare's, or that of a local folder. */
export type Target = { remote: true } | { remote: false; data: string };

/** One statement's outcome. */
export interface Outcome {
  results: Record<string, unknown>[];
}

/** Runs SQL statements in order; throws with the database's own words when one fails. */
export function execute(target: Target, statements: readonly string[]): Outcome[] {
  const where = target.remote
    ? ["--remote", "--env", "production"]
    : ["--local", "--persist-to", target.data];
  const command = ["d1", "execute", "DB", ...where, "--yes", "--json"];
  const run = spawnSync(
    process.execPath,
    [WRANGLER, ...command, "--command", statements.join(";\n")],
    { encoding: "utf8", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  if (run.status !== 0) throw new Error(complaint(run.stdout, run.stderr));
  return JSON.parse(run.stdout.slice(run.stdout.indexOf("["))) as Outcome[];
}

function complaint(stdout: string, stderr: string): string {
  const text = /"text":\s*"([^"]+)"/.exec(stdout)?.[1];
  return text ?? (stderr.trim() || stdout.trim() || "the database could not be reached");
}
