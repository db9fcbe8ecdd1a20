// Another project's ids, on every operation there is: the answer is that there is no such thing, word for word.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { exported, linesOf } from "../show/rich.ts";
import { type Described, describeApi } from "./described.ts";
import {
  type Credentials,
  filled,
  makeWorld,
  NOWHERE,
  paramsOf,
  rowsOf,
  type Side,
  send,
} from "./world.ts";

let server: Server;
let mine: Side;
let theirs: Side;
let operations: Described[];
let before: string[];
beforeAll(async () => {
  server = await startWorker();
  ({ mine, theirs } = await makeWorld(server));
  ({ operations } = await describeApi(server, mine.product.token));
  before = await whatTheyHave();
});
afterAll(() => server.close());

/** The other project's export, but for when it was made and the sums over its lines. */
async function whatTheyHave(): Promise<string[]> {
  const lines = linesOf(await exported(theirs.product));
  return lines.slice(1, -1).map((line) => line.replace(/,"check":"[^"]*"/, ""));
}

const inProjects = () =>
  operations.filter(({ path }) => path.startsWith("/api/projects/{project}"));

/** Everything that only the other project holds; none of it may stand in an answer. */
function traces(): string[] {
  const { product, canary, key, member, token, session } = theirs;
  return [product.id, product.key, canary, key, member, token, session];
}

function mentions(text: string): string[] {
  return traces().filter((trace) => text.includes(trace));
}

function owners(): [string, Credentials][] {
  return [
    ["its owner", { cookie: mine.owner.cookie }],
    ["its write token", { token: mine.writeToken }],
  ];
}

test("Every operation has a row in the table of calls, and the table has no other [T09] [C02]", () => {
  const named = Object.keys(rowsOf(mine)).sort();
  const told = operations
    .filter(({ path }) => path.startsWith("/api/"))
    .map(({ operation }) => operation);
  expect(named).toEqual(told.sort());
  expect(inProjects().length).toBeGreaterThan(45);
});

describe("Somebody else's project [T09] [C02]", () => {
  test("is answered on every operation exactly as one that is not there: 404", async () => {
    const rows = rowsOf(theirs);
    for (const [who, by] of owners())
      for (const { operation } of inProjects()) {
        const { search, body } = rows[operation] ?? {};
        const at = (params: Record<string, string>) =>
          send(server, { operation: filled(operation, params, search), by, body });
        const foreign = await at(paramsOf(theirs));
        const nowhere = await at({ ...paramsOf(theirs), project: NOWHERE["project"] ?? "" });
        expect([operation, who, foreign.status]).toEqual([operation, who, 404]);
        expect([operation, foreign.text]).toEqual([operation, nowhere.text]);
        expect(headersOf(foreign)).toEqual(headersOf(nowhere));
        expect([operation, mentions(foreign.text)]).toEqual([operation, []]);
      }
  });

  test("gives none of its things away to whoever names them below their own project: 404", async () => {
    const rows = rowsOf(mine);
    for (const [who, by] of owners())
      for (const { operation, names } of inProjects())
        for (const name of names) {
          // A quarter is a span of time and belongs to nobody, and so is an hour.
          if (["project", "quarter", "hour"].includes(name)) continue;
          const { search, body } = rows[operation] ?? {};
          const at = (from: Record<string, string>) => {
            const params = { ...paramsOf(mine), [name]: from[name] ?? "" };
            return send(server, { operation: filled(operation, params, search), by, body });
          };
          const foreign = await at(paramsOf(theirs));
          const nowhere = await at(NOWHERE);
          // No token manages members, its own project's neither.
          const status = name === "member" && by.token !== undefined ? 403 : 404;
          expect([operation, who, name, foreign.status]).toEqual([operation, who, name, status]);
          expect([operation, foreign.text]).toEqual([operation, nowhere.text]);
          expect([operation, mentions(foreign.text)]).toEqual([operation, []]);
        }
  });

  test("gives nothing away to whoever names its things in a query", async () => {
    const { feature, iteration, canary } = theirs;
    const cursors = await theirCursors();
    for (const { operation, query } of inProjects().filter(({ method }) => method === "GET"))
      for (const name of Object.keys(query)) {
        const values: Record<string, string[]> = {
          iteration: [iteration],
          owner: [canary],
          q: [canary, feature],
          tag: [canary],
          cursor: cursors,
        };
        for (const value of values[name] ?? []) {
          const search = `?${new URLSearchParams({ [name]: value })}`;
          const by = { cookie: mine.owner.cookie };
          const answer = await send(server, {
            operation: filled(operation, paramsOf(mine), search),
            by,
          });
          expect([200, 400, 404], `${operation} ${name}`).toContain(answer.status);
          expect([operation, name, mentions(answer.text)]).toEqual([operation, name, []]);
        }
      }
  });

  test("is not reached by ids in a body: its letters are not folded, its members sign for nobody, its people are unknown", async () => {
    const by = { cookie: mine.owner.cookie };
    const p = `/api/projects/${mine.product.id}`;
    const post = (operation: string, body: unknown) => send(server, { operation, by, body });
    const replayed = await post(`POST ${p}/dead-letters/replay`, { ids: [theirs.letter] });
    expect(JSON.parse(replayed.text)).toEqual({ replayed: 0, failed: 0 });
    const partners = [{ name: "support", member: theirs.member }];
    const named = await post(`PATCH ${p}/features/${mine.feature}`, { partners });
    const nobody = await post(`PATCH ${p}/features/${mine.feature}`, {
      partners: [{ name: "support", member: NOWHERE["member"] }],
    });
    expect([named.status, named.text]).toEqual([400, nobody.text]);
    const asked = { customer: theirs.canary, feature: theirs.feature };
    expect((await post(`POST ${p}/why`, asked)).status).toBe(404);
    const found = await post(`POST ${p}/customers/lookup`, { customer: theirs.canary });
    expect(JSON.parse(found.text)).toMatchObject({ found: false, journeys: [], answers: [] });
    const erased = await post(`POST ${p}/customers/erase`, { customer: theirs.canary });
    expect(JSON.parse(erased.text)).toMatchObject({ erased: false, journeys: 0 });
  });

  test("is in no list, no project of one's own, no description of oneself", async () => {
    for (const [, by] of owners())
      for (const operation of ["GET /api/projects", "GET /api/me", "GET /api/auth/sessions"])
        expect(mentions((await send(server, { operation, by })).text)).toEqual([]);
  });

  test("still holds, after all of this, exactly what it held", async () => {
    expect(await whatTheyHave()).toEqual(before);
  });
});

/** Cursors that the other project's lists gave out. */
async function theirCursors(): Promise<string[]> {
  const by = { cookie: theirs.owner.cookie };
  const lists = inProjects().filter(({ query }) => "limit" in query && "cursor" in query);
  const pages = await Promise.all(
    lists.map(({ operation }) =>
      send(server, { operation: filled(operation, paramsOf(theirs), "?limit=1"), by }),
    ),
  );
  return pages.flatMap(({ text }) => {
    const { cursor } = JSON.parse(text) as { cursor?: string | null };
    return cursor ? [cursor] : [];
  });
}

/** Headers but for the date, in order. */
function headersOf({ headers }: { headers: Headers }): [string, string][] {
  return [...headers].filter(([name]) => name !== "date").sort();
}
