// People who visit a deployment in tests: the first owner, members with roles, tokens.

import type { Env } from "../../../worker/env.ts";
import type { LinkOrder } from "../../../worker/people/link.ts";
import { mintLink, mintSetUpLink, mintToken } from "../../../worker/people/mint.ts";
import type { TokenOrder } from "../../../worker/people/token.ts";
import type { Server } from "../harness.ts";

/** An answer, read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; an empty object where there is none. */
  json: Record<string, unknown>;
}

/** What goes out besides method and path. */
export interface Sent {
  cookie?: string | undefined;
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the deployment over HTTP. */
export async function call(
  server: Server,
  operation: string,
  { cookie, token, body, headers = {} }: Sent = {},
): Promise<Answer> {
  const [method = "", path = ""] = operation.split(" ");
  const response = await fetch(server.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return read(response);
}

export async function read(response: {
  status: number;
  headers: unknown;
  text(): Promise<string>;
}): Promise<Answer> {
  const text = await response.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers as Headers, text, json };
}

/** Writes SQL as the scripts do. */
async function write(env: Env, statements: string[]): Promise<void> {
  for (const statement of statements) await env.DB.prepare(statement).run();
}

/** A link's secret, made as `npm run link` makes it. */
export async function link(server: Server, order: LinkOrder, now = Date.now()): Promise<string> {
  const { secret, statements } = await mintLink(order, now);
  await write(server.env, statements);
  return secret;
}

/** A set-up link's secret. */
export async function setUpLink(server: Server, now = Date.now()): Promise<string> {
  const { secret, statements } = await mintSetUpLink(now);
  await write(server.env, statements);
  return secret;
}

/** A token made as `npm run token` makes it. */
export async function token(server: Server, order: Partial<TokenOrder> = {}): Promise<string> {
  const whole: TokenOrder = {
    name: "ci",
    scope: "write",
    project: null,
    expiresAt: null,
    by: { name: "the command line", id: null },
    ...order,
  };
  const { secret, statements } = await mintToken(whole, Date.now());
  await write(server.env, statements);
  return secret;
}

/** The secret of a link that an answer holds. */
export function secretOf(url: unknown): string {
  return new URL(String(url)).hash.slice("#token=".length);
}

/** Uses a link up; the cookie it gives. */
export async function signIn(server: Server, secret: string): Promise<string> {
  const answer = await call(server, "POST /api/auth/sign-in", { body: { token: secret } });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`);
  return cookieOf(answer);
}

/** The cookie an answer sets, as a browser sends it back. */
export function cookieOf(answer: Answer): string {
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

/** Someone who owns the deployment: their cookie. */
export async function owner(server: Server, email = "ada@example.com"): Promise<string> {
  return signIn(server, await link(server, { email, name: "Ada", deployment: true }));
}

/** A new project's id. */
export async function project(server: Server, cookie: string, name = "Ledgerly"): Promise<string> {
  const made = await call(server, "POST /api/projects", { cookie, body: { name } });
  return String(made.json["id"]);
}

/** A member who has signed in. */
export interface Member {
  id: string;
  cookie: string;
  email: string;
}

/** Invites somebody and signs them in. */
export async function member(
  server: Server,
  given: { by: string; project: string; role: string; email: string },
): Promise<Member> {
  const { by, project: id, role, email } = given;
  const path = `POST /api/projects/${id}/members`;
  const invited = await call(server, path, { cookie: by, body: { email, role } });
  if (invited.status !== 201) throw new Error(`invite: ${invited.status} ${invited.text}`);
  const cookie = await signIn(server, secretOf(invited.json["link"]));
  return { id: String(invited.json["id"]), cookie, email };
}

/** Everything in the tables of people, as text. */
export async function dump(server: Server): Promise<string> {
  const tables = ["user", "session", "verification", "link", "member", "token", "attempt", "audit"];
  const all = await server.env.DB.batch<Record<string, unknown>>(
    tables.map((table) => server.env.DB.prepare(`SELECT * FROM ${table}`)),
  );
  return JSON.stringify(all.map((table) => table.results));
}

/** A project with somebody in each role; the first owner of the deployment owns it too. */
export interface Team {
  id: string;
  name: string;
  owner: Member;
  editor: Member;
  viewer: Member;
}

/** Makes a project and has three people join it. `by` owns the deployment. */
export async function team(server: Server, by: string): Promise<Team> {
  const name = `Team ${crypto.randomUUID().slice(0, 8)}`;
  const id = await project(server, by, name);
  const join = (role: string) =>
    member(server, { by, project: id, role, email: `${role}@${name.slice(5)}.example.com` });
  return {
    id,
    name,
    owner: await join("owner"),
    editor: await join("editor"),
    viewer: await join("viewer"),
  };
}

/** Who is in a project: role and status by address. */
export async function roles(server: Server, by: string, id: string): Promise<object> {
  const items = await membersOf(server, by, id);
  return Object.fromEntries(items.map(({ email, role, status }) => [email, `${role} ${status}`]));
}

/** The id of a project's member. */
export async function memberId(
  server: Server,
  by: string,
  given: { project: string; email: string },
): Promise<string> {
  const items = await membersOf(server, by, given.project);
  return items.find(({ email }) => email === given.email)?.id ?? "";
}

async function membersOf(server: Server, cookie: string, id: string) {
  const list = await call(server, `GET /api/projects/${id}/members`, { cookie });
  return list.json["items"] as { id: string; email: string; role: string; status: string }[];
}
