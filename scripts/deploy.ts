// npm run deploy: builds, makes the queues, brings the tables up to date, deploys to Cloudflare, and prints the way in.

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linkUrl } from "../worker/people/link.ts";
import { mintSetUpLink } from "../worker/people/mint.ts";
import { fail, readArguments } from "./arguments.ts";
import { execute } from "./d1.ts";
import { makeBuilt } from "./start/built.ts";

const ROOT = join(import.meta.dirname, "..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const FOURTEEN_DAYS_S = 14 * 86_400;
const NO_DATABASE = "00000000-0000-0000-0000-000000000000";

readArguments({}, "npm run deploy");
const config = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
const production = config.slice(config.indexOf("[env.production]"));

if (production.includes(NO_DATABASE))
  fail(
    "Make a database first, and put its id into wrangler.toml under [env.production]:\n\n" +
      "  npx wrangler d1 create landed",
  );

await makeBuilt();
for (const [, queue = ""] of production.matchAll(/^queue = "([^"]+)"$/gm)) makeQueue(queue);
for (const [, database = ""] of production.matchAll(/^binding = "(DB|SHARD_\d+)"$/gm))
  wrangler("d1", "migrations", "apply", database, "--remote", "--env", "production");
const deployed = wrangler("deploy", "--env", "production");
await tellTheWayIn(deployed);

function makeQueue(name: string): void {
  const retention = ["--message-retention-period-secs", `${FOURTEEN_DAYS_S}`];
  const made = run("queues", "create", name, ...retention);
  const known = /already (exists|taken)/i.test(made.stdout + made.stderr);
  if (made.status !== 0 && !known) fail(`The queue ${name} could not be made:\n${made.stderr}`);
}

/** A set-up link while nobody owns the deployment; it is worth nothing afterwards. */
async function tellTheWayIn(output: string): Promise<void> {
  const url = /https:\/\/[^\s]+/.exec(output)?.[0];
  const origin = url ? new URL(url).origin : "https://your.worker.address";
  const [owners] = execute({ remote: true }, ["SELECT 1 FROM user WHERE deployment = 1 LIMIT 1"]);
  if (owners?.results.length) return console.log(`\nDeployed: ${origin}`);
  const { secret, statements } = await mintSetUpLink(Date.now());
  execute({ remote: true }, statements);
  console.log(
    `\nDeployed. Within 15 minutes, become its owner:\n\n  ${linkUrl(origin, secret, "setup")}\n\n` +
      "Later: npm run link -- --setup --remote --origin " +
      origin,
  );
}

/** Runs wrangler, shows what it says, and ends where it fails. */
function wrangler(...command: string[]): string {
  const done = run(...command);
  process.stdout.write(done.stdout);
  if (done.status !== 0) fail(`wrangler ${command.join(" ")} failed:\n${done.stderr}`);
  return done.stdout;
}

function run(...command: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [WRANGLER, ...command], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["inherit", "pipe", "pipe"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
}
