// npm start when its Worker dies: it says so and ends, and gives its ports back.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newFolder, ROOT, remove } from "./server.ts";

const folder = newFolder();
let start: ChildProcess | null = null;
afterAll(() => {
  start?.kill("SIGTERM");
  remove(folder);
});

/** Two free ports in a row, as the dashboard and the demo take them. */
async function freePorts(): Promise<number> {
  for (let port = 20_000; port < 60_000; port += 17)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error("no two free ports in a row");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

/** The only process that the start keeps running: the tool that runs the Worker. */
function childOf({ pid }: ChildProcess): number {
  const { stdout } = spawnSync("pgrep", ["-P", `${pid}`, "-f", "wrangler"], { encoding: "utf8" });
  return Number(stdout.trim().split("\n")[0]);
}

test("a start whose Worker ends by itself says so, ends, and holds no port", async () => {
  const port = await freePorts();
  const given = ["--port", `${port}`, "--data", folder, "--no-seed"];
  const launched = spawn(process.execPath, [join(ROOT, "scripts/start/main.ts"), ...given], {
    cwd: ROOT,
  });
  start = launched;
  let said = "";
  for (const stream of [launched.stdout, launched.stderr])
    stream.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
  const ended = new Promise<number | null>((resolve) => launched.once("exit", resolve));
  await expect.poll(() => said, { timeout: 120_000 }).toContain(`ready http://localhost:${port}`);
  process.kill(childOf(launched), "SIGTERM");
  expect(await ended).toBe(1);
  expect(said).toContain("The Worker ended by itself");
  expect(said).toContain(`npm start -- --port ${port}`);
  expect(await isFree(port + 1)).toBe(true);
  expect(await isFree(port)).toBe(true);
});
