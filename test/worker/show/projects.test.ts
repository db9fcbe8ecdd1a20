// Projects over the API: their settings, what a change leads to, and their end.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BodyInput } from "../../../contract/api/routes.ts";
import type { Env } from "../../../worker/env.ts";
import type { Caller } from "../../../worker/handler.ts";
import { changeProject } from "../../../worker/show/projects/change-project.ts";
import { type Around, backEndRequest, hand, watched } from "../collect/direct.ts";
import { SECRET, type Server, startWorker } from "../harness.ts";
import { call, member, owner, project, token } from "../people/visitors.ts";
import { ask, makeProduct, type Product, projectRow, report, reportFromPage } from "../product.ts";
import { crowd, detail, shipped, tell } from "./life.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const change = (product: Product, body: unknown) =>
  ask(product, "PATCH /projects/{project}", { body });
const read = (product: Product) => ask(product, "GET /projects/{project}");
const lastAudit = async (product: Product) =>
  (await ask(product, "GET /projects/{project}/audit", { search: "?limit=1" })).json.items[0];

const SETTINGS: BodyInput<"POST /projects"> = {
  name: "Ledgerly",
  timeZone: "Europe/Berlin",
  fiscalStartMonth: 4,
  unit: "account",
  origins: ["https://app.example.com", "http://localhost:8080"],
  languages: ["en", "de"],
  theme: { scheme: "dark", accent: "#2f6f4f", radius: 8 },
  targets: { adoption: 0.3, helpfulness: 0.8 },
  restDays: 7,
  requireProof: true,
  gpc: "anonymous",
  scrub: false,
  paused: true,
  labels: { yes: "Yes, it did" },
  followUp: { de: { no: "Was fehlte?" } },
};

describe("A project", () => {
  test("needs a name alone", async () => {
    const product = await makeProduct(server);
    expect((await read(product)).json).toMatchObject({
      ...{ name: "Ledgerly", timeZone: "UTC", fiscalStartMonth: 1, unit: "customer", origins: [] },
      ...{ targets: { adoption: 0.2, helpfulness: 0.7 }, restDays: 14, requireProof: false },
      ...{ gpc: "everyone", scrub: true, paused: false, labels: null, followUp: null },
      ...{ internal: { customers: [], accounts: [] }, heard: false },
      theme: { scheme: "auto", accent: null, radius: null },
    });
  });

  test("takes every setting, when it is made and later", async () => {
    const { name: _, ...settings } = SETTINGS;
    const made = await makeProduct(server, settings);
    expect((await read(made)).json).toMatchObject(SETTINGS);
    const later = await makeProduct(server);
    const changed = await change(later, SETTINGS);
    expect(changed.status, changed.text).toBe(200);
    expect(changed.json).toMatchObject(SETTINGS);
    expect((await read(later)).json).toEqual(changed.json);
  });

  test("keeps what a change does not name, inside its objects too", async () => {
    const product = await makeProduct(server, { targets: { helpfulness: 0.8 } });
    await change(product, { theme: { accent: "#112233" }, targets: { adoption: 0.4 } });
    await change(product, { theme: { radius: 4 } });
    expect((await read(product)).json).toMatchObject({
      ...{ targets: { adoption: 0.4, helpfulness: 0.8 }, restDays: 14 },
      theme: { scheme: "auto", accent: "#112233", radius: 4 },
    });
  });

  test.each([
    ["an empty name", { name: "" }, "name"],
    ["a time zone that is none", { timeZone: "Mars/Olympus" }, "timeZone"],
    ["a thirteenth month", { fiscalStartMonth: 13 }, "fiscalStartMonth"],
    ["another unit", { unit: "team" }, "unit"],
    ["an origin with a path", { origins: ["https://a.example/x"] }, "origins.0"],
    ["a port that no browser writes", { origins: ["https://a.example:443"] }, "origins.0"],
    ["a port that none has", { origins: ["https://a.example:08443"] }, "origins.0"],
    ["a target beyond its range", { targets: { adoption: 1 } }, "targets.adoption"],
    ["rest beyond a year", { restDays: 366 }, "restDays"],
    ["a colour by name", { theme: { accent: "red" } }, "theme.accent"],
    ["an origin twice", { origins: ["https://a.example", "https://a.example"] }, "origins"],
    ["a distance for a time zone", { timeZone: "+01:07" }, "timeZone"],
    ["an unknown field", { colour: "red" }, "colour"],
  ])("refuses %s by name", async (_, body, field) => {
    const refused = await change(await makeProduct(server), body);
    expect(refused.status, refused.text).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ field }] });
  });

  test("allows as many as a hundred origins, when it is made and later", async () => {
    const origins = Array.from({ length: 100 }, (_, n) => `https://a${n}.example`);
    const made = await makeProduct(server, { origins });
    const later = await makeProduct(server);
    expect((await change(later, { origins })).json.origins).toEqual(origins);
    for (const { id } of [made, later]) {
      const rows = await server.env.DB.prepare(
        "SELECT origin FROM project_origin WHERE project = ?1 ORDER BY origin",
      )
        .bind(id)
        .all<{ origin: string }>();
      expect(rows.results.map(({ origin }) => origin)).toEqual(origins.toSorted());
    }
  });

  test("keeps what an owner changed while an editor said again what was so before", async () => {
    const product = await makeProduct(server);
    const project = await projectRow(product);
    await change(product, { requireProof: true, origins: ["https://a.example"] });
    const body = { requireProof: false, origins: [], paused: true };
    const answer = await changeProject({
      ...{ env: server.env, project, now: Date.now(), role: "editor", body, caller: OWNER },
      ...{ params: { project: product.id }, query: undefined as never },
      request: new Request("https://landed.example"),
    });
    expect(answer).not.toHaveProperty("refused");
    const kept = { requireProof: true, origins: ["https://a.example"], paused: true };
    expect((await read(product)).json).toMatchObject(kept);
    const wanted = { before: { paused: false }, after: { paused: true } };
    expect(await lastAudit(product)).toMatchObject(wanted);
  });

  test("leaves a line for each change and none for what changes nothing", async () => {
    const product = await makeProduct(server);
    await change(product, { restDays: 7 });
    const line = await lastAudit(product);
    expect(line).toMatchObject({
      ...{ action: "project changed", before: { restDays: 14 }, after: { restDays: 7 } },
    });
    await change(product, { restDays: 7 });
    await change(product, {});
    expect(await lastAudit(product)).toEqual(line);
  });

  test("names the team's own people by pseudonym alone, in settings and in the log", async () => {
    const product = await makeProduct(server);
    const raw = ["ada@ledgerly.example", "ledgerly-itself"];
    await change(product, { internal: { customers: [raw[0]], accounts: [raw[1]] } });
    const { json, text } = await read(product);
    expect(json.internal).toMatchObject({
      customers: [expect.stringMatching(/^c[\w-]{22}$/)],
      accounts: [expect.stringMatching(/^a[\w-]{22}$/)],
    });
    const audit = await ask(product, "GET /projects/{project}/audit");
    for (const id of raw) expect(text + audit.text).not.toContain(id);
    const signals = [{ kind: "used", feature: "x", at: Date.now() }];
    const refused = await report(product, { customer: raw[0], signals });
    expect(refused.json.errors).toMatchObject([{ reason: "internal" }]);
  });
});

describe("A time zone", () => {
  test("changes until the first signal is accepted, and never after", async () => {
    const product = await makeProduct(server);
    expect((await change(product, { timeZone: "Asia/Tokyo" })).json.timeZone).toBe("Asia/Tokyo");
    const zones = { before: { timeZone: "UTC" }, after: { timeZone: "Asia/Tokyo" } };
    expect(await lastAudit(product)).toMatchObject({ action: "project changed", ...zones });
    await tell(product, [{ kind: "used", feature: "x", customer: "ada", at: Date.now() }]);
    expect((await read(product)).json.heard).toBe(true);
    const refused = await change(product, { timeZone: "UTC", restDays: 3 });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("timeZone");
    expect((await read(product)).json).toMatchObject({ timeZone: "Asia/Tokyo", restDays: 14 });
    expect((await change(product, { timeZone: "Asia/Tokyo", restDays: 3 })).status).toBe(200);
  });
});

test("A first signal that comes while the time zone changes is dated by the new one, or not kept", async () => {
  const product = await makeProduct(server);
  const DAY_MS = 86_400_000;
  const today = Math.floor(Date.now() / DAY_MS);
  // Eight in the evening, when it is the next day already in Tokyo.
  const signals = [{ kind: "used", feature: "x", at: today * DAY_MS - 4 * 3_600_000 }];
  let calls = 0;
  const around: Around = async (call) => {
    if (++calls === 2) await change(product, { timeZone: "Asia/Tokyo" });
    return call();
  };
  const env = { DB: watched(server.env.DB, [], around) };
  const first = backEndRequest(product, { customer: "ada", signals });
  expect((await hand(server, first, { env })).status).toBe(503);
  expect((await report(product, { customer: "ada", signals })).status).toBe(202);
  expect((await read(product)).json.timeZone).toBe("Asia/Tokyo");
  const days = await server.env.DB.prepare(
    "SELECT day FROM ledger JOIN iteration i ON i.id = iteration JOIN feature f ON f.id = i.feature WHERE f.project = ?1 AND customers_used > 0",
  )
    .bind(product.id)
    .all();
  expect(days.results).toEqual([{ day: today }]);
});

describe("Requiring proof", () => {
  test("counts proven answers alone, and gives the others back when it ends", async () => {
    const { product, answers } = await heardFour();
    expect(await answers()).toBe(4);
    await change(product, { requireProof: true });
    expect(await answers()).toBe(3);
    await change(product, { requireProof: false });
    expect(await answers()).toBe(4);
  });

  test("counts by what was said last, where two say so at once", async () => {
    const { product, answers } = await heardFour();
    let others = 0;
    // Somebody else takes it back while the answers are being looked through.
    const DB = {
      batch: (statements: D1PreparedStatement[]) => server.env.DB.batch(statements),
      prepare: (sql: string) => {
        const real = server.env.DB.prepare(sql);
        if (!sql.includes("EXISTS (SELECT 1 FROM answer") || others++ > 0) return real;
        const all = async () => {
          expect((await change(product, { requireProof: false })).status).toBe(200);
          return { results: [{ value: await newest() }] };
        };
        return { bind: () => ({ all }) };
      },
    } as unknown as D1Database;
    const changed = await changeProject({
      ...{ env: { DB, LANDED_SECRET: SECRET } as Env, now: Date.now(), role: "owner" },
      project: await projectRow(product),
      ...{
        params: { project: product.id },
        query: undefined as never,
        body: { requireProof: true },
      },
      ...{ caller: OWNER, request: new Request("https://landed.example") },
    });
    expect(changed).toMatchObject({ id: product.id });
    expect((await read(product)).json.requireProof).toBe(false);
    expect(await answers()).toBe(4);
  });

  test("is completed by the same change again, where storage failed half-way", async () => {
    const { product, answers } = await heardFour();
    await server.env.DB.prepare(
      "CREATE TRIGGER refused BEFORE UPDATE ON journey BEGIN SELECT raise(ABORT, 'no'); END",
    ).run();
    const failed = await change(product, { requireProof: true });
    await server.env.DB.prepare("DROP TRIGGER refused").run();
    expect([failed.status, await answers()]).toEqual([500, 4]);
    expect((await change(product, { requireProof: true })).status).toBe(200);
    expect(await answers()).toBe(3);
  });
});

const OWNER: Caller = {
  ...{ kind: "session", id: "u", name: "Ada", email: null, scope: "write" },
  ...{ project: null, deployment: true },
};

async function newest(): Promise<number> {
  return (await server.env.DB.prepare("SELECT max(id) AS id FROM iteration").first("id")) ?? 0;
}

/** A product that has heard three proven answers, and one that was granted without proof. */
async function heardFour() {
  const product = await makeProduct(server);
  await shipped(product, "proof", 20);
  await tell(product, crowd({ feature: "proof", people: 3, yes: 3, usedAgo: 5 }));
  const customer = `~${"A".repeat(22)}`;
  const at = Date.now();
  const asked = await reportFromPage(product, {
    customer,
    signals: [{ kind: "used", feature: "proof", at }],
    ask: { feature: "proof" },
  });
  expect(asked.json.ask?.feature).toBe("proof");
  const answer = { kind: "answered", feature: "proof", at, helped: false };
  expect((await reportFromPage(product, { customer, signals: [answer] })).status).toBe(202);
  const answers = async () => (await detail(product, "proof")).verdict?.helpfulness.answers;
  return { product, answers };
}

describe("The list of projects", () => {
  test("holds those one is a member of, with one's role, by name", async () => {
    const ada = await owner(server, "ada@list.example");
    const [zebra, ant] = [await project(server, ada, "Zebra"), await project(server, ada, "Ant")];
    const names = async (cookie: string) => {
      const { json } = await call(server, "GET /api/projects", { cookie });
      return (json["items"] as { name: string; role: string }[]).map((each) => each);
    };
    const bob = await member(server, {
      ...{ by: ada, project: ant, role: "viewer", email: "bob@list.example" },
    });
    expect(await names(bob.cookie)).toMatchObject([{ name: "Ant", role: "viewer" }]);
    const all = (await names(ada)).map(({ name }) => name);
    expect(all).toEqual(all.toSorted());
    expect(all).toEqual(expect.arrayContaining(["Ant", "Zebra"]));
    const bound = await token(server, { project: zebra, scope: "read" });
    const own = await call(server, "GET /api/projects", { token: bound });
    expect(own.json["items"]).toMatchObject([{ id: zebra, role: "viewer" }]);
  });
});

describe("The end of a project", () => {
  /** A project in which something of everything has happened. */
  async function lively(): Promise<Product> {
    const product = await makeProduct(server);
    await shipped(product, "f", 40);
    await tell(product, [
      ...crowd({ feature: "f", people: 5, yes: 5, usedAgo: 20 }),
      { kind: "used", feature: "f", customer: "ada", account: "acme", at: Date.now() },
      { kind: "refused", customer: "ada", at: Date.now() },
      { kind: "used", feature: "discovered", customer: "ada", at: Date.now() },
    ]);
    await detail(product, "f");
    return product;
  }

  test("leaves nothing of it but the audit log, and others as they were", async () => {
    const other = await lively();
    const [page, counts] = [await detail(other, "f"), await countAll()];
    const gone = await lively();
    const grown = await countAll();
    for (const table of TABLES) expect(grown[table], table).toBeGreaterThan(counts[table] ?? 0);
    expect((await ask(gone, "DELETE /projects/{project}")).status).toBe(204);
    expect(await countAll()).toEqual(counts);
    expect((await read(gone)).status).toBe(404);
    const signals = [{ kind: "used", feature: "f", at: Date.now() }];
    expect((await report(gone, { customer: "ada", signals })).status).toBe(401);
    expect(await detail(other, "f")).toEqual(page);
    const { results } = await server.env.DB.prepare(
      "SELECT action, subject FROM audit WHERE project = ?1 ORDER BY id DESC LIMIT 1",
    )
      .bind(gone.id)
      .all();
    expect(results).toEqual([{ action: "project deleted", subject: "Ledgerly" }]);
  });

  test("takes with it what others add meanwhile", async () => {
    const before = await countAll();
    const gone = await lively();
    const adding = Array.from({ length: 40 }, (_, index) => [
      ask(gone, "POST /projects/{project}/features", { body: { key: `late-${index}` } }),
      ask(gone, "POST /projects/{project}/keys", { body: { kind: "publishable", name: "Late" } }),
      report(gone, {
        customer: "ada",
        signals: [{ kind: "used", feature: `found-${index}`, at: Date.now() }],
      }),
    ]).flat();
    await Promise.race(adding);
    expect((await ask(gone, "DELETE /projects/{project}")).status).toBe(204);
    const statuses = (await Promise.all(adding)).map(({ status }) => status);
    expect(statuses.filter((status) => ![201, 202, 401, 404].includes(status))).toEqual([]);
    expect(statuses).toContain(201);
    expect(await countAll()).toEqual(before);
  });
});

const TABLES = [
  ...["journey", "answer", "ledger", "revision", "person", "account_member", "feature"],
  ...["iteration", "standing", "api_key", "project", "project_origin"],
];

async function countAll(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES)
    counts[table] = Number(
      await server.env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first("n"),
    );
  return counts;
}
