// Members: what each role may do, and that the last owner stays.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import {
  call,
  member,
  memberId,
  owner,
  project,
  roles,
  secretOf,
  signIn,
  team,
  token,
} from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

describe("Roles [T10] [C03]", () => {
  test("let only owners manage members, tokens and the audit log", async () => {
    const { id, owner: boss, editor, viewer } = await team(server, ada);
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
    const { id, name, editor } = await team(server, ada);
    const me = await call(server, "GET /api/me", { cookie: editor.cookie });
    expect(me.json).toEqual({
      kind: "session",
      name: editor.email,
      email: editor.email,
      deployment: false,
      projects: [{ id, name, role: "editor" }],
    });
  });

  test("go by the name that their own project gave them", async () => {
    const [one, two] = [await project(server, ada), await project(server, ada)];
    const links = [];
    for (const [id, name] of [
      [one, "Bob, support"],
      [two, "Grace"],
    ] as const) {
      const body = { email: "grace@example.com", role: "owner", name };
      links.push(await call(server, `POST /api/projects/${id}/members`, { cookie: ada, body }));
    }
    const cookie = await signIn(server, secretOf(links[1]?.json["link"]));
    await call(server, `PATCH /api/projects/${two}`, { cookie, body: { restDays: 3 } });
    const audit = await call(server, `GET /api/projects/${two}/audit`, { cookie });
    expect(audit.json["items"]).toMatchObject([{ by: "Grace", action: "project changed" }, {}, {}]);
  });

  test("change at once", async () => {
    const { id, owner: boss, editor } = await team(server, ada);
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
    const here = await team(server, ada);
    const there = await team(server, ada);
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
    expect(await roles(server, ada, there.id)).toMatchObject({
      [there.viewer.email]: "viewer active",
    });
  });
});

describe("The last owner [T10] [C08]", () => {
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
    expect(await roles(server, ada, id)).toEqual({ "last@example.com": "owner active" });
  });

  test("is not replaced by somebody who has only been invited", async () => {
    const { id, owner: boss } = await team(server, ada);
    await call(
      server,
      `DELETE /api/projects/${id}/members/${await memberId(server, ada, { project: id, email: "ada@example.com" })}`,
      {
        cookie: ada,
      },
    );
    await call(server, `POST /api/projects/${id}/members`, {
      cookie: boss.cookie,
      body: { email: "soon@example.com", role: "owner" },
    });
    const path = `/api/projects/${id}/members/`;
    expect((await call(server, `DELETE ${path}${boss.id}`, { cookie: boss.cookie })).status).toBe(
      409,
    );
    const soon = await memberId(server, ada, { project: id, email: "soon@example.com" });
    expect((await call(server, `DELETE ${path}${soon}`, { cookie: boss.cookie })).status).toBe(204);
  });

  test("is one of two who remove each other at once", async () => {
    const { id, owner: boss } = await team(server, ada);
    const adas = await memberId(server, ada, { project: id, email: "ada@example.com" });
    const path = `DELETE /api/projects/${id}/members/`;
    const removals = [
      call(server, path + adas, { cookie: boss.cookie }),
      call(server, path + boss.id, { cookie: ada }),
    ];
    const statuses = (await Promise.all(removals)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const left = Object.values((await roles(server, ada, id)) as Record<string, string>);
    expect(left.filter((role) => role === "owner active")).toHaveLength(1);
  });
});
