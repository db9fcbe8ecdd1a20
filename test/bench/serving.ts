// Serves a Worker in workerd, asked without anything in between: no dev proxy, no wrapping Worker.
//
// Miniflare sets up workerd and its D1; a direct socket then leads to the Worker itself. The test harness leads
// through the proxy of `wrangler dev`, which costs more than an empty Worker does.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_readConfig, unstable_splitSqlQuery } from "wrangler";

export const ROOT = join(import.meta.dirname, "../..");
export const SECRET = "a-secret-for-benches-of-at-least-32-characters";

export interface Served {
  url: string;
  /** Its database; of a Worker that has one. */
  db: D1Database;
  /** Memory of its process now, in MB; not a number where the system does not tell. */
  megabytes: () => number;
  close: () => Promise<void>;
}

/** Serves a Worker's script with an empty database on disk. */
export async function serve(script: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "landed-bench-"));
  const { compatibility_date = "", compatibility_flags = [] } = unstable_readConfig({
    config: join(ROOT, "wrangler.toml"),
  });
  const before = new Set(runtimes());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: "bench",
      modules: [{ type: "ESModule", path: "index.js", contents: script }],
      compatibilityDate: compatibility_date,
      compatibilityFlags: compatibility_flags,
      bindings: { LANDED_SECRET: SECRET },
      d1Databases: { DB: "DB" },
      d1Persist: folder,
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      // What a Worker logs is taken, as on the platform, and not shown.
      handleStructuredLogs: () => undefined,
    }),
  );
  const { origin } = await miniflare.unsafeGetDirectURL();
  const own = runtimes().find((pid) => !before.has(pid));
  return {
    url: origin,
    db: await miniflare.getD1Database("DB"),
    megabytes: () => memoryOf(own),
    close: async () => {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The Worker as it is deployed: bundled by the deploying tool itself. */
export function builtWorker(): string {
  const folder = mkdtempSync(join(tmpdir(), "landed-bench-"));
  const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const command = [wrangler, "deploy", "--dry-run", "--env", "", "--outdir", folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" };
  const run = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`The Worker was not bundled:\n${run.stdout}${run.stderr}`);
  const script = readFileSync(join(folder, "index.js"), "utf8");
  rmSync(folder, { recursive: true, force: true });
  return script;
}

/** Every statement of the migrations, in order. */
export function migrations(): string[] {
  const folder = join(ROOT, "worker/migrations");
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return files
    .sort()
    .flatMap((name) => unstable_splitSqlQuery(readFileSync(join(folder, name), "utf8")));
}

/** The Worker with its tables, and nothing in them. */
export async function serveLanded(script: string): Promise<Served> {
  const served = await serve(script);
  await served.db.batch(migrations().map((sql) => served.db.prepare(sql)));
  return served;
}

/** Ids of the workerd processes that this process started. */
function runtimes(): number[] {
  return processes().filter((pid) => {
    const [name = "", , parent = ""] = fileOf(pid, "stat")
      .replace(/^\d+ \(/, "")
      .split(/\)? /);
    return name === "workerd" && Number(parent) === process.pid;
  });
}

function processes(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

function memoryOf(pid: number | undefined): number {
  const kilobytes = pid === undefined ? null : /VmRSS:\s+(\d+)/.exec(fileOf(pid, "status"));
  return kilobytes ? Number(kilobytes[1]) / 1_024 : Number.NaN;
}
