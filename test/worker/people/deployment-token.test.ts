// Tokens of the whole deployment: an owner of every project, and of nobody's account.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, member, owner, project, token } from "./visitors.ts";

let server: Server;
let ada: string;
let id: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
  id = await project(server, ada);
});
afterAll(() => server.close());

describe("A token of the whole deployment", () => {
  test("makes projects, owns each, and invites", async () => {
    const whole = await token(server);
    const own = await call(server, "POST /api/projects", { token: whole, body: { name: "By CI" } });
    expect(own.status).toBe(201);
    const path = `POST /api/projects/${own.json["id"]}/members`;
    const invitation = { token: whole, body: { email: "o@example.com", role: "owner" } };
    expect((await call(server, path, invitation)).status).toBe(201);
    expect((await call(server, `GET /api/projects/${id}/audit`, { token: whole })).status).toBe(
      200,
    );
    expect((await call(server, "GET /api/projects/p_nothing", { token: whole })).status).toBe(404);
  });

  test("signs nobody in as an owner of the deployment", async () => {
    const whole = await token(server);
    const invited = await call(server, `POST /api/projects/${id}/members`, {
      token: whole,
      body: { email: "ada@example.com", role: "owner" },
    });
    const secret = new URL(String(invited.json["link"])).hash.slice("#token=".length);
    const used = await call(server, "POST /api/auth/sign-in", { body: { token: secret } });
    const cookie = used.headers.get("set-cookie")?.split(";")[0];
    expect((await call(server, "GET /api/me", { cookie })).json).toMatchObject({
      email: "ada@example.com",
      deployment: false,
    });
  });

  test("may only look with the scope read", async () => {
    const whole = await token(server, { scope: "read" });
    expect((await call(server, `GET /api/projects/${id}/members`, { token: whole })).status).toBe(
      200,
    );
    const making = { token: whole, body: { name: "x" } };
    expect((await call(server, "POST /api/projects", making)).status).toBe(403);
  });

  test("is listed to owners of the deployment alone", async () => {
    await token(server, { name: "the whole of it" });
    const boss = await member(server, {
      by: ada,
      project: id,
      role: "owner",
      email: "b@example.com",
    });
    const path = `GET /api/projects/${id}/tokens`;
    expect((await call(server, path, { cookie: ada })).text).toContain("the whole of it");
    expect((await call(server, path, { cookie: boss.cookie })).text).not.toContain(
      "the whole of it",
    );
  });
});
