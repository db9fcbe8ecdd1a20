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
const TSC = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");

const wrong = PARTS.filter((part) => {
  const { status } = spawnSync(process.execPath, [TSC, "-p", part], { stdio: "inherit" });
  return status !== 0;
});
if (wrong.length > 0) {
  console.error(`Types are wrong in: ${wrong.join(", ")}`);
  process.exit(1);
}
