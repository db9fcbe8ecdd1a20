// A server as `npm start` runs it, with its data in a folder that outlives it: it can be killed at any moment.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";

export const ROOT = join(import.meta.dirname, "../..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const SETTINGS = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" };
const SECRET = "a-secret-for-tests-of-at-least-32-characters";
const PATIENCE_MS = 60_000;

/** A served folder of data; another may follow it on the same folder. */
export interface Running {
  url: string;
  /** Its process group: Node, two workerd and a bundler. */
  group: number;
  /** Ends all of the group at once, as a power cut does. */
  kill: () => Promise<void>;
}

/** A new folder for a deployment's data. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landed-faults-"));
  prepare(folder);
  return folder;
}

/** Makes a folder fit to be served: the secret that pseudonyms come from is in it. */
export function prepare(folder: string): void {
  writeFileSync(join(folder, "secrets.env"), `LANDED_SECRET=${SECRET}\n`);
}

export const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

const MIGRATE = ["d1", "migrations", "apply", "DB", "--local", "--persist-to"];

/** Applies the migrations, and waits until they are. */
export function migrate(folder: string): void {
  const run = spawnSync(process.execPath, [WRANGLER, ...MIGRATE, folder], {
    cwd: ROOT,
    env: SETTINGS,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`migrations: ${run.stdout}${run.stderr}`);
}

/** Applies the migrations, and is killed with all it started as soon as they have got somewhere. */
export async function migrateAndKill(folder: string, isThere: () => boolean): Promise<void> {
  const migrating = start([...MIGRATE, folder]);
  const until = Date.now() + PATIENCE_MS;
  while (!isThere() && migrating.exitCode === null && Date.now() < until) await pause(1);
  await end(migrating);
}

/** Serves the folder, and resolves when the Worker answers, well or not. */
export async function serve(folder: string): Promise<Running> {
  const port = await freePort();
  const places = ["--port", `${port}`, "--ip", "127.0.0.1", "--persist-to", folder];
  const manners = ["--show-interactive-dev-session", "false", "--inspector-port", "0"];
  const secrets = ["--env-file", join(folder, "secrets.env")];
  const server = start(["dev", ...places, ...manners, ...secrets]);
  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (Date.now() > until || server.exitCode !== null) {
      await end(server);
      throw new Error("The Worker did not start.");
    }
    await pause(50);
  }
  return { url, group: server.pid ?? 0, kill: () => end(server) };
}

function start(command: string[]): ChildProcess {
  return spawn(process.execPath, [WRANGLER, ...command], {
    cwd: ROOT,
    env: SETTINGS,
    detached: true,
    stdio: "ignore",
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited =
    child.exitCode === null && child.signalCode === null
      ? new Promise((resolve) => child.once("exit", resolve))
      : null;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The whole group has ended by itself.
  }
  await exited;
  await gone(child.pid);
}

/** Waits until no process of a group is left, so that the next has the files for itself. */
async function gone(group: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    await pause(10);
  }
}

async function answers(url: string): Promise<boolean> {
  const health = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(5_000) }).catch(
    () => null,
  );
  return health !== null && (health.headers.get("content-type") ?? "").includes("json");
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

const databases = (folder: string) => join(folder, "v3/d1/miniflare-D1DatabaseObject");

function fileOf(folder: string): string {
  const names = existsSync(databases(folder)) ? readdirSync(databases(folder)) : [];
  const name = names.find((each) => each.endsWith(".sqlite") && !each.startsWith("metadata"));
  if (name === undefined) throw new Error("There is no database yet.");
  return name;
}

/** Reads the data as it lies on the disk: a copy of it, so that whatever reads next has all to do itself. */
export function look<T>(folder: string, read: (db: DatabaseSync) => T): T {
  const copy = mkdtempSync(join(tmpdir(), "landed-look-"));
  try {
    cpSync(databases(folder), copy, { recursive: true });
    const db = new DatabaseSync(join(copy, fileOf(folder)));
    try {
      return read(db);
    } finally {
      db.close();
    }
  } finally {
    remove(copy);
  }
}

/** Writes into the data of a server that does not run. */
export function write(folder: string, statements: readonly string[]): void {
  const db = new DatabaseSync(join(databases(folder), fileOf(folder)));
  for (const statement of statements) db.exec(statement);
  db.close();
}
