// Members: roles, invitations that reach no further than the inviter, the last owner, and the audit log of it all.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import {
  call,
  dump,
  link,
  type Member,
  member,
  owner,
  project,
  secretOf,
  signIn,
  token,
} from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

interface Team {
  id: string;
  owner: Member;
  editor: Member;
  viewer: Member;
}

let teams = 0;
async function team(): Promise<Team> {
  const id = await project(server, ada, `Team ${++teams}`);
  const join = (role: string) =>
    member(server, { by: ada, project: id, role, email: `${role}-${teams}@example.com` });
  return {
    id,
    owner: await join("owner"),
    editor: await join("editor"),
    viewer: await join("viewer"),
  };
}

async function roles(id: string): Promise<unknown> {
  const list = await call(server, `GET /api/projects/${id}/members`, { cookie: ada });
  const items = list.json["items"] as { email: string; role: string; status: string }[];
  return Object.fromEntries(items.map(({ email, role, status }) => [email, `${role} ${status}`]));
}

describe("Roles", () => {
  test("let only owners manage members, tokens and the audit log", async () => {
    const { id, owner: boss, editor, viewer } = await team();
    const writes = [
      `POST /api/projects/${id}/members`,
      `PATCH /api/projects/${id}/members/${viewer.id}`,
      `DELETE /api/projects/${id}/members/${viewer.id}`,
      `POST /api/projects/${id}/tokens`,
      `GET /api/projects/${id}/tokens`,
      `GET /api/projects/${id}/audit`,
    ];
    for (const { cookie } of [editor, viewer])
      for (const operation of writes) {
        const body = operation.startsWith("GET") ? undefined : {};
        expect((await call(server, operation, { cookie, body })).status, operation).toBe(403);
      }
    for (const { cookie } of [boss, editor, viewer])
      expect((await call(server, `GET /api/projects/${id}/members`, { cookie })).status).toBe(200);
    expect(
      (await call(server, `GET /api/projects/${id}/audit`, { cookie: boss.cookie })).status,
    ).toBe(200);
  });

  test("are told by me, project by project", async () => {
    const { id, editor } = await team();
    const me = await call(server, "GET /api/me", { cookie: editor.cookie });
    expect(me.json).toEqual({
      kind: "session",
      name: editor.email,
      email: editor.email,
      deployment: false,
      projects: [{ id, name: `Team ${teams}`, role: "editor" }],
    });
  });

  test("change at once", async () => {
    const { id, owner: boss, editor } = await team();
    const path = `PATCH /api/projects/${id}/members/${editor.id}`;
    const raised = await call(server, path, { cookie: boss.cookie, body: { role: "owner" } });
    expect(raised.json).toMatchObject({ role: "owner", status: "active", link: null });
    expect(
      (await call(server, `GET /api/projects/${id}/audit`, { cookie: editor.cookie })).status,
    ).toBe(200);
    await call(server, path, { cookie: boss.cookie, body: { role: "viewer" } });
    expect(
      (await call(server, `GET /api/projects/${id}/audit`, { cookie: editor.cookie })).status,
    ).toBe(403);
  });

  test("of another project are worth nothing here: 404, as if it were not there", async () => {
    const here = await team();
    const there = await team();
    const missing = await call(server, "GET /api/projects/p_nothing/members", {
      cookie: here.owner.cookie,
    });
    const operations = [
      `GET /api/projects/${there.id}`,
      `GET /api/projects/${there.id}/members`,
      `POST /api/projects/${there.id}/members`,
      `PATCH /api/projects/${there.id}/members/${there.viewer.id}`,
      `DELETE /api/projects/${there.id}/members/${there.viewer.id}`,
      `PATCH /api/projects/${here.id}/members/${there.viewer.id}`,
      `DELETE /api/projects/${here.id}/members/${there.viewer.id}`,
      `GET /api/projects/${there.id}/tokens`,
      `GET /api/projects/${there.id}/audit`,
    ];
    for (const operation of operations) {
      const body = /^(POST|PATCH)/.test(operation)
        ? { role: "owner", ...(operation.startsWith("POST") && { email: "mallory@example.com" }) }
        : undefined;
      const answer = await call(server, operation, { cookie: here.owner.cookie, body });
      expect(answer.status, operation).toBe(404);
      if (operation.includes(`projects/${there.id}`)) expect(answer.text).toBe(missing.text);
    }
    expect(await roles(there.id)).toMatchObject({ [there.viewer.email]: "viewer active" });
  });
});

describe("An invitation", () => {
  test("makes somebody a member who takes it up by signing in", async () => {
    const { id, owner: boss } = await team();
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
    expect(await roles(id)).toMatchObject({ "kim@example.com": "editor active" });
  });

  test("can be repeated for another link, but not to change a role", async () => {
    const { id, owner: boss } = await team();
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
    expect(await roles(id)).toMatchObject({ "lee@example.com": "viewer invited" });
  });

  test("by an owner of one project opens that project alone, whoever is invited", async () => {
    const here = await team();
    const there = await team();
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
    const here = await team();
    const there = await team();
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
    const { id, owner: boss } = await team();
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
    const { id, owner: boss } = await team();
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

describe("The last owner", () => {
  test("cannot be removed or demoted", async () => {
    const made = { token: await token(server), body: { name: "Made by a token" } };
    const id = String((await call(server, "POST /api/projects", made)).json["id"]);
    const boss = await member(server, {
      by: ada,
      project: id,
      role: "owner",
      email: "last@example.com",
    });
    const path = `/api/projects/${id}/members/${boss.id}`;
    const demoted = await call(server, `PATCH ${path}`, { cookie: ada, body: { role: "viewer" } });
    expect(demoted.status).toBe(409);
    expect((await call(server, `DELETE ${path}`, { cookie: ada })).status).toBe(409);
    expect(await roles(id)).toEqual({ "last@example.com": "owner active" });
  });

  test("is not replaced by somebody who has only been invited", async () => {
    const { id, owner: boss } = await team();
    await call(server, `DELETE /api/projects/${id}/members/${await idOf(id, "ada@example.com")}`, {
      cookie: ada,
    });
    await call(server, `POST /api/projects/${id}/members`, {
      cookie: boss.cookie,
      body: { email: "soon@example.com", role: "owner" },
    });
    const path = `/api/projects/${id}/members/`;
    expect((await call(server, `DELETE ${path}${boss.id}`, { cookie: boss.cookie })).status).toBe(
      409,
    );
    const soon = await idOf(id, "soon@example.com");
    expect((await call(server, `DELETE ${path}${soon}`, { cookie: boss.cookie })).status).toBe(204);
  });

  test("is one of two who remove each other at once", async () => {
    const { id, owner: boss } = await team();
    const adas = await idOf(id, "ada@example.com");
    const path = `DELETE /api/projects/${id}/members/`;
    const removals = [
      call(server, path + adas, { cookie: boss.cookie }),
      call(server, path + boss.id, { cookie: ada }),
    ];
    const statuses = (await Promise.all(removals)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const left = Object.values((await roles(id)) as Record<string, string>);
    expect(left.filter((role) => role === "owner active")).toHaveLength(1);
  });
});

describe("The audit log", () => {
  test("tells every change of members, newest first, with before and after", async () => {
    const { id, owner: boss, viewer } = await team();
    const path = `/api/projects/${id}/members/${viewer.id}`;
    await call(server, `PATCH ${path}`, { cookie: boss.cookie, body: { role: "editor" } });
    await call(server, `DELETE ${path}`, { cookie: boss.cookie });
    const log = await call(server, `GET /api/projects/${id}/audit`, { cookie: boss.cookie });
    const [removed, changed, invited] = log.json["items"] as Record<string, unknown>[];
    expect(removed).toMatchObject({
      by: boss.email,
      action: "member removed",
      subject: viewer.email,
      before: { role: "editor" },
      after: null,
    });
    expect(changed).toMatchObject({
      action: "role changed",
      before: { role: "viewer" },
      after: { role: "editor" },
    });
    expect(invited).toMatchObject({
      by: "Ada",
      action: "member invited",
      after: { role: "viewer" },
    });
  });

  test("says nothing of what was refused", async () => {
    const { id, owner: boss } = await team();
    const adas = await idOf(id, "ada@example.com");
    await call(server, `DELETE /api/projects/${id}/members/${adas}`, { cookie: boss.cookie });
    await call(server, `DELETE /api/projects/${id}/members/${boss.id}`, { cookie: boss.cookie });
    const log = await call(server, `GET /api/projects/${id}/audit?q=removed`, {
      cookie: boss.cookie,
    });
    expect(log.json["items"]).toHaveLength(1);
  });

  test("is read by page and searched by text", async () => {
    const { id, owner: boss } = await team();
    const seen: string[] = [];
    let cursor: unknown = null;
    do {
      const after = cursor === null ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
      const page = await call(server, `GET /api/projects/${id}/audit?limit=1${after}`, {
        cookie: boss.cookie,
      });
      seen.push(...(page.json["items"] as { id: string }[]).map((line) => line.id));
      cursor = page.json["cursor"];
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(4);
    const search = (q: string) =>
      call(server, `GET /api/projects/${id}/audit?q=${encodeURIComponent(q)}`, {
        cookie: boss.cookie,
      });
    expect((await search("VIEWER-")).json["items"]).toHaveLength(1);
    for (const q of ["%", "_%", "' OR 1=1 --", "NEAR(", "x".repeat(200)])
      expect((await search(q)).json["items"], q).toEqual([]);
    expect((await search("x".repeat(201))).status).toBe(400);
  });

  test("takes no cursor but its own", async () => {
    const { id, owner: boss } = await team();
    for (const cursor of ["!", "MA==", btoa("-1"), btoa("1 OR 1=1"), btoa("9".repeat(30)), "é"])
      expect(
        (
          await call(server, `GET /api/projects/${id}/audit?cursor=${encodeURIComponent(cursor)}`, {
            cookie: boss.cookie,
          })
        ).status,
        cursor,
      ).toBe(400);
  });
});

async function idOf(project: string, email: string): Promise<string> {
  const list = await call(server, `GET /api/projects/${project}/members`, { cookie: ada });
  const items = list.json["items"] as { email: string; id: string }[];
  return items.find((each) => each.email === email)?.id ?? "";
}

test("A link from the command line makes somebody a member, and works for no project that is not there", async () => {
  const { id } = await team();
  const email = "ops@example.com";
  const lost = { email, membership: { project: "p_nothing", role: "owner" as const } };
  const nowhere = await link(server, lost);
  expect((await call(server, "POST /api/auth/sign-in", { body: { token: nowhere } })).status).toBe(
    401,
  );
  await signIn(server, await link(server, { email, membership: { project: id, role: "editor" } }));
  expect(await roles(id)).toMatchObject({ [email]: "editor active" });
});
