// Every operation that changes something leaves a line: who, when, what, from what to what. And no line goes away.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, member, owner, secretOf, signIn } from "../people/visitors.ts";
import { exported, recordsOf } from "../show/rich.ts";
import { type Described, describeApi, isUnsafe } from "./described.ts";
import { filled, makeSide, paramsOf, rowsOf, type Side, send } from "./world.ts";

interface Line {
  id: string;
  at: string;
  by: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
}

let server: Server;
let ada: string;
let side: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ada = await owner(server);
  side = await makeSide(server, ada, "mine");
  ({ operations } = await describeApi(server, side.product.token));
});
afterAll(() => server.close());

const P = "/api/projects/{project}";
const F = `${P}/features/{feature}`;
const Q = `${P}/quarters/{quarter}`;

/** Each change once, in an order in which every one of them works; and what its line must say. */
const STORY: readonly (readonly [operation: string, line: object])[] = [
  [`PATCH ${P}`, { action: "project changed", before: { restDays: 14 }, after: { restDays: 15 } }],
  [`POST ${P}/keys`, { action: "key made", subject: "publishable Shop" }],
  [`DELETE ${P}/keys/{key}`, { action: "key revoked" }],
  [`POST ${P}/secrets/rotate`, { before: { version: 2 }, after: { version: 3 } }],
  [`POST ${P}/features`, { subject: "made" }],
  [`DELETE ${P}/discovered`, { before: { keys: ["mine-found"] }, after: null }],
  [`PATCH ${F}`, { before: { owner: null }, after: { owner: "Ada" } }],
  [`PATCH ${P}/answers/{answer}`, { before: { tags: [] }, after: { tags: ["seen"] } }],
  [`PUT ${F}/bursts/{hour}/exclusion`, { after: { reason: "a script on a test page" } }],
  [`DELETE ${F}/bursts/{hour}/exclusion`, { before: { reason: "a script on a test page" } }],
  [`POST ${F}/confirmation`, { after: { override: "to be on record" } }],
  [`DELETE ${F}/confirmation`, { before: expect.anything() }],
  [`PUT ${Q}/goals/{feature}`, { after: { value: "Close the month at once" } }],
  [`DELETE ${Q}/goals/{feature}`, { before: { value: "Close the month at once" }, after: null }],
  [
    `PUT ${Q}/decisions/{feature}/{iteration}`,
    { before: { decision: "improve" }, after: { decision: "done" } },
  ],
  [`POST ${F}/iterations`, { subject: expect.stringContaining("made.2"), before: null }],
  [`DELETE ${F}`, { before: { retired: false }, after: { retired: true } }],
  [`POST ${F}/revive`, { before: { retired: true }, after: { retired: false } }],
  [`POST ${P}/customers/erase`, { action: "customer erased", subject: "a customer" }],
  [`POST ${P}/dead-letters/replay`, { action: "dead letters replayed" }],
  [`POST ${P}/members`, { subject: "new@example.com", after: { role: "viewer" } }],
  [`PATCH ${P}/members/{member}`, { before: { role: "viewer" }, after: { role: "owner" } }],
  [`DELETE ${P}/members/{member}`, { before: { role: "owner" }, after: null }],
  [`POST ${P}/tokens`, { action: "token made", after: { scope: "read" } }],
  [`PATCH ${P}/tokens/{token}`, { after: { name: "renamed" } }],
  [`DELETE ${P}/tokens/{token}`, { action: "token revoked" }],
];

/** Shown below or beside: they need a project of their own, or a quarter that is over. */
const ELSEWHERE = [
  "POST /api/projects",
  `DELETE ${P}`,
  `POST ${P}/import`,
  `POST ${Q}/close`,
  `POST ${F}/checked`,
];
/** They only look, though by POST: ids of customers stand in no address. */
const ONLY_LOOK = [`POST ${P}/why`, `POST ${P}/customers/lookup`];

async function lines(id: string, search = ""): Promise<Line[]> {
  const { json } = await call(server, `GET /api/projects/${id}/audit${search}`, { cookie: ada });
  return json["items"] as Line[];
}

describe("Every change [T29]", () => {
  test("is in the story told here, or is named as told elsewhere", () => {
    const told = [...STORY.map(([operation]) => operation), ...ELSEWHERE, ...ONLY_LOOK];
    const changing = operations.filter(
      (each) => isUnsafe(each) && /^\/api\/(?!auth)/.test(each.path),
    );
    expect([...told].sort()).toEqual(changing.map(({ operation }) => operation).sort());
  });

  test("leaves one line: who, when, from what to what", async () => {
    const someone = await member(server, {
      by: ada,
      project: side.product.id,
      role: "viewer",
      email: "leaving@example.com",
    });
    const params = { ...paramsOf(side), member: someone.id };
    const began = Date.now();
    for (const [operation, expected] of STORY) {
      const before = await lines(side.product.id);
      const { body, search } = rowsOf(side)[operation] ?? {};
      const by = { cookie: ada };
      const done = await send(server, { operation: filled(operation, params, search), by, body });
      expect([operation, done.status, done.status < 300 ? "" : done.text]).toEqual([
        operation,
        done.status,
        "",
      ]);
      const after = await lines(side.product.id);
      const added = after.slice(
        0,
        after.findIndex(({ id }) => id === before[0]?.id),
      );
      expect([operation, added]).toEqual([
        operation,
        [expect.objectContaining({ by: "Ada", ...deep(expected) })],
      ]);
      const [line] = added;
      expect(Date.parse(line?.at ?? "")).toBeGreaterThanOrEqual(began - 1_000);
      expect(line?.action).not.toBe("");
    }
  });

  test("that only looks leaves none", async () => {
    const before = await lines(side.product.id);
    for (const operation of ONLY_LOOK) {
      const { body } = rowsOf(side)[operation] ?? {};
      const call = filled(operation, paramsOf(side));
      expect((await send(server, { operation: call, by: { cookie: ada }, body })).status).toBe(200);
    }
    expect(await lines(side.product.id)).toEqual(before);
  });

  test("is found by its words, and stands in the export", async () => {
    const [found] = await lines(side.product.id, "?q=identity+secret+rotated");
    expect(found).toMatchObject({ subject: "version 3" });
    const exportedLines = recordsOf(await exported(side.product)).flatMap((line) =>
      line.kind === "audit" ? [line.action] : [],
    );
    const all = await everyLine(side.product.id);
    expect(exportedLines.sort()).toEqual(all.map(({ action }) => action).sort());
  });
});

/** An object whose inner objects need only hold what is named. */
function deep(expected: object): object {
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]: [string, unknown]) => [
      name,
      isPlain(value) ? expect.objectContaining(value) : value,
    ]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value?.constructor === Object;
}

async function everyLine(id: string): Promise<Line[]> {
  const all: Line[] = [];
  let cursor: unknown = null;
  do {
    const after = cursor === null ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const { json } = await call(server, `GET /api/projects/${id}/audit?limit=7${after}`, {
      cookie: ada,
    });
    all.push(...(json["items"] as Line[]));
    cursor = json["cursor"];
  } while (cursor !== null);
  return all;
}

describe("The audit log [T29]", () => {
  test("begins with the project and ends with its deletion, and outlives it", async () => {
    const made = await call(server, "POST /api/projects", { cookie: ada, body: { name: "Brief" } });
    const id = String(made.json["id"]);
    expect((await call(server, `DELETE /api/projects/${id}`, { cookie: ada })).status).toBe(204);
    const { results } = await server.env.DB.prepare(
      "SELECT by_name, action FROM audit WHERE project = ?1 ORDER BY id",
    )
      .bind(id)
      .all();
    expect(results).toEqual([
      { by_name: "Ada", action: "project made" },
      { by_name: "Ada", action: "project deleted" },
    ]);
  });

  test("is only ever added to: no method of the API reaches a line, and the database refuses too", async () => {
    const before = await lines(side.product.id);
    for (const method of ["PUT", "PATCH", "POST", "DELETE"])
      for (const path of ["audit", `audit/${before[0]?.id}`]) {
        const operation = `${method} /api/projects/${side.product.id}/${path}`;
        const { status } = await send(server, { operation, by: { cookie: ada }, body: {} });
        expect([operation, status]).toEqual([operation, path === "audit" ? 405 : 404]);
      }
    for (const sql of ["UPDATE audit SET by_name = 'Bea'", "DELETE FROM audit"])
      await expect(server.env.DB.prepare(sql).run()).rejects.toThrow("only ever added to");
    await expect(
      server.env.DB.prepare(
        "INSERT OR REPLACE INTO audit (id, project, at, by_name, action, subject) VALUES (?1, 'x', 1, 'x', 'x', 'x')",
      )
        .bind(Number(before[0]?.id))
        .run(),
    ).rejects.toThrow("only ever added to");
    expect(await lines(side.product.id)).toEqual(before);
  });

  test("says by whom a link was made that signs in somebody else", async () => {
    const operation = `POST /api/projects/${side.product.id}/members`;
    const body = { email: side.viewer.email, role: "viewer" };
    const again = await call(server, operation, { cookie: side.owner.cookie, body });
    await signIn(server, secretOf(again.json["link"]));
    const [line] = await lines(side.product.id);
    expect(line).toMatchObject({
      action: "sign-in link made",
      subject: side.viewer.email,
      by: side.owner.email,
    });
  });
});
