// The nightly tidying: what nobody can use any more goes, what is in use stays.

import { afterAll, beforeAll, expect, test } from "vitest";
import { tidyPeople } from "../../../worker/people/tidy.ts";
import { type Server, startWorker } from "../harness.ts";
import { call, dump, link, member, owner, project, token } from "./visitors.ts";

const DAY_MS = 86_400_000;

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

test("People who belong to nothing are forgotten once their links and sessions are", async () => {
  const ada = await owner(server);
  const id = await project(server, ada);
  const bob = await member(server, {
    by: ada,
    project: id,
    role: "viewer",
    email: "bob@example.com",
  });
  const eve = await member(server, {
    by: ada,
    project: id,
    role: "viewer",
    email: "eve@example.com",
  });
  const secret = await token(server, { expiresAt: Date.now() + DAY_MS });
  await call(server, `DELETE /api/projects/${id}/members/${bob.id}`, { cookie: ada });
  await link(server, { email: "unused@example.com" });

  await tidyPeople(server.env, Date.now());
  expect(await people()).toEqual(["ada", "bob", "eve", "unused"]);
  expect((await call(server, "GET /api/me", { token: secret })).status).toBe(200);

  await tidyPeople(server.env, Date.now() + 8 * DAY_MS);
  expect(await people()).toEqual(["ada", "eve"]);
  expect((await call(server, "GET /api/me", { cookie: eve.cookie })).status).toBe(200);
  expect((await call(server, "GET /api/me", { cookie: ada })).status).toBe(200);

  await tidyPeople(server.env, Date.now() + 31 * DAY_MS);
  expect((await call(server, "GET /api/me", { cookie: ada })).status).toBe(401);
  expect(await people()).toEqual(["ada", "eve"]);
  expect((await call(server, "GET /api/me", { token: secret })).status).toBe(401);
  expect(await dump(server)).not.toContain("magic-link");
});

async function people(): Promise<string[]> {
  const all = server.env.DB.prepare("SELECT email FROM user ORDER BY email");
  const { results } = await all.all<{ email: string }>();
  return results.map(({ email }) => email.replace("@example.com", ""));
}
