// Asks the registry for known vulnerabilities of what is installed; says so where it gives no answer.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

interface Report {
  error?: { summary?: string };
  message?: string;
  metadata?: { vulnerabilities: Record<"high" | "critical" | "total", number> };
}

const audit = spawnSync("npm", ["audit", "--json"], {
  cwd: join(import.meta.dirname, ".."),
  encoding: "utf8",
  shell: process.platform === "win32",
});
const found = read(audit.stdout).metadata?.vulnerabilities;
if (!found) {
  console.warn("NOT CHECKED: the registry gave no answer about vulnerabilities here.");
} else {
  console.log(`${found.total} known, ${found.high} high, ${found.critical} critical`);
  if (found.high + found.critical > 0) {
    console.error("npm audit says which packages, and where they are mended.");
    process.exit(1);
  }
}

function read(text: string): Report {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return {};
  }
}
