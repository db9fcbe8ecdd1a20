// One-time links and the first owner: nobody gets in but by a link, once, in time.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, cookieOf, dump, link, owner, setUpLink, signIn } from "./visitors.ts";

const LONG_AGO = 16 * 60_000;

describe("A fresh deployment [T14]", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startWorker();
  });
  afterAll(() => server.close());

  const ada = { email: "ada@example.com", name: "Ada" };

  test("is not claimed without a set-up link", async () => {
    const wrong = { ...ada, token: "x".repeat(43) };
    expect((await call(server, "POST /api/auth/setup", { body: wrong })).status).toBe(401);
    expect((await call(server, "POST /api/auth/setup", { body: ada })).status).toBe(401);
    expect(await owners(server)).toBe(0);
  });

  test("serves none of the sign-in library's own routes", async () => {
    const paths = ["sign-up/email", "sign-in/magic-link", "sign-in/email", "update-user", "ok"];
    for (const path of [...paths, "magic-link/verify?token=x", "get-session", "error", ""]) {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const body = method === "GET" ? undefined : { ...ada, password: "a long password" };
        const answer = await call(server, `${method} /api/auth/${path}`, { body });
        expect(answer.status, `${method} ${path}`).toBe(401);
        expect(answer.headers.get("set-cookie")).toBeNull();
      }
    }
    expect(await owners(server)).toBe(0);
  });

  test("is not claimed with a set-up link that has expired", async () => {
    const token = await setUpLink(server, Date.now() - LONG_AGO);
    expect((await call(server, "POST /api/auth/setup", { body: { ...ada, token } })).status).toBe(
      410,
    );
  });

  test("does not let a set-up link sign anybody in before it has an owner", async () => {
    const token = await setUpLink(server);
    const answer = await call(server, "POST /api/auth/sign-in", { body: { token } });
    expect(answer.status).toBe(401);
  });

  test("has one first owner, however many hold set-up links at once", async () => {
    const links = await Promise.all([1, 2, 3, 4].map(() => setUpLink(server)));
    const claims = [...links, ...links].map((token, index) =>
      call(server, "POST /api/auth/setup", {
        body: { email: `person-${index}@example.com`, name: `Person ${index}`, token },
      }),
    );
    const answers = await Promise.all(claims);
    const claimed = answers.filter((answer) => answer.status === 200);
    expect(claimed).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409 || status === 410)).toHaveLength(7);
    expect(await owners(server)).toBe(1);
    const me = await call(server, "GET /api/me", { cookie: claimed.map(cookieOf)[0] });
    expect(me.json).toMatchObject({ kind: "session", deployment: true });
  });

  test("cannot be claimed again", async () => {
    const token = await setUpLink(server);
    const again = { body: { email: "mallory@example.com", name: "Mallory", token } };
    expect((await call(server, "POST /api/auth/setup", again)).status).toBe(409);
    expect((await call(server, "POST /api/auth/setup", { body: ada })).status).toBe(409);
    expect(await owners(server)).toBe(1);
  });
});

describe("A sign-in link [T15] [C07]", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startWorker();
  });
  afterAll(() => server.close());

  test("is not used up by looking at it", async () => {
    const token = await link(server, { email: "bob@example.com" });
    for (let look = 0; look < 5; look++) {
      await call(server, "GET /sign-in");
      await call(server, "HEAD /sign-in");
      const read = await call(server, `GET /api/auth/sign-in?token=${token}`);
      expect(read.status).toBe(401);
      await call(server, `HEAD /api/auth/magic-link/verify?token=${token}`);
    }
    expect(await signIn(server, token)).toMatch(/^landed=/);
  });

  test("works once, whoever is faster", async () => {
    const token = await link(server, { email: "bob@example.com" });
    const tries = Array.from({ length: 20 }, () =>
      call(server, "POST /api/auth/sign-in", { body: { token } }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(19);
    const late = await call(server, "POST /api/auth/sign-in", { body: { token } });
    expect(late.status).toBe(410);
    expect(late.headers.get("set-cookie")).toBeNull();
  });

  test("works for 15 minutes", async () => {
    const use = async (age: number) => {
      const token = await link(server, { email: "bob@example.com" }, Date.now() - age);
      return (await call(server, "POST /api/auth/sign-in", { body: { token } })).status;
    };
    expect([await use(14 * 60_000), await use(LONG_AGO)]).toEqual([200, 410]);
  });

  test("signs in nobody but whom it was made for, with no role of the visitor's choosing", async () => {
    const token = await link(server, { email: "bob@example.com" });
    for (const more of [{ email: "ada@example.com" }, { role: "owner" }, { userId: "u_1" }]) {
      const answer = await call(server, "POST /api/auth/sign-in", { body: { token, ...more } });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(Object.keys(more)[0]);
    }
    const cookie = await signIn(server, token);
    const me = await call(server, "GET /api/me", { cookie });
    expect(me.json).toMatchObject({ email: "bob@example.com", deployment: false, projects: [] });
  });

  test("is refused when it was never made, cut off, or is no text", async () => {
    const token = await link(server, { email: "bob@example.com" });
    for (const wrong of [token.slice(0, -1), `${token}x`, "x".repeat(43)])
      expect(
        (await call(server, "POST /api/auth/sign-in", { body: { token: wrong } })).status,
      ).toBe(401);
    for (const wrong of ["", null, 7, {}, [token], "x".repeat(300)])
      expect(
        (await call(server, "POST /api/auth/sign-in", { body: { token: wrong } })).status,
      ).toBe(400);
    for (const body of ["", "[", '{"token":', `"${token}"`])
      expect((await call(server, "POST /api/auth/sign-in", { body })).status).toBe(400);
    expect((await call(server, "POST /api/auth/sign-in", { body: { token } })).status).toBe(200);
  });

  test("makes a signed-in owner of whoever the command line says", async () => {
    const me = await call(server, "GET /api/me", { cookie: await owner(server) });
    expect(me.json).toMatchObject({ email: "ada@example.com", name: "Ada", deployment: true });
  });

  test("keeps its secret out of answers, headers, the database and the log", async () => {
    server.harness.clearLogs();
    const token = await link(server, { email: "bob@example.com" });
    const used = await call(server, "POST /api/auth/sign-in", { body: { token, next: "/p/x" } });
    const again = await call(server, "POST /api/auth/sign-in", { body: { token } });
    for (const answer of [used, again]) {
      expect(answer.text).not.toContain(token);
      expect(JSON.stringify([...answer.headers])).not.toContain(token);
      expect(answer.headers.get("location")).toBeNull();
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    expect(JSON.stringify(server.harness.getLogs())).not.toContain(token);
    expect(await dump(server)).not.toContain(token);
  });
});

describe("After signing in [T30] [C07] [C09]", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startWorker();
  });
  afterAll(() => server.close());

  test.each([
    ["/p/x/f/csv-export?tab=answers#top", "/p/x/f/csv-export?tab=answers#top"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["%2f%2fevil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["", "/"],
    ["/.//evil.example", "/"],
    ["/a/..//evil.example", "/"],
  ])("%j leads to %j", async (next, path) => {
    const token = await link(server, { email: "bob@example.com" });
    const answer = await call(server, "POST /api/auth/sign-in", { body: { token, next } });
    expect(answer.json["next"]).toBe(path);
    expect(answer.status).toBe(200);
  });
});

async function owners(server: Server): Promise<number | null> {
  const count = server.env.DB.prepare("SELECT count(*) AS n FROM user WHERE deployment = 1");
  return count.first<number>("n");
}
