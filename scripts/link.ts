// npm run link: makes a one-time sign-in link by writing its hash into the database, and prints it once.

import { z } from "zod";
import { roleName } from "../contract/api/people.ts";
import { linkUrl } from "../worker/people/link.ts";
import { type MintedText, mintLink, mintSetUpLink } from "../worker/people/mint.ts";
import { fail, originOf, readArguments, targetOf, WHERE } from "./arguments.ts";
import { execute } from "./d1.ts";

const USAGE = `npm run link -- --email ada@example.com [--name Ada] [--owner] [--project <id> --role viewer|editor|owner]
npm run link -- --setup        a link for whoever becomes the first owner

  --owner     makes them an owner of the deployment
  --project   makes them a member of a project; a member keeps the role they have
  --remote    for the deployment on Cloudflare; needs --origin
  --data      for a local deployment (default .landed), running or not
  --origin    where the dashboard is`;

const given = readArguments(
  {
    email: { type: "string" },
    name: { type: "string" },
    owner: { type: "boolean", default: false },
    project: { type: "string" },
    role: { type: "string", default: "viewer" },
    setup: { type: "boolean", default: false },
    origin: { type: "string" },
    ...WHERE,
  },
  USAGE,
);

const origin = originOf(given);
if (given.project !== undefined && !isThere(given.project))
  fail(`There is no project ${given.project}.`);
const { secret, statements } = given.setup
  ? await mintSetUpLink(Date.now())
  : await mintForPerson();
execute(targetOf(given), statements);
console.log(`${linkUrl(origin, secret, given.setup ? "setup" : "token")}

It works once, within 15 minutes.`);

/** Before anything is written: a slip of the pen makes nobody an owner. */
function isThere(project: string): boolean {
  if (!/^p_\w+$/.test(project)) return false;
  const found = execute(targetOf(given), [`SELECT 1 FROM project WHERE id = '${project}'`]);
  return found.some(({ results }) => results.length > 0);
}

async function mintForPerson(): Promise<MintedText> {
  const email = z.email().safeParse(given.email?.trim().toLowerCase());
  if (!email.success) return fail("Say whose link it is: --email ada@example.com", USAGE);
  const role = roleName.safeParse(given.role);
  if (!role.success) return fail("--role is viewer, editor or owner", USAGE);
  const { project, name, owner } = given;
  const membership = project === undefined ? undefined : { project, role: role.data };
  return mintLink({ email: email.data, name, deployment: owner, membership }, Date.now());
}
