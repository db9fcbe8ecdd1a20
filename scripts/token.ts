// npm run token: makes an API token by writing its hash into the database, and prints it once.

import { mintToken } from "../worker/people/mint.ts";
import { fail, readArguments, targetOf, WHERE } from "./arguments.ts";
import { execute } from "./d1.ts";

const USAGE = `npm run token -- --name ci --scope read|write [--project <id>] [--days 90]

  --project   for one project; without it the token reaches the whole deployment
  --days      how long it lasts (default 90)
  --remote    for the deployment on Cloudflare
  --data      for a local deployment (default .landed), running or not`;

const DAY_MS = 86_400_000;

const given = readArguments(
  {
    name: { type: "string" },
    scope: { type: "string" },
    project: { type: "string" },
    days: { type: "string", default: "90" },
    ...WHERE,
  },
  USAGE,
);

const { name, scope, project = null } = given;
const days = Number(given.days);
if (!name) fail("Say what the token is for: --name ci", USAGE);
if (scope !== "read" && scope !== "write") fail("--scope is read or write", USAGE);
if (!(days > 0 && days <= 3_650)) fail("--days is a number of days, at most 3650", USAGE);

const now = Date.now();
const by = { name: "the command line", id: null };
const expiresAt = now + Math.round(days * DAY_MS);
const { secret, statements } = await mintToken({ name, scope, project, expiresAt, by }, now);
try {
  execute(targetOf(given), statements);
} catch (error) {
  const said = error instanceof Error ? error.message : String(error);
  fail(/FOREIGN KEY/.test(said) ? `There is no project ${project}.` : said);
}
console.log(`${secret}

It is shown this once, and ends on ${new Date(expiresAt).toISOString().slice(0, 10)}.`);
