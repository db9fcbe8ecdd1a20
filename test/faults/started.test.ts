// npm start beside another on the same folder, and when its Worker dies: it says so and ends, and gives its ports back.

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

const MAIN = join(ROOT, "scripts/start/main.ts");
const given = (port: number) => ["--port", `${port}`, "--data", folder, "--no-seed"];

test("a folder is served by one start alone; one whose Worker ends by itself says so, ends, and holds no port", async () => {
  const port = await freePorts();
  const launched = spawn(process.execPath, [MAIN, ...given(port)], { cwd: ROOT });
  start = launched;
  let said = "";
  for (const stream of [launched.stdout, launched.stderr])
    stream.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
  const ended = new Promise<number | null>((resolve) => launched.once("exit", resolve));
  await expect.poll(() => said, { timeout: 120_000 }).toContain(`ready http://localhost:${port}`);
  const second = [MAIN, ...given(await freePorts())];
  const refused = spawnSync(process.execPath, second, { cwd: ROOT, encoding: "utf8" });
  expect(refused.stderr).toContain(`${folder} is served already, at http://localhost:${port}.`);
  expect(refused.status).toBe(1);
  process.kill(childOf(launched), "SIGTERM");
  expect(await ended).toBe(1);
  expect(said).toContain("The Worker ended by itself");
  expect(said).toContain(`npm start -- --port ${port}`);
  expect(await isFree(port + 1)).toBe(true);
  expect(await isFree(port)).toBe(true);
});
