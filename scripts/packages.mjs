// Installs what the lock file names, where that is not installed yet. Plain JavaScript: it runs before anything is.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Every package of a lock file by its place, but for those that only other systems need. */
function packagesOf(path) {
  if (!existsSync(path)) return {};
  const { packages } = JSON.parse(readFileSync(path, "utf8"));
  return Object.fromEntries(
    Object.entries(packages).filter(([place, { optional }]) => place !== "" && !optional),
  );
}

// npm writes down what it has installed once all of it is there.
const installed = packagesOf(join(root, "node_modules/.package-lock.json"));
const isMissing = ([place, { version }]) => installed[place]?.version !== version;

if (Object.entries(packagesOf(join(root, "package-lock.json"))).some(isMissing)) {
  console.log("Installing packages (once; about a minute) …");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("The packages could not be installed; what npm said is above.");
    process.exit(npm.status ?? 1);
  }
}
