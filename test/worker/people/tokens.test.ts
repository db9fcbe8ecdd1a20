// API tokens: shown once, kept as a hash, and never above whoever made them.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeToken } from "../../../worker/people/tokens.ts";
import { type Server, startWorker } from "../harness.ts";
import { type Answer, call, dump, member, owner, project } from "./visitors.ts";

const DAY_MS = 86_400_000;

let server: Server;
let ada: string;
let id: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
  id = await project(server, ada);
});
afterAll(() => server.close());

function make(by: { cookie?: string; token?: string }, body: object, into = id): Promise<Answer> {
  return call(server, `POST /api/projects/${into}/tokens`, { ...by, body });
}

async function made(by: { cookie?: string; token?: string }, scope: string): Promise<string> {
  return String((await make(by, { name: `a ${scope} token`, scope })).json["token"]);
}

async function statusOf(secret: string): Promise<number> {
  return (await call(server, "GET /api/me", { token: secret })).status;
}

describe("A token", () => {
  test("is shown once and kept as a hash", async () => {
    const answer = await make({ cookie: ada }, { name: "CI", scope: "write" });
    expect(answer.status).toBe(201);
    const secret = String(answer.json["token"]);
    expect(secret).toMatch(/^lt_[\w-]{43}$/);
    expect(answer.json).toMatchObject({
      name: "CI",
      scope: "write",
      wholeDeployment: false,
      createdBy: "Ada",
      lastUsedAt: null,
    });
    const list = await call(server, `GET /api/projects/${id}/tokens`, { cookie: ada });
    expect(list.text).not.toContain(secret);
    expect(await dump(server)).not.toContain(secret);
  });

  test("comes after the word Bearer in any case, as HTTP has it", async () => {
    const secret = await made({ cookie: ada }, "read");
    for (const [word, status] of [
      ["bearer", 200],
      ["BEARER ", 200],
      ["Basic", 401],
    ] as const) {
      const headers = { authorization: `${word} ${secret}` };
      expect((await call(server, "GET /api/me", { headers })).status).toBe(status);
    }
  });

  test("says who it is and what it may see", async () => {
    const me = await call(server, "GET /api/me", { token: await made({ cookie: ada }, "read") });
    expect(me.json).toEqual({
      kind: "token",
      name: "a read token (token)",
      email: null,
      deployment: false,
      projects: [{ id, name: "Ledgerly", role: "viewer" }],
    });
  });

  test("notes its last use, and not more than once an hour", async () => {
    const answer = await make({ cookie: ada }, { name: "used", scope: "read" });
    const used = async () => {
      const list = await call(server, `GET /api/projects/${id}/tokens`, { cookie: ada });
      const items = list.json["items"] as { id: string; lastUsedAt: string | null }[];
      return items.find((each) => each.id === answer.json["id"])?.lastUsedAt;
    };
    expect(await used()).toBeNull();
    await statusOf(String(answer.json["token"]));
    const first = await used();
    expect(first).toMatch(/Z$/);
    await statusOf(String(answer.json["token"]));
    expect(await used()).toBe(first);
    const setBack = "UPDATE token SET last_used_at = last_used_at - 3600001 WHERE id = ?1";
    await server.env.DB.prepare(setBack).bind(answer.json["id"]).run();
    await statusOf(String(answer.json["token"]));
    expect(Date.parse(String(await used()))).toBeGreaterThanOrEqual(Date.parse(String(first)));
  });

  test("lasts 90 days where nothing is said, and never past its time", async () => {
    const answer = await make({ cookie: ada }, { name: "default", scope: "read" });
    const lasts = Date.parse(String(answer.json["expiresAt"])) - Date.now();
    expect(Math.round(lasts / DAY_MS)).toBe(90);
    const secret = String(answer.json["token"]);
    expect(await statusOf(secret)).toBe(200);
    const expire = "UPDATE token SET expires_at = ?2 WHERE id = ?1";
    await server.env.DB.prepare(expire).bind(answer.json["id"], Date.now()).run();
    expect(await statusOf(secret)).toBe(401);
    const past = { name: "past", scope: "read", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await make({ cookie: ada }, past)).status).toBe(400);
  });

  test("is renamed and revoked, with a line in the audit log each", async () => {
    const answer = await make({ cookie: ada }, { name: "old name", scope: "read" });
    const path = `/api/projects/${id}/tokens/${answer.json["id"]}`;
    const named = { cookie: ada, body: { name: "new name" } };
    expect((await call(server, `PATCH ${path}`, named)).json).toMatchObject({ name: "new name" });
    expect((await call(server, `DELETE ${path}`, { cookie: ada })).status).toBe(204);
    expect((await call(server, `DELETE ${path}`, { cookie: ada })).status).toBe(404);
    expect(await statusOf(String(answer.json["token"]))).toBe(401);
    const log = await call(server, `GET /api/projects/${id}/audit`, { cookie: ada });
    const [revoked, renamed, begun] = log.json["items"] as Record<string, unknown>[];
    expect(revoked).toMatchObject({ action: "token revoked", subject: "new name" });
    expect(renamed).toMatchObject({ before: { name: "old name" }, after: { name: "new name" } });
    expect(begun).toMatchObject({ action: "token made", by: "Ada" });
    expect(log.text).not.toContain(String(answer.json["token"]));
  });
});

describe("Credentials of the wrong kind [T08] [C04]", () => {
  test("are refused alike, and never made up for by a cookie", async () => {
    const good = await made({ cookie: ada }, "read");
    const gone = await make({ cookie: ada }, { name: "gone", scope: "read" });
    await call(server, `DELETE /api/projects/${id}/tokens/${gone.json["id"]}`, { cookie: ada });
    const wrong = [
      `Bearer ${gone.json["token"]}`,
      `Bearer ${good.slice(0, -1)}`,
      `Bearer ${good}x`,
      `Bearer lt_${"x".repeat(43)}`,
      `Bearer pk_live_${"x".repeat(32)}`,
      `Bearer sk_live_${"x".repeat(32)}`,
      `Bearer ${good.slice(3)}`,
      `Basic ${btoa(`lt:${good}`)}`,
      `Bearer ${good} ${good}`,
      "Bearer",
      good,
    ];
    const answers = await Promise.all(
      wrong.map((authorization) =>
        call(server, "GET /api/me", { cookie: ada, headers: { authorization } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe("Scope and reach [T10] [C04]", () => {
  test("a read token looks as a viewer does, and changes nothing", async () => {
    const read = await made({ cookie: ada }, "read");
    expect((await call(server, `GET /api/projects/${id}/members`, { token: read })).status).toBe(
      200,
    );
    for (const operation of [`GET /api/projects/${id}/tokens`, `GET /api/projects/${id}/audit`])
      expect((await call(server, operation, { token: read })).status).toBe(403);
    expect((await make({ token: read }, { name: "more", scope: "read" })).status).toBe(403);
    expect(
      (await call(server, "POST /api/projects", { token: read, body: { name: "x" } })).status,
    ).toBe(403);
  });

  test("a token of one project finds no other", async () => {
    const other = await project(server, ada, "Other");
    const write = await made({ cookie: ada }, "write");
    for (const operation of [`GET /api/projects/${other}`, `GET /api/projects/${other}/members`])
      expect((await call(server, operation, { token: write })).status).toBe(404);
    expect((await make({ token: write }, { name: "x", scope: "read" }, other)).status).toBe(404);
    expect(
      (await call(server, "POST /api/projects", { token: write, body: { name: "x" } })).status,
    ).toBe(403);
  });

  test("a token of one project manages no members", async () => {
    const write = await made({ cookie: ada }, "write");
    const vic = await member(server, {
      by: ada,
      project: id,
      role: "viewer",
      email: "v@example.com",
    });
    const path = `/api/projects/${id}/members`;
    const invitation = { token: write, body: { email: "m@example.com", role: "viewer" } };
    expect((await call(server, `POST ${path}`, invitation)).status).toBe(403);
    const raise = { token: write, body: { role: "owner" } };
    expect((await call(server, `PATCH ${path}/${vic.id}`, raise)).status).toBe(403);
    expect((await call(server, `DELETE ${path}/${vic.id}`, { token: write })).status).toBe(403);
  });

  test("a token makes none that outlasts itself", async () => {
    const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
    const short = await make({ cookie: ada }, { name: "short", scope: "write", expiresAt });
    const by = { token: String(short.json["token"]) };
    const longer = {
      name: "longer",
      scope: "read",
      expiresAt: new Date(Date.now() + 2 * DAY_MS).toISOString(),
    };
    expect((await make(by, longer)).status).toBe(403);
    expect((await make(by, { name: "same", scope: "write" })).json["expiresAt"]).toBe(expiresAt);
  });

  test("a token that is revoked takes those along that it made", async () => {
    const first = await make({ cookie: ada }, { name: "first", scope: "write" });
    const second = await made({ token: String(first.json["token"]) }, "write");
    const third = await made({ token: second }, "read");
    expect([await statusOf(second), await statusOf(third)]).toEqual([200, 200]);
    await call(server, `DELETE /api/projects/${id}/tokens/${first.json["id"]}`, { cookie: ada });
    expect([await statusOf(second), await statusOf(third)]).toEqual([401, 401]);
  });

  test("is not made any more for somebody who was removed while they asked for it", async () => {
    const join = { by: ada, project: id, role: "owner", email: "late@example.com" };
    const late = await member(server, join);
    const user = await server.env.DB.prepare("SELECT user FROM member WHERE id = ?1")
      .bind(late.id)
      .first<string>("user");
    await call(server, `DELETE /api/projects/${id}/members/${late.id}`, { cookie: ada });
    const before = await dump(server);
    const caller = { kind: "session", id: user, name: "Late", scope: "write", deployment: false };
    const asked = { env: server.env, caller, now: Date.now(), params: { project: id } };
    const body = { name: "late", scope: "write" };
    const answer = await makeToken({ ...asked, body } as unknown as Parameters<
      typeof makeToken
    >[0]);
    expect(answer).toMatchObject({ refused: "forbidden" });
    expect(await dump(server)).toBe(before);
  });

  test("a token falls with the ownership of whoever made it", async () => {
    const join = (email: string) => member(server, { by: ada, project: id, role: "owner", email });
    const [out, down, up] = [
      await join("out@example.com"),
      await join("down@example.com"),
      await join("up@example.com"),
    ];
    const tokens = await Promise.all(
      [out, down, up].map(({ cookie }) => made({ cookie }, "write")),
    );
    const theirs = await Promise.all(tokens.map((each) => made({ token: each }, "write")));
    await call(server, `DELETE /api/projects/${id}/members/${out.id}`, { cookie: ada });
    const editor = { cookie: ada, body: { role: "editor" } };
    await call(server, `PATCH /api/projects/${id}/members/${down.id}`, editor);
    const statuses = await Promise.all([...tokens, ...theirs].map(statusOf));
    expect(statuses).toEqual([401, 401, 200, 401, 401, 200]);
  });
});
