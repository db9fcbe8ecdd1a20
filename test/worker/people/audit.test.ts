// The audit log: every change of members, told once, readable by page and by text.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, memberId, owner, team } from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

describe("The audit log [T29]", () => {
  test("tells every change of members, newest first, with before and after", async () => {
    const { id, owner: boss, viewer } = await team(server, ada);
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
    const { id, owner: boss } = await team(server, ada);
    const adas = await memberId(server, ada, { project: id, email: "ada@example.com" });
    await call(server, `DELETE /api/projects/${id}/members/${adas}`, { cookie: boss.cookie });
    await call(server, `DELETE /api/projects/${id}/members/${boss.id}`, { cookie: boss.cookie });
    const log = await call(server, `GET /api/projects/${id}/audit?q=removed`, {
      cookie: boss.cookie,
    });
    expect(log.json["items"]).toHaveLength(1);
  });

  test("is read by page and searched by text", async () => {
    const { id, owner: boss } = await team(server, ada);
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
    expect((await search("VIEWER@")).json["items"]).toHaveLength(1);
    for (const q of ["%", "_%", "' OR 1=1 --", "NEAR(", "x".repeat(200)])
      expect((await search(q)).json["items"], q).toEqual([]);
    expect((await search("x".repeat(201))).status).toBe(400);
  });

  test("takes no cursor but its own", async () => {
    const { id, owner: boss } = await team(server, ada);
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
