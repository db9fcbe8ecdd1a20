// One-time links: what is written so that a person can sign in once with a secret that is kept nowhere.

import { type Compilable, sql } from "kysely";
import type { Role } from "../../contract/api/people.ts";
import { prepare, query } from "../database.ts";
import type { Env } from "../env.ts";
import { hashOf, newId, newSecret } from "./secret.ts";

/** How long a link can be used, ms: long enough to open a mail, short enough to be worthless when it leaks. */
export const LINK_MS = 15 * 60_000;

/** Whom a link signs in, and what they are made by the way. */
export interface LinkOrder {
  /** Lower case. */
  email: string;
  /** For people who are new; others keep theirs. */
  name?: string | undefined;
  /** Makes them an owner of the deployment. */
  deployment?: boolean;
  /** Makes them a member; members keep the role they have. */
  membership?: { project: string; role: Role } | undefined;
  /** Its session reaches this project alone: for links handed out by someone who may speak for no other. */
  confinedTo?: string | null;
}

/** A link's secret, and what must be written in one transaction for it to work. */
export interface Minted {
  secret: string;
  queries: Compilable[];
}

/**
 * A new link. It works only if the project it makes someone a member of is there; then, and only then, one of the
 * queries returns a row.
 */
export async function newLink(order: LinkOrder, now: number): Promise<Minted> {
  const secret = newSecret();
  const hash = await hashOf(secret);
  const queries = [
    insertUser(order, now),
    ...(order.deployment ? [makeOwner(order.email)] : []),
    ...(order.membership ? [insertMember(order, order.membership, now)] : []),
    insertLink(order, hash, now),
    query.insertInto("verification").values(verification(order, hash, now)),
  ];
  return { secret, queries };
}

/** A new set-up link: whoever opens it becomes the first owner. It is worth nothing once there is one. */
export async function newSetUpLink(now: number): Promise<Minted> {
  const secret = newSecret();
  const row = { hash: await hashOf(secret), user: null, project: null, used_at: null };
  const link = query.insertInto("link").values({ ...row, expires_at: now + LINK_MS });
  const queries = [link.returning("hash")];
  return { secret, queries };
}

/** Writes a link; its secret is the only way to it. */
export async function mintLink(order: LinkOrder, env: Env, now: number): Promise<string> {
  const { secret, queries } = await newLink(order, now);
  await env.DB.batch(queries.map((each) => prepare(env.DB, each)));
  return secret;
}

/** Where a link leads. Its secret stands in the fragment, which browsers send to nobody. */
export function linkUrl(origin: string, secret: string, kind: "token" | "setup" = "token"): string {
  return `${origin}/sign-in#${kind}=${secret}`;
}

function insertUser({ email, name }: LinkOrder, now: number) {
  const at = new Date(now).toISOString();
  return query
    .insertInto("user")
    .values({
      id: newId("u"),
      name: name ?? "",
      email,
      email_verified: 1,
      image: null,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.column("email").doNothing());
}

function makeOwner(email: string) {
  return query.updateTable("user").set({ deployment: 1 }).where("email", "=", email);
}

function insertMember(
  { email, name }: LinkOrder,
  { project, role }: { project: string; role: Role },
  now: number,
) {
  return query
    .insertInto("member")
    .columns(["id", "project", "user", "email", "name", "role", "created_at", "pending"])
    .expression((build) =>
      build
        .selectFrom(["user", "project"])
        .where("user.email", "=", email)
        .where("project.id", "=", project)
        .select([
          sql.val(newId("m")).as("id"),
          "project.id as project",
          "user.id as user",
          "user.email",
          sql<string | null>`coalesce(${name ?? null}, nullif(user.name, ''))`.as("name"),
          sql.val(role).as("role"),
          sql.val(now).as("created_at"),
          sql.lit(1 as const).as("pending"),
        ]),
    )
    .onConflict((conflict) => conflict.columns(["project", "user"]).doNothing());
}

function insertLink({ email, membership, confinedTo }: LinkOrder, hash: string, now: number) {
  return query
    .insertInto("link")
    .columns(["hash", "user", "project", "expires_at"])
    .expression((build) => {
      const link = build
        .selectFrom("user")
        .where("user.email", "=", email)
        .select([
          sql.val(hash).as("hash"),
          "user.id as user",
          sql.val(confinedTo ?? null).as("project"),
          sql.val(now + LINK_MS).as("expires_at"),
        ]);
      return membership ? link.where(isMember(membership.project)) : link;
    })
    .returning("hash");
}

function isMember(project: string) {
  return sql<boolean>`EXISTS (SELECT 1 FROM member WHERE member.user = user.id AND project = ${project})`;
}

/** What the sign-in library looks for; written as it writes it. */
export function verification(
  { email, name }: Pick<LinkOrder, "email" | "name">,
  hash: string,
  now: number,
) {
  const at = new Date(now).toISOString();
  return {
    id: newId("v"),
    identifier: `magic-link:${hash}`,
    value: JSON.stringify({ type: "magic-link", email, ...(name && { name }) }),
    expires_at: new Date(now + LINK_MS).toISOString(),
    created_at: at,
    updated_at: at,
  };
}
