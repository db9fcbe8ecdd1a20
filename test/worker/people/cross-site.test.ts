// What other sites and made-up headers cannot do with a visitor's cookie.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, link, owner, project, signIn } from "./visitors.ts";

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
});
afterAll(() => server.close());

describe("Another site [T13] [C06]", () => {
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "content-type": "application/json" },
    { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "http://localhost:1", "x-http-method-override": "GET" },
  ];

  test.each(foreign)("changes nothing with a visitor's cookie: %j", async (headers) => {
    const id = await project(server, ada, "Kept");
    const invitation = { email: "mallory@example.com", role: "owner" };
    const write = { cookie: ada, headers, body: invitation };
    expect((await call(server, `POST /api/projects/${id}/members`, write)).status).toBe(403);
    expect((await call(server, "POST /api/auth/sign-out", { cookie: ada, headers })).status).toBe(
      403,
    );
    const members = await call(server, `GET /api/projects/${id}/members`, { cookie: ada, headers });
    expect(members.status).toBe(200);
    expect(members.text).not.toContain("mallory");
  });

  test("cannot sign a visitor in as somebody else", async () => {
    const token = await link(server, { email: "mallory@example.com" });
    const headers = { origin: "https://evil.example" };
    const forced = await call(server, "POST /api/auth/sign-in", { headers, body: { token } });
    expect(forced.status).toBe(403);
    expect(forced.headers.get("set-cookie")).toBeNull();
  });

  test("is told apart from the dashboard itself", async () => {
    const own = [{ origin: server.url }, { "sec-fetch-site": "same-origin" }, {}];
    for (const headers of own) {
      const cookie = await signIn(server, await link(server, { email: "gus@example.com" }));
      const out = await call(server, "POST /api/auth/sign-out", { cookie, headers });
      expect(out.status).toBe(204);
    }
  });
});

describe("Headers that other set-ups trust [T18]", () => {
  const trusted = {
    "cf-access-jwt-assertion": "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSJ9.",
    "cf-access-authenticated-user-email": "ada@example.com",
    "x-forwarded-user": "ada@example.com",
    "x-real-ip": "127.0.0.1",
    "x-original-url": "/api/auth/sign-in",
    "x-forwarded-host": "evil.example",
    "x-http-method-override": "GET",
  };

  test.each(Object.entries(trusted))("%s is ignored", async (name, value) => {
    const headers = { [name]: value };
    expect((await call(server, "GET /api/me", { headers })).status).toBe(401);
    expect((await call(server, "POST /api/me", { headers, cookie: ada })).status).toBe(405);
  });

  test("do not turn an invitation's link to another host", async () => {
    const id = await project(server, ada);
    const invited = await call(server, `POST /api/projects/${id}/members`, {
      cookie: ada,
      headers: trusted,
      body: { email: "hana@example.com", role: "viewer" },
    });
    expect(new URL(String(invited.json["link"])).origin).toBe(server.url);
  });
});
