// Guessing: refused long before it gets anywhere, and telling nothing by the way.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { type Answer, call, dump, link, owner } from "./visitors.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
  await owner(server);
});
afterAll(() => server.close());

/** Lets a minute pass: what was counted ends. */
async function wait(): Promise<void> {
  await server.env.DB.prepare("UPDATE attempt SET ends_at = ends_at - 3600000").run();
}

async function guess(headers: Record<string, string> = {}): Promise<Answer> {
  const body = { token: crypto.randomUUID() };
  return call(server, "POST /api/auth/sign-in", { headers, body });
}

async function ask(email: string): Promise<Answer> {
  return call(server, "POST /api/auth/link", { body: { email } });
}

describe("Wrong sign-in tokens [T17]", () => {
  test("are refused after 30 in a minute, whatever address the caller claims", async () => {
    const answers: Answer[] = [];
    for (let attempt = 0; attempt < 200; attempt++)
      answers.push(
        await guess({
          "x-forwarded-for": `203.0.113.${attempt}`,
          "cf-connecting-ip": `203.0.113.${attempt}`,
          "x-real-ip": `203.0.113.${attempt}`,
          forwarded: `for=203.0.113.${attempt}`,
        }),
      );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
    expect(statuses.slice(30)).toEqual(Array(170).fill(429));
    const retryAfter = Number(answers.at(-1)?.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(await dump(server)).not.toContain("203.0.113");
  });

  test("hold up a right one of that network too, and no longer than the minute", async () => {
    const token = await link(server, { email: "bob@example.com" });
    const use = () => call(server, "POST /api/auth/sign-in", { body: { token } });
    expect((await use()).status).toBe(429);
    await wait();
    expect((await use()).status).toBe(200);
  });

  test("count against nobody who shows a link that was used", async () => {
    const token = await link(server, { email: "bob@example.com" });
    const use = () => call(server, "POST /api/auth/sign-in", { body: { token } });
    await use();
    for (let again = 0; again < 40; again++) expect((await use()).status).toBe(410);
  });
});

describe("Asking for a link [T17]", () => {
  test("is answered alike for addresses known and unknown", async () => {
    await wait();
    const known = await ask("ada@example.com");
    const unknown = await ask("nobody@example.com");
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(known.text).toBe(unknown.text);
    expect(known.json).toEqual({ delivery: "owner" });
    const names = (answer: Answer) => [...answer.headers.keys()];
    expect(names(known)).toEqual(names(unknown));
  });

  test("is limited by address, alike for those known and unknown", async () => {
    for (const email of ["ada@example.com", "nobody@example.com"]) {
      await wait();
      const statuses = [];
      for (let time = 0; time < 7; time++) statuses.push((await ask(email)).status);
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429]);
    }
  });

  test("is limited by network", async () => {
    await wait();
    const statuses = [];
    for (let time = 0; time < 25; time++)
      statuses.push((await ask(`person-${time}@example.com`)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  test("names what is wrong with it, and reads no address in two ways", async () => {
    await wait();
    for (const email of [
      "",
      "no address",
      "a@b",
      `${"x".repeat(250)}@example.com`,
      null,
      ["a@b.co"],
    ])
      expect((await call(server, "POST /api/auth/link", { body: { email } })).status).toBe(400);
    for (let time = 0; time < 5; time++) await ask("carol@example.com");
    expect((await ask(" Carol@EXAMPLE.com ")).status).toBe(429);
  });

  test("keeps no address of whoever is unknown", async () => {
    await ask("stranger@example.com");
    expect(await dump(server)).not.toContain("stranger");
  });
});
