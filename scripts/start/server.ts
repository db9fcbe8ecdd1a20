// The Worker on workerd, as Cloudflare's own tool runs it on this machine.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fail } from "../arguments.ts";
import { secretFile } from "./secret.ts";

const ROOT = join(import.meta.dirname, "../..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const SETTINGS = { ...process.env, WRANGLER_SEND_METRICS: "false", NO_UPDATE_NOTIFIER: "1" };
/** A cold start on a slow machine fits well within. */
const PATIENCE_MS = 120_000;
/** How often the clock strikes locally, as the cron does in production. */
const CLOCK_MS = 5 * 60_000;
/** How much of what the Worker's process said is repeated when it ends by itself, in pieces of output. */
const LAST_WORDS = 4;

/** Ends with a clear word where somebody else listens on the port already. */
export async function needsPort(port: number, what: string): Promise<void> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
  if (!free) {
    fail(
      `Port ${port}, for the ${what}, is taken: something else listens there, perhaps an earlier start.\n` +
        `Stop it, or choose another: npm start -- --port ${port + 10}`,
    );
  }
}

/** Brings the tables of every local database up to date; a second time changes nothing. */
export function migrate(data: string): void {
  for (const database of databases()) migrateOne(database, data);
}

/** The databases that wrangler.toml binds where no environment is named: DB, and shards where there are some. */
function databases(): string[] {
  const config = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  const plain = config.slice(0, config.indexOf("\n[env."));
  return [...plain.matchAll(/^binding = "(DB|SHARD_\d+)"$/gm)].map(([, name = ""]) => name);
}

function migrateOne(database: string, data: string): void {
  const command = ["d1", "migrations", "apply", database, "--local", "--persist-to", data];
  const run = spawnSync(process.execPath, [WRANGLER, ...command], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...SETTINGS, CI: "true" },
  });
  if (run.status !== 0)
    fail(
      `The tables could not be brought up to date:\n${run.stdout}${run.stderr}\n` +
        "Nothing else was changed. Start again; if that does not help, choose another --data folder.",
    );
}

export interface Server {
  url: string;
  stop: () => Promise<void>;
  /** Resolves, with what it said last, when the Worker ends without having been stopped. */
  ended: Promise<string>;
}

/** Starts serving, and resolves when requests are answered. */
export async function serve({ port, data }: { port: number; data: string }): Promise<Server> {
  const url = `http://localhost:${port}`;
  const places = ["--port", `${port}`, "--ip", "127.0.0.1", "--persist-to", data];
  const manners = [
    "--show-interactive-dev-session",
    "false",
    "--log-level",
    "warn",
    "--inspector-port",
    "0",
  ];
  const wrangler = spawn(
    process.execPath,
    [WRANGLER, "dev", ...places, ...manners, "--env-file", secretFile(data)],
    { cwd: ROOT, env: SETTINGS, stdio: ["ignore", "pipe", "pipe"] },
  );
  const said = listenTo(wrangler);
  const exit = new Promise<void>((resolve) => wrangler.once("exit", () => resolve()));
  await answering(url, wrangler, said);
  const clock = setInterval(() => void strike(url), CLOCK_MS);
  let isStopped = false;
  const ended = new Promise<string>((resolve) => {
    void exit.then(() => !isStopped && resolve(said.slice(-LAST_WORDS).join("")));
  });
  const stop = async () => {
    isStopped = true;
    clearInterval(clock);
    wrangler.kill("SIGTERM");
    await exit;
  };
  return { url, stop, ended };
}

/** Lets errors through and keeps the rest, in case the start fails. */
function listenTo(wrangler: ChildProcess): string[] {
  const said: string[] = [];
  for (const stream of [wrangler.stdout, wrangler.stderr])
    stream?.on("data", (bytes: Buffer) => {
      said.push(bytes.toString());
      if (said.length > 200) said.shift();
      if (/"event":"error"|Uncaught|\[ERROR\]/.test(bytes.toString())) process.stderr.write(bytes);
    });
  return said;
}

async function answering(url: string, wrangler: ChildProcess, said: string[]): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    if (wrangler.exitCode !== null || wrangler.signalCode !== null) break;
    const health = await fetch(`${url}/v1/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  wrangler.kill("SIGKILL");
  fail(`The Worker did not start:\n${said.join("")}`);
}

/** What Cloudflare's cron would do. */
async function strike(url: string): Promise<void> {
  await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*/5+*+*+*+*`).catch(() => null);
}
