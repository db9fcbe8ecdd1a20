// Sessions: what the cookie is, when it dies, and who may use it from where.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, cookieOf, dump, link, member, owner, project, read, signIn } from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

async function statusOf(cookie: string): Promise<number> {
  return (await call(server, "GET /api/me", { cookie })).status;
}

describe("The session's cookie [T16] [C05]", () => {
  test("is bound to its host where there is TLS", async () => {
    const token = await link(server, { email: "bob@example.com" });
    const answer = await read(
      await server.harness.fetch("https://landed.example/api/auth/sign-in", {
        method: "POST",
        body: JSON.stringify({ token }),
      }),
    );
    const [pair, ...flags] = (answer.headers.get("set-cookie") ?? "").split("; ");
    expect(pair).toMatch(/^__Host-landed=/);
    expect(flags.sort()).toEqual([
      "HttpOnly",
      "Max-Age=2592000",
      "Path=/",
      "SameSite=Lax",
      "Secure",
    ]);
    const me = await server.harness.fetch("https://landed.example/api/me", {
      headers: { cookie: String(pair) },
    });
    expect(me.status).toBe(200);
  });

  test("does without TLS on this machine alone", async () => {
    const token = await link(server, { email: "bob@example.com" });
    const answer = await call(server, "POST /api/auth/sign-in", { body: { token } });
    const [pair, ...flags] = (answer.headers.get("set-cookie") ?? "").split("; ");
    expect(pair).toMatch(/^landed=/);
    expect(flags.sort()).toEqual(["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"]);
  });

  test("is new at every sign-in, whatever the visitor brought", async () => {
    const planted = `landed=${"a".repeat(32)}.${"b".repeat(43)}%3D`;
    const token = await link(server, { email: "bob@example.com" });
    const answer = await call(server, "POST /api/auth/sign-in", {
      cookie: planted,
      body: { token },
    });
    expect(cookieOf(answer)).not.toBe(planted);
    expect(await statusOf(planted)).toBe(401);
    expect(await statusOf(cookieOf(answer))).toBe(200);
  });

  test("replaces the session that the visitor came with", async () => {
    const before = await signIn(server, await link(server, { email: "bob@example.com" }));
    const token = await link(server, { email: "bob@example.com" });
    const answer = await call(server, "POST /api/auth/sign-in", {
      cookie: before,
      body: { token },
    });
    expect(await statusOf(before)).toBe(401);
    expect(await statusOf(cookieOf(answer))).toBe(200);
  });

  test("is worth nothing once a letter of it is changed, or when there are two", async () => {
    const [name = "", value = ""] = ada.split("=");
    const spoilt = [...value].map(
      (letter, at) => value.slice(0, at) + (letter === "A" ? "B" : "A") + value.slice(at + 1),
    );
    const tampered = [...spoilt, value.slice(0, -1), `${value}A`, value.split(".")[0], ""];
    for (const each of tampered) expect(await statusOf(`${name}=${each}`), String(each)).toBe(401);
    expect(await statusOf(`${ada}; ${name}=other`)).toBe(401);
    expect(await statusOf(`${name}=other; ${ada}`)).toBe(401);
    expect(await statusOf(`theme=dark; ${ada}; other=1`)).toBe(200);
  });

  test("is in the database as a hash alone", async () => {
    const value = decodeURIComponent(ada.split("=")[1] ?? "");
    const [token = "none", signature = "none"] = value.split(".");
    const all = await dump(server);
    for (const secret of [value, token, signature]) expect(all).not.toContain(secret);
  });

  test("dies with its time", async () => {
    const cookie = await signIn(server, await link(server, { email: "carol@example.com" }));
    await server.env.DB.prepare(
      "UPDATE session SET expires_at = ?1 WHERE user_id = (SELECT id FROM user WHERE email = 'carol@example.com')",
    )
      .bind(new Date(Date.now() - 1000).toISOString())
      .run();
    expect(await statusOf(cookie)).toBe(401);
  });
});

describe("Signing out [T16] [C05]", () => {
  test("ends the session at once and takes the cookie away", async () => {
    const cookie = await signIn(server, await link(server, { email: "bob@example.com" }));
    const out = await call(server, "POST /api/auth/sign-out", { cookie });
    expect(out.status).toBe(204);
    expect(out.headers.get("set-cookie")).toContain("landed=; Max-Age=0");
    expect(await statusOf(cookie)).toBe(401);
    expect((await call(server, "POST /api/auth/sign-out", { cookie })).status).toBe(401);
  });

  test("everywhere ends every session of that person and no other's", async () => {
    const email = "dora@example.com";
    const here = await signIn(server, await link(server, { email }));
    const there = await signIn(server, await link(server, { email }));
    const out = await call(server, "POST /api/auth/sign-out-everywhere", { cookie: here });
    expect(out.status).toBe(204);
    expect([await statusOf(here), await statusOf(there)]).toEqual([401, 401]);
    expect(await statusOf(ada)).toBe(200);
  });
});

describe("The list of sessions", () => {
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Unique-Canary/7";

  async function signInFrom(email: string): Promise<string> {
    const token = await link(server, { email });
    const headers = { "user-agent": agent, "x-forwarded-for": "203.0.113.77" };
    return cookieOf(await call(server, "POST /api/auth/sign-in", { body: { token }, headers }));
  }

  test("says where one is signed in, without address or user agent", async () => {
    const here = await signInFrom("erik@example.com");
    await signInFrom("erik@example.com");
    const list = await call(server, "GET /api/auth/sessions", { cookie: here });
    const items = list.json["items"] as Record<string, unknown>[];
    expect(items.map(({ device }) => device)).toEqual(["Firefox on Linux", "Firefox on Linux"]);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    expect(list.headers.get("cache-control")).toBe("no-store");
    const all = await dump(server);
    for (const canary of ["Canary", "203.0.113", "127.0.0.1", "::1"])
      expect(all).not.toContain(canary);
  });

  test("ends one of one's own sessions, and none of another's", async () => {
    const here = await signInFrom("fay@example.com");
    const there = await signInFrom("fay@example.com");
    const list = await call(server, "GET /api/auth/sessions", { cookie: here });
    const items = list.json["items"] as { id: string; current: boolean }[];
    const other = items.find(({ current }) => !current)?.id;
    const path = `DELETE /api/auth/sessions/${other}`;
    expect((await call(server, path, { cookie: ada })).status).toBe(404);
    expect((await call(server, path, { cookie: here })).status).toBe(204);
    expect((await call(server, path, { cookie: here })).status).toBe(404);
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
  });

  test("is for whoever is signed in", async () => {
    expect((await call(server, "GET /api/auth/sessions")).status).toBe(401);
  });
});

test("A removed member's cookie is dead at once, unless they belong elsewhere [T16] [C05]", async () => {
  const here = await project(server, ada, "Here");
  const elsewhere = await project(server, ada, "Elsewhere");
  const ivy = await member(server, {
    by: ada,
    project: here,
    role: "editor",
    email: "ivy@example.com",
  });
  const jon = await member(server, {
    by: ada,
    project: here,
    role: "editor",
    email: "jon@example.com",
  });
  await call(server, `POST /api/projects/${elsewhere}/members`, {
    cookie: ada,
    body: { email: jon.email, role: "viewer" },
  });
  for (const { id } of [ivy, jon])
    await call(server, `DELETE /api/projects/${here}/members/${id}`, { cookie: ada });
  expect(await statusOf(ivy.cookie)).toBe(401);
  expect(await statusOf(jon.cookie)).toBe(200);
  const gone = await call(server, `GET /api/projects/${here}`, { cookie: jon.cookie });
  expect(gone.status).toBe(404);
});
