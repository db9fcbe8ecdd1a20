// Two projects of different people, each with something of everything, and a good call of each operation.

import type { Server } from "../harness.ts";
import { call, type Member, member, owner, token } from "../people/visitors.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "../product.ts";

/** One project and everything in it that has an id. */
export interface Side {
  product: Product;
  /** In every name and text of the project, and nowhere else. */
  canary: string;
  feature: string;
  iteration: string;
  answer: string;
  key: string;
  member: string;
  token: string;
  letter: string;
  /** An hour with a burst. */
  hour: string;
  quarter: string;
  owner: Member;
  editor: Member;
  viewer: Member;
  /** API tokens of the project. */
  readToken: string;
  writeToken: string;
  session: string;
}

/** What goes into a call besides its operation. */
export interface Row {
  params?: Record<string, string>;
  search?: string;
  body?: unknown;
}

const HOUR_MS = 3_600_000;

/** A project with three people, a feature that customers answered, and one of all else. `ada` owns the deployment. */
export async function makeSide(server: Server, ada: string, name: string): Promise<Side> {
  const canary = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  const product = await makeProduct(server);
  const { id } = product;
  const feature = `${name}-export`;
  const iteration = `${name}.1`;
  const must = async (operation: string, body?: unknown) => {
    const answer = await call(server, `${operation.replace(" ", ` /api/projects/${id}`)}`, {
      token: product.token,
      body,
    });
    if (answer.status >= 300) throw new Error(`${operation}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  await must("PATCH ", { name: canary });
  await must("POST /features", { key: feature, name: canary, value: canary });
  await must(`POST /features/${feature}/iterations`, { label: iteration, notes: canary });
  const asked = { customer: `${canary}-stranger`, ask: { feature, inline: true }, signals: [] };
  await reportFromPage(product, asked);
  const at = Date.now() - 1_000;
  const answered = { kind: "answered", feature, at, helped: true, comment: canary };
  await report(product, { customer: canary, account: `${canary}-inc`, signals: [answered] });
  await report(product, {
    customer: canary,
    signals: [{ kind: "seen", feature: `${name}-found`, at }],
  });
  const answers = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
    params: { feature },
  });
  const keyMade = await must("POST /keys", { kind: "publishable", name: canary });
  const quarters = await ask(product, "GET /projects/{project}/quarters");
  const quarter = quarters.json.items[0]?.id ?? "";
  await must(`PUT /quarters/${quarter}/goals/${feature}`, { value: canary });
  await must(`PUT /quarters/${quarter}/decisions/${feature}/${iteration}`, {
    decision: "improve",
    reason: canary,
  });
  const join = (role: string) =>
    member(server, { by: ada, project: id, role, email: `${role}@${canary}.example.com` });
  const boss = await join("owner");
  const tokenMade = await must("POST /tokens", { name: canary, scope: "read" });
  return {
    product,
    canary,
    feature,
    iteration,
    answer: answers.json.items[0]?.id ?? "",
    key: String(keyMade["id"]),
    member: boss.id,
    token: String(tokenMade["id"]),
    letter: await putLetter(server, id, canary),
    hour: await putBurst(server, id, iteration),
    quarter,
    owner: boss,
    editor: await join("editor"),
    viewer: await join("viewer"),
    readToken: await token(server, { project: id, scope: "read" }),
    writeToken: await token(server, { project: id, scope: "write" }),
    session: await sessionOf(server, boss.cookie),
  };
}

/** The id of the session that a cookie stands for. */
async function sessionOf(server: Server, cookie: string): Promise<string> {
  const list = await call(server, "GET /api/auth/sessions", { cookie });
  const items = list.json["items"] as { id: string; current: boolean }[];
  return items.find(({ current }) => current)?.id ?? "";
}

/** A letter that could not be folded. It speaks of an iteration that is gone, so folding it changes no journey. */
async function putLetter(server: Server, project: string, canary: string): Promise<string> {
  const id = `letter-${canary}`;
  const body = JSON.stringify({ project, facts: [] });
  await server.env.DB.prepare(
    "INSERT INTO dead_letter (id, project, at, reason, signals, body) VALUES (?1, ?2, ?3, ?4, 1, ?5)",
  )
    .bind(id, project, Date.now(), canary, body)
    .run();
  return id;
}

/** A burst in the hour before last, as the clock would have written it down. */
async function putBurst(server: Server, project: string, label: string): Promise<string> {
  const hour = Math.floor(Date.now() / HOUR_MS) - 2;
  await server.env.DB.prepare(
    `INSERT INTO burst (iteration, hour, day, answers, usual)
     SELECT iteration.id, ?1, ?2, 40, 1 FROM iteration JOIN feature ON feature.id = iteration.feature
     WHERE feature.project = ?3 AND iteration.label = ?4`,
  )
    .bind(hour, Math.floor(hour / 24), project, label)
    .run();
  return new Date(hour * HOUR_MS).toISOString().slice(0, 13);
}

/** The values that stand in paths. */
export function paramsOf(side: Side): Record<string, string> {
  const { product, feature, iteration, answer, key, member: id, token: made } = side;
  const { quarter, hour, session } = side;
  return {
    project: product.id,
    ...{ feature, iteration, answer, key, member: id, token: made, quarter, hour, session },
  };
}

/** Values of the same shapes that nothing has. */
export const NOWHERE: Record<string, string> = {
  project: "p_AAAAAAAAAAAAAAAA",
  feature: "nowhere",
  iteration: "0.0.0",
  answer: "AAAAAAAAAAAAAAAAAAAAAA",
  key: "k_AAAAAAAAAAAAAAAA",
  member: "m_AAAAAAAAAAAAAAAA",
  token: "t_AAAAAAAAAAAAAAAA",
  quarter: "1999-Q1",
  hour: "1999-01-01T00",
  session: "AAAAAAAAAAAAAAAA",
};

/** A good query and body of each operation that takes one; those that take none have an empty row. */
export function rowsOf(side: Side): Record<string, Row> {
  const { feature, iteration, canary } = side;
  const p = "/api/projects/{project}";
  const f = `${p}/features/{feature}`;
  const q = `${p}/quarters/{quarter}`;
  const later = new Date(Date.now() + 86_400_000).toISOString();
  return {
    "GET /api/me": {},
    "GET /api/projects": {},
    "POST /api/projects": { body: { name: "Another" } },
    [`GET ${p}`]: {},
    [`PATCH ${p}`]: { body: { restDays: 15 } },
    [`DELETE ${p}`]: {},
    [`GET ${p}/keys`]: {},
    [`POST ${p}/keys`]: { body: { kind: "publishable", name: "Shop" } },
    [`DELETE ${p}/keys/{key}`]: {},
    [`POST ${p}/secrets/rotate`]: {},
    [`GET ${p}/features`]: { search: "?q=export" },
    [`POST ${p}/features`]: { body: { key: "made", name: "Made" } },
    [`DELETE ${p}/discovered`]: {},
    [`GET ${f}`]: { search: `?iteration=${iteration}` },
    [`PATCH ${f}`]: { body: { owner: "Ada" } },
    [`DELETE ${f}`]: {},
    [`POST ${f}/revive`]: {},
    [`POST ${f}/iterations`]: { body: { label: "made.2" } },
    [`GET ${f}/answers`]: { search: `?iteration=${iteration}` },
    [`PATCH ${p}/answers/{answer}`]: { body: { tags: ["seen"], note: "Known" } },
    [`GET ${f}/bursts`]: { search: `?iteration=${iteration}` },
    [`PUT ${f}/bursts/{hour}/exclusion`]: { body: { reason: "a script on a test page" } },
    [`DELETE ${f}/bursts/{hour}/exclusion`]: {},
    [`POST ${f}/confirmation`]: { body: { override: true, reason: "to be on record" } },
    [`DELETE ${f}/confirmation`]: {},
    [`POST ${f}/checked`]: { body: { reason: "looked into" } },
    [`GET ${p}/quarters`]: {},
    [`GET ${q}`]: {},
    [`PUT ${q}/goals/{feature}`]: { body: { value: "Close the month at once" } },
    [`DELETE ${q}/goals/{feature}`]: {},
    [`PUT ${q}/decisions/{feature}/{iteration}`]: { body: { decision: "done" } },
    [`POST ${q}/close`]: {},
    [`POST ${p}/why`]: { body: { customer: canary, feature } },
    [`POST ${p}/customers/lookup`]: { body: { customer: canary } },
    [`POST ${p}/customers/erase`]: { body: { customer: canary } },
    "GET /api/judge": { search: "?answers=10&helped=9" },
    "GET /api/openapi.json": {},
    "GET /api/docs": {},
    [`GET ${p}/live`]: {},
    [`GET ${p}/export.ndjson`]: {},
    [`GET ${p}/export.csv`]: {},
    [`POST ${p}/import`]: { body: "no export" },
    [`GET ${p}/health`]: {},
    [`GET ${p}/dead-letters`]: {},
    [`POST ${p}/dead-letters/replay`]: { body: { ids: [side.letter] } },
    [`GET ${p}/members`]: {},
    [`POST ${p}/members`]: { body: { email: "new@example.com", role: "viewer" } },
    [`PATCH ${p}/members/{member}`]: { body: { role: "owner" } },
    [`DELETE ${p}/members/{member}`]: {},
    [`GET ${p}/tokens`]: {},
    [`POST ${p}/tokens`]: { body: { name: "ci", scope: "read", expiresAt: later } },
    [`PATCH ${p}/tokens/{token}`]: { body: { name: "renamed" } },
    [`DELETE ${p}/tokens/{token}`]: {},
    [`GET ${p}/audit`]: {},
    "POST /api/auth/link": { body: { email: "ada@example.com" } },
    "POST /api/auth/sign-in": { body: { token: "never made" } },
    "POST /api/auth/setup": { body: { email: "mallory@example.com", name: "Mallory" } },
    "POST /api/auth/sign-out": {},
    "POST /api/auth/sign-out-everywhere": {},
    "GET /api/auth/sessions": {},
    "DELETE /api/auth/sessions/{session}": {},
  };
}

/** An operation with its names replaced. */
export function filled(operation: string, params: Record<string, string>, search = ""): string {
  const path = operation.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? name),
  );
  return path + search;
}

export interface Credentials {
  cookie?: string;
  token?: string;
}

export interface Heard {
  status: number;
  headers: Headers;
  text: string;
}

/** Makes a call; of a stream of events only the first is read. */
export async function send(
  server: Server,
  call: { operation: string; by: Credentials; body?: unknown; headers?: Record<string, string> },
): Promise<Heard> {
  const { operation, by, body, headers = {} } = call;
  const [method = "", path = ""] = operation.split(" ");
  const response = await fetch(server.url + path, {
    method,
    redirect: "manual",
    headers: {
      ...(by.cookie !== undefined && { cookie: by.cookie }),
      ...(by.token !== undefined && { authorization: `Bearer ${by.token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await textOf(response);
  return { status: response.status, headers: response.headers, text };
}

async function textOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream"))
    return response.text();
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

/** Everything in the database but what merely using a credential notes, and what watching and trying count. */
export async function everythingKept(server: Server): Promise<string> {
  const tables = await server.env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf*' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'answer_words*' AND name NOT IN ('attempt', 'heard', 'standing', 'd1_migrations')",
  ).all<{ name: string }>();
  const all = await server.env.DB.batch<Record<string, unknown>>(
    tables.results.map(({ name }) => server.env.DB.prepare(`SELECT * FROM "${name}"`)),
  );
  const noted = ["last_used_at", "updated_at", "listened_until"];
  return JSON.stringify(
    all.map(({ results }, index) => [tables.results[index]?.name, results]),
    (key, value: unknown) => (noted.includes(key) ? null : value),
  );
}

/** Who owns the deployment, and the two projects. */
export async function makeWorld(server: Server) {
  const ada = await owner(server);
  const mine = await makeSide(server, ada, "mine");
  const theirs = await makeSide(server, ada, "theirs");
  return { ada, mine, theirs };
}
