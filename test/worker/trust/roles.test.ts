// Who may do what: every operation by every kind of caller, as the API's own description says it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, token } from "../people/visitors.ts";
import { type Described, describeApi, isUnsafe } from "./described.ts";
import {
  type Credentials,
  everythingKept,
  filled,
  type Heard,
  makeWorld,
  NOWHERE,
  paramsOf,
  rowsOf,
  type Side,
  send,
} from "./world.ts";

let server: Server;
let ada: string;
let mine: Side;
let theirs: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ({ ada, mine, theirs } = await makeWorld(server));
  const described = await describeApi(server, mine.product.token);
  operations = described.operations.filter(({ path }) => path.startsWith("/api/"));
});
afterAll(() => server.close());

/** What a caller is in the project that is called on. */
type Rank = "nobody" | "stranger" | "viewer" | "editor" | "owner";

interface Kind {
  name: string;
  by: () => Promise<Credentials> | Credentials;
  rank: Rank;
  /** Whether they may change anything at all. */
  writes: boolean;
  deployment?: boolean;
  token?: boolean;
}

const past = Date.now() - 1_000;

const KINDS: readonly Kind[] = [
  { name: "no credentials", by: () => ({}), rank: "nobody", writes: false },
  { name: "a viewer", by: () => pick(mine.viewer), rank: "viewer", writes: true },
  { name: "an editor", by: () => pick(mine.editor), rank: "editor", writes: true },
  { name: "an owner", by: () => pick(mine.owner), rank: "owner", writes: true },
  {
    ...{ name: "an owner of the deployment", by: () => ({ cookie: ada }) },
    ...{ rank: "owner", writes: true, deployment: true },
  },
  {
    ...{ name: "a read token", by: () => ({ token: mine.readToken }) },
    ...{ rank: "viewer", writes: false },
  },
  {
    ...{ name: "a write token", by: () => ({ token: mine.writeToken }) },
    ...{ rank: "owner", writes: true, token: true },
  },
  { name: "an expired token", by: () => made({ expiresAt: past }), rank: "nobody", writes: false },
  { name: "a revoked token", by: revoked, rank: "nobody", writes: false },
  { name: "another deployment's token", by: foreign, rank: "nobody", writes: false },
  {
    ...{ name: "another project's owner", by: () => pick(theirs.owner) },
    ...{ rank: "stranger", writes: true },
  },
  {
    ...{ name: "another project's token", by: () => ({ token: theirs.writeToken }) },
    ...{ rank: "stranger", writes: true },
  },
];

const pick = ({ cookie }: { cookie: string }) => ({ cookie });

async function made(more: { expiresAt?: number } = {}): Promise<Credentials> {
  return { token: await token(server, { project: mine.product.id, ...more }) };
}

async function revoked(): Promise<Credentials> {
  const path = `/api/projects/${mine.product.id}/tokens`;
  const by = { cookie: mine.owner.cookie };
  const answer = await call(server, `POST ${path}`, {
    ...by,
    body: { name: "gone", scope: "write" },
  });
  await call(server, `DELETE ${path}/${answer.json["id"]}`, by);
  return { token: String(answer.json["token"]) };
}

/** Of the right form, and known to somebody else. */
async function foreign(): Promise<Credentials> {
  return { token: `lt_${"A".repeat(43)}` };
}

const RANKS: readonly Rank[] = ["viewer", "editor", "owner"];

/** What the description promises: a status that refuses, or that the caller gets past the door. */
function promised(described: Described, kind: Kind): number | "in" {
  const { access, names, method, path, sessionOnly } = described;
  if (access === "anyone") return "in";
  if (kind.rank === "nobody") return 401;
  if (access === "deployment") return kind.deployment ? "in" : 403;
  if (sessionOnly || access === "member") return "in";
  if (!names.includes("project")) return "in";
  if (kind.rank === "stranger") return 404;
  const short = RANKS.indexOf(kind.rank) < RANKS.indexOf(access as Rank);
  const onlyLooks = method !== "GET" && !kind.writes && access !== "viewer";
  // Members are managed by people; where a body is wrong, that is said first.
  const byToken = kind.token === true && path.endsWith("/{member}") && method === "DELETE";
  return short || onlyLooks || byToken ? 403 : "in";
}

/** Calls so that nobody who gets in changes anything: with ids of nothing, or a body that is none. */
function knock(each: Described, by: Credentials): Promise<Heard> {
  const { operation, body, names } = each;
  const project = mine.product.id;
  const harmless = isUnsafe(each) && names.some((name) => name !== "project");
  const params = harmless ? { ...NOWHERE, project } : paramsOf(mine);
  const { search, body: good } = rowsOf(mine)[operation] ?? {};
  const sent = body && isUnsafe(each) ? { "no-such-field": 1 } : good;
  return send(server, { operation: filled(operation, params, search), by, body: sent });
}

/** Calls that cannot be made harmless: they would end what the other cases need. */
const ENDS = [
  "DELETE /api/projects/{project}",
  "POST /api/auth/sign-out",
  "POST /api/auth/sign-out-everywhere",
  "DELETE /api/projects/{project}/discovered",
];

describe("Every operation, by the rule that the description gives it [T10] [C01] [C03] [C04]", () => {
  test.each(KINDS)("is answered as promised to $name", async (kind) => {
    const by = await kind.by();
    let knocked = 0;
    for (const each of operations) {
      const wanted = promised(each, kind);
      if (wanted === "in" && ENDS.includes(each.operation)) continue;
      // Signing in is for people; a token there is nobody.
      const expected = each.sessionOnly && by.token !== undefined ? 401 : wanted;
      const { status, text } = await knock(each, by);
      knocked++;
      if (expected === "in") {
        const isShut = [401, 403].includes(status) && each.access !== "anyone";
        const isAway = status === 404 && text.includes("no such project");
        expect([each.operation, status, isShut || isAway]).toEqual([each.operation, status, false]);
        expect(status).toBeLessThan(500);
      } else expect([each.operation, status]).toEqual([each.operation, expected]);
    }
    expect(knocked).toBeGreaterThan(operations.length - ENDS.length - 1);
  });

  test("changes nothing for a viewer or a read token: 403 on every one that would", async () => {
    const before = await everythingKept(server);
    const unsafe = operations.filter(
      (each) => isUnsafe(each) && ["editor", "owner"].includes(each.access),
    );
    expect(unsafe.length).toBeGreaterThan(25);
    for (const by of [pick(mine.viewer), { token: mine.readToken }])
      for (const { operation } of unsafe) {
        const { body } = rowsOf(mine)[operation] ?? {};
        const { status } = await send(server, {
          operation: filled(operation, paramsOf(mine)),
          by,
          body,
        });
        expect([operation, status]).toEqual([operation, 403]);
      }
    expect(await everythingKept(server)).toBe(before);
  });
});

describe("Nobody is let in by what they say of themselves [T10] [C01]", () => {
  test("a userId, a role or a token in body or query is no session: 401", async () => {
    const claims = { userId: mine.owner.id, user: "ada@example.com", role: "owner", token: "x" };
    for (const { operation, access } of operations) {
      if (access === "anyone") continue;
      const { body } = rowsOf(mine)[operation] ?? {};
      const search = `?${new URLSearchParams({ ...claims, access_token: mine.writeToken })}`;
      const { status } = await send(server, {
        operation: filled(operation, paramsOf(mine), search),
        by: {},
        ...(!operation.startsWith("GET") && { body: { ...claims, ...(body as object) } }),
      });
      expect([operation, status]).toEqual([operation, 401]);
    }
  });

  test("an editor changes what is asked, and not whose word is taken or what is kept of people", async () => {
    const operation = `PATCH /api/projects/${mine.product.id}`;
    const owners = {
      requireProof: true,
      gpc: "anonymous",
      scrub: false,
      origins: ["https://evil.example"],
      internal: { customers: ["everybody"] },
    };
    const by = pick(mine.editor);
    for (const [setting, value] of Object.entries(owners)) {
      const refused = await send(server, { operation, by, body: { [setting]: value } });
      expect([setting, refused.status, refused.text]).toEqual([
        setting,
        403,
        expect.stringContaining(setting),
      ]);
    }
    const read = await send(server, { operation: operation.replace("PATCH", "GET"), by });
    const { name, origins, requireProof, gpc, scrub } = JSON.parse(read.text) as Record<
      string,
      unknown
    >;
    const same = { name, origins, requireProof, gpc, scrub, paused: false };
    expect((await send(server, { operation, by, body: same })).status).toBe(200);
    const all = { operation, by: pick(mine.owner), body: { gpc: "anonymous" } };
    expect((await send(server, all)).status).toBe(200);
  });
});

describe("Fields that are not a caller's to set [T11]", () => {
  const junk = {
    projectId: "p_other",
    verdict: "done",
    createdAt: "2020-01-01T00:00:00.000Z",
    userId: "u_other",
    constructor: { prototype: { admin: true } },
    prototype: { admin: true },
  };

  test("are a 400 that names each, on every body, and change nothing", async () => {
    const before = await everythingKept(server);
    const bodies = operations.filter(({ body, access }) => body && access !== "anyone");
    expect(bodies.length).toBeGreaterThanOrEqual(20);
    for (const { operation } of bodies) {
      const { body, search } = rowsOf(mine)[operation] ?? {};
      const good = JSON.stringify(body).slice(1, -1);
      const bad = JSON.stringify(junk).slice(1, -1);
      const text = `{${good}${good && ","}${bad},"__proto__":{"admin":true}}`;
      const answer = await send(server, {
        operation: filled(operation, paramsOf(mine), search),
        by: { cookie: ada },
        body: text,
      });
      const { errors = [] } = JSON.parse(answer.text) as { errors?: { field: string }[] };
      const named = errors.map(({ field }) => field);
      expect([operation, answer.status]).toEqual([operation, 400]);
      expect([operation, named]).toEqual([
        operation,
        expect.arrayContaining([...Object.keys(junk), "__proto__"]),
      ]);
    }
    expect(await everythingKept(server)).toBe(before);
  });

  test("in nested settings are named with the way to them", async () => {
    const operation = `PATCH /api/projects/${mine.product.id}`;
    const body = `{"targets":{"__proto__":{"admin":1},"adoption":0.5},"theme":{"html":"<b>"},"internal":{"role":"owner"}}`;
    const { status, text } = await send(server, { operation, by: { cookie: ada }, body });
    const { errors } = JSON.parse(text) as { errors: { field: string }[] };
    expect(status).toBe(400);
    expect(errors.map(({ field }) => field).sort()).toEqual([
      "internal.role",
      "targets.__proto__",
      "theme.html",
    ]);
  });

  test("are named where any language may stand, too", async () => {
    const operation = `PATCH /api/projects/${mine.product.id}`;
    for (const field of ["labels", "followUp"]) {
      const body = `{"${field}":{"de":{"yes":"Ja"},"__proto__":{"yes":"x"}}}`;
      const { status, text } = await send(server, { operation, by: { cookie: ada }, body });
      const { errors } = JSON.parse(text) as { errors: { field: string }[] };
      expect([status, errors.map((error) => error.field)]).toEqual([400, [`${field}.__proto__`]]);
    }
  });

  test("leave no trace in what the next request sees", async () => {
    const me = await send(server, { operation: "GET /api/me", by: { cookie: mine.viewer.cookie } });
    expect(JSON.parse(me.text)).not.toHaveProperty("admin");
    expect(me.text).not.toContain("admin");
    const project = await send(server, {
      operation: `GET /api/projects/${mine.product.id}`,
      by: { cookie: mine.viewer.cookie },
    });
    expect(JSON.parse(project.text)).toMatchObject({ role: "viewer" });
  });
});
