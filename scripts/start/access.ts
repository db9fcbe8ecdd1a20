// Ways in for whoever started the deployment: a one-time link to the dashboard, and a token for scripts.

import { linkUrl } from "../../worker/people/link.ts";
import { mintLink, mintSetUpLink, mintToken } from "../../worker/people/mint.ts";
import { execute } from "../d1.ts";
import type { Handle } from "./handle.ts";

/** Who the demo is shown to: an owner of the local deployment. */
const OWNER = { email: "you@localhost.test", name: "You" };

export interface Access {
  /** Opens the dashboard signed in, or the set-up of an empty deployment. */
  link: string;
  token: string;
}

/** Writes a fresh link, and a token where there is none yet. */
export async function makeAccess(given: {
  data: string;
  url: string;
  empty: boolean;
  before: Handle | null;
}): Promise<Access> {
  const { data, url, empty, before } = given;
  const now = Date.now();
  const target = { remote: false, data } as const;
  const isOwned = empty && before !== null && hasOwner(data);
  const link = await linkFor({ empty, isOwned, data }, now);
  const token = before?.token ? null : await mintToken(TOKEN, now);
  execute(target, [...link.statements, ...(token?.statements ?? [])]);
  const kind = empty && !isOwned ? "setup" : "token";
  return { link: linkUrl(url, link.secret, kind), token: before?.token ?? token?.secret ?? "" };
}

const TOKEN = {
  name: "local scripts",
  scope: "write",
  project: null,
  expiresAt: null,
  by: { name: "npm start", id: null },
} as const;

function linkFor(given: { empty: boolean; isOwned: boolean; data: string }, now: number) {
  if (!given.empty) return mintLink({ ...OWNER, deployment: true }, now);
  return given.isOwned
    ? mintLink({ email: ownersOf(given.data)[0] ?? OWNER.email, deployment: true }, now)
    : mintSetUpLink(now);
}

function hasOwner(data: string): boolean {
  return ownersOf(data).length > 0;
}

function ownersOf(data: string): string[] {
  const [found] = execute({ remote: false, data }, [
    "SELECT email FROM user WHERE deployment = 1 ORDER BY created_at",
  ]);
  return (found?.results ?? []).map(({ email }) => String(email));
}
