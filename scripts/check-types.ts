// Checks the types of every part, each with only the globals it may see.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const PARTS = [
  "contract",
  "worker/judge",
  "worker",
  "widget",
  "dashboard",
  "demo",
  "scripts",
  "test",
];
const PACKAGES = join(import.meta.dirname, "../node_modules");
const TSC = join(PACKAGES, "typescript/bin/tsc");

/** What was found right is kept beside the packages, so that the next check is of what changed. */
function isRight(part: string): boolean {
  const kept = join(PACKAGES, ".cache/types", `${part}.tsbuildinfo`);
  const given = ["-p", part, "--incremental", "--tsBuildInfoFile", kept];
  return spawnSync(process.execPath, [TSC, ...given], { stdio: "inherit" }).status === 0;
}

const wrong = PARTS.filter((part) => !isRight(part));
if (wrong.length > 0) {
  console.error(`Types are wrong in: ${wrong.join(", ")}`);
  process.exit(1);
}
