// Links by e-mail: sent to whoever is known, and nobody learns who that is.

import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestHarness } from "wrangler";
import type { Env } from "../../../worker/env.ts";
import { SECRET, type Server } from "../harness.ts";
import { call, type Member, member, owner, project, secretOf, signIn } from "./visitors.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;
/** Where the platform's local sender leaves its mails: beside the Worker's configuration. */
const outbox = mkdtempSync(join(tmpdir(), "landed-mail-"));

let server: Server;
let ada: string;
beforeAll(async () => {
  server = await startWithMail();
  ada = await owner(server);
});
afterAll(async () => {
  await server.close();
  rmSync(outbox, { recursive: true });
});

async function startWithMail(): Promise<Server> {
  const config = {
    name: "landed-with-mail",
    main: join(ROOT, "worker/index.ts"),
    compatibility_date: "2026-11-01",
    compatibility_flags: ["nodejs_compat"],
    vars: { EMAIL_FROM: "landed@example.com" },
    send_email: [{ name: "EMAIL" }],
    d1_databases: [
      {
        binding: "DB",
        database_name: "landed",
        database_id: "00000000-0000-0000-0000-000000000000",
        migrations_dir: join(ROOT, "worker/migrations"),
      },
    ],
  };
  const configPath = join(outbox, "wrangler.json");
  writeFileSync(configPath, JSON.stringify(config));
  const harness = createTestHarness({
    workers: [{ configPath, secrets: { LANDED_SECRET: SECRET } }],
  });
  const { url } = await harness.listen();
  const worker = harness.getWorker<Env>();
  await worker.applyD1Migrations("DB");
  const env = await worker.getEnv();
  return { url: url.origin, env, worker, harness, close: () => harness.close() };
}

function mails(): string[] {
  const files = globSync(".wrangler/tmp/email/*/email-text/*", { cwd: outbox });
  // One that is still being written has no link yet.
  return files
    .map((file) => readFileSync(join(outbox, file), "utf8"))
    .filter((mail) => LINK.test(mail));
}

const LINK = /^http\S+$/m;

/** The links in the mails that `act` brings about, once there are `count` more. */
async function linksAfter(act: () => Promise<unknown>, count: number): Promise<string[]> {
  const before = new Set(mails());
  await act();
  await expect.poll(() => mails().length, { timeout: 10_000 }).toBe(before.size + count);
  const fresh = mails().filter((mail) => !before.has(mail));
  return fresh.map((mail) => LINK.exec(mail)?.[0] ?? "");
}

/** A new member, once the mail of their invitation is there. */
async function joining(
  email: string,
  { project, role }: { project: string; role: string },
): Promise<Member> {
  const joined: Member[] = [];
  await linksAfter(
    async () => joined.push(await member(server, { by: ada, project, role, email })),
    1,
  );
  return joined[0] ?? { id: "", cookie: "", email };
}

const ask = (body: object) => call(server, "POST /api/auth/link", { body });

describe("A link asked for by address", () => {
  test("comes by mail, works once, and leads where one was going", async () => {
    const asked = () => ask({ email: "ada@example.com", next: "/p/x?tab=answers" });
    const [url = ""] = await linksAfter(asked, 1);
    expect(new URL(url).origin).toBe(server.url);
    const { pathname, search, hash } = new URL(url);
    expect([pathname, search]).toEqual(["/sign-in", ""]);
    const fragment = new URLSearchParams(hash.slice(1));
    expect(fragment.get("next")).toBe("/p/x?tab=answers");
    const cookie = await signIn(server, fragment.get("token") ?? "");
    expect((await call(server, "GET /api/me", { cookie })).json).toMatchObject({
      email: "ada@example.com",
      deployment: true,
    });
  });

  test("takes nobody to another site", async () => {
    const asked = () => ask({ email: "ada@example.com", next: "//evil.example" });
    const [url = ""] = await linksAfter(asked, 1);
    expect(url).not.toContain("evil");
  });

  test("is not sent to strangers, who are answered as everybody is", async () => {
    const id = await project(server, ada);
    const gone = await joining("gone@example.com", { project: id, role: "viewer" });
    await call(server, `DELETE /api/projects/${id}/members/${gone.id}`, { cookie: ada });
    const before = mails().length;
    const strangers = [
      await ask({ email: "nobody@example.com" }),
      await ask({ email: gone.email }),
    ];
    // Sent after theirs, so that once it is there, theirs would be.
    const known: Awaited<ReturnType<typeof ask>>[] = [];
    await linksAfter(async () => known.push(await ask({ email: "ada@example.com" })), 1);
    for (const answer of strangers) {
      expect(answer.status).toBe(202);
      expect(answer.text).toBe(known[0]?.text);
    }
    expect(mails()).toHaveLength(before + 1);
  });
});

test("An invitation's mail opens all that is the person's; the link to copy opens the project alone", async () => {
  const id = await project(server, ada, "One");
  const other = await project(server, ada, "Two");
  const boss = await joining("boss@example.com", { project: id, role: "owner" });
  await linksAfter(
    () =>
      call(server, `POST /api/projects/${other}/members`, {
        cookie: ada,
        body: { email: "eve@example.com", role: "viewer" },
      }),
    1,
  );
  const copied: string[] = [];
  const [mailed = ""] = await linksAfter(async () => {
    const invited = await call(server, `POST /api/projects/${id}/members`, {
      cookie: boss.cookie,
      body: { email: "eve@example.com", role: "viewer" },
    });
    copied.push(String(invited.json["link"]));
  }, 1);
  const seen = async (url: string) => {
    const cookie = await signIn(server, secretOf(url));
    return (await call(server, "GET /api/me", { cookie })).json["projects"];
  };
  expect(await seen(mailed)).toHaveLength(2);
  expect(await seen(copied[0] ?? "")).toMatchObject([{ id }]);
});

test("An address is mailed five invitations in a quarter of an hour; further links are there to copy", async () => {
  const id = await project(server, ada);
  const invite = (email: string) =>
    call(server, `POST /api/projects/${id}/members`, {
      cookie: ada,
      body: { email, role: "viewer" },
    });
  const before = mails().length;
  await linksAfter(async () => {
    for (let time = 0; time < 7; time++)
      expect((await invite("often@example.com")).json["link"]).toContain("#token=");
  }, 5);
  // Sent after theirs, so that once it is there, theirs would be.
  await linksAfter(() => invite("once@example.com"), 1);
  expect(mails()).toHaveLength(before + 6);
});
