// npm run check: everything that can be said of the sources without starting a Worker or a browser.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const bin = (path: string) => join(ROOT, "node_modules", path);

const CHECKS: readonly (readonly [what: string, script: string, ...rest: string[]])[] = [
  ["types", join(ROOT, "scripts/check-types.ts")],
  ["lint and format", bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."],
  ["dead code", bin("knip/bin/knip.js"), "--no-progress"],
  ["known vulnerabilities", join(ROOT, "scripts/check-vulnerabilities.ts")],
  ["arrows and unit tests", bin("vitest/vitest.mjs"), "run", "--project", "unit"],
];

for (const [what, script, ...rest] of CHECKS) {
  console.log(`\n— ${what}`);
  const { status } = spawnSync(process.execPath, [script, ...rest], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error(`\n${what}: see above.`);
    process.exit(1);
  }
}
