// Invitations: a way in that reaches no further than whoever gave it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, dump, link, owner, roles, secretOf, signIn, team } from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

describe("An invitation", () => {
  test("makes somebody a member who takes it up by signing in", async () => {
    const { id, owner: boss } = await team(server, ada);
    const invited = await call(server, `POST /api/projects/${id}/members`, {
      cookie: boss.cookie,
      body: { email: "Kim@Example.com", role: "editor", name: "Kim" },
    });
    expect(invited.status).toBe(201);
    expect(invited.json).toMatchObject({
      email: "kim@example.com",
      name: "Kim",
      role: "editor",
      status: "invited",
    });
    const secret = secretOf(invited.json["link"]);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await dump(server)).not.toContain(secret);
    await signIn(server, secret);
    expect(await roles(server, ada, id)).toMatchObject({ "kim@example.com": "editor active" });
  });

  test("can be repeated for another link, but not to change a role", async () => {
    const { id, owner: boss } = await team(server, ada);
    const invite = (role: string) =>
      call(server, `POST /api/projects/${id}/members`, {
        cookie: boss.cookie,
        body: { email: "lee@example.com", role },
      });
    const first = await invite("viewer");
    const second = await invite("viewer");
    expect(second.json["id"]).toBe(first.json["id"]);
    expect(second.json["link"]).not.toBe(first.json["link"]);
    expect((await invite("owner")).status).toBe(409);
    expect(await roles(server, ada, id)).toMatchObject({ "lee@example.com": "viewer invited" });
  });

  test("by an owner of one project opens that project alone, whoever is invited", async () => {
    const here = await team(server, ada);
    const there = await team(server, ada);
    const steal = async (email: string, role: string): Promise<string> => {
      const invited = await call(server, `POST /api/projects/${here.id}/members`, {
        cookie: here.owner.cookie,
        body: { email, role },
      });
      return signIn(server, secretOf(invited.json["link"]));
    };
    const stolen = [
      await steal("ada@example.com", "owner"),
      await steal(there.owner.email, "viewer"),
    ];
    const theirs = await call(server, "GET /api/auth/sessions", { cookie: ada });
    expect((theirs.json["items"] as { project: unknown }[]).map((each) => each.project)).toContain(
      here.id,
    );
    for (const cookie of stolen) {
      const me = await call(server, "GET /api/me", { cookie });
      expect(me.json).toMatchObject({ deployment: false, projects: [{ id: here.id }] });
      expect((await call(server, `GET /api/projects/${there.id}`, { cookie })).status).toBe(404);
      const make = { cookie, body: { name: "Mine" } };
      expect((await call(server, "POST /api/projects", make)).status).toBe(403);
      const sessions = await call(server, "GET /api/auth/sessions", { cookie });
      expect(sessions.json["items"]).toMatchObject([{ current: true, project: here.id }]);
      await call(server, "POST /api/auth/sign-out-everywhere", { cookie });
    }
    for (const { cookie } of [{ cookie: ada }, there.owner])
      expect((await call(server, `GET /api/projects/${there.id}`, { cookie })).status).toBe(200);
  });

  test("by an owner of the deployment opens all that is the person's", async () => {
    const here = await team(server, ada);
    const there = await team(server, ada);
    const invite = (id: string) =>
      call(server, `POST /api/projects/${id}/members`, {
        cookie: ada,
        body: { email: "max@example.com", role: "viewer" },
      });
    await invite(here.id);
    const cookie = await signIn(server, secretOf((await invite(there.id)).json["link"]));
    const me = await call(server, "GET /api/me", { cookie });
    expect(me.json["projects"]).toHaveLength(2);
  });

  test("is void once the membership is", async () => {
    const { id, owner: boss } = await team(server, ada);
    const invited = await call(server, `POST /api/projects/${id}/members`, {
      cookie: boss.cookie,
      body: { email: "nia@example.com", role: "viewer" },
    });
    const path = `DELETE /api/projects/${id}/members/${invited.json["id"]}`;
    expect((await call(server, path, { cookie: boss.cookie })).status).toBe(204);
    const body = { token: secretOf(invited.json["link"]) };
    expect((await call(server, "POST /api/auth/sign-in", { body })).status).toBe(410);
  });

  test("names what is wrong with it", async () => {
    const { id, owner: boss } = await team(server, ada);
    const bad = [
      { email: "no address", role: "viewer" },
      { email: "a@example.com", role: "admin" },
      { email: "a@example.com", role: "viewer", userId: "u_1" },
      { email: "a@example.com", role: "viewer", deployment: true },
      { role: "viewer" },
    ];
    for (const body of bad)
      expect(
        (await call(server, `POST /api/projects/${id}/members`, { cookie: boss.cookie, body }))
          .status,
      ).toBe(400);
  });
});

test("A link from the command line makes somebody a member, and works for no project that is not there", async () => {
  const { id } = await team(server, ada);
  const email = "ops@example.com";
  const lost = { email, membership: { project: "p_nothing", role: "owner" as const } };
  const nowhere = await link(server, lost);
  expect((await call(server, "POST /api/auth/sign-in", { body: { token: nowhere } })).status).toBe(
    401,
  );
  await signIn(server, await link(server, { email, membership: { project: id, role: "editor" } }));
  expect(await roles(server, ada, id)).toMatchObject({ [email]: "editor active" });
});
