// npm start on any Node from 20 on: installs what is missing, then starts with the Node that the project names.

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

await import("./packages.mjs");

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = join(root, "node_modules/node/bin/node");
const started = spawn(node, [join(root, "scripts/start/main.ts"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
// Ctrl-C reaches the whole group by itself; what is sent to this process alone is passed on.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => started.kill("SIGTERM"));
process.on("SIGHUP", () => started.kill("SIGHUP"));
started.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
