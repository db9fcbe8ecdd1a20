// Another site with a visitor's cookie, on every operation there is; and reading, which changes nothing.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { type Described, describeApi, isUnsafe } from "./described.ts";
import { everythingKept, filled, makeWorld, paramsOf, rowsOf, type Side, send } from "./world.ts";

let server: Server;
let ada: string;
let mine: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ({ ada, mine } = await makeWorld(server));
  const described = await describeApi(server, mine.product.token);
  operations = described.operations.filter(({ path }) => path.startsWith("/api/"));
});
afterAll(() => server.close());

const EVIL = { origin: "https://evil.example" };
const FOREIGN: Record<string, string>[] = [
  { ...EVIL, "content-type": "application/json" },
  { ...EVIL, "content-type": "text/plain" },
  { ...EVIL, "content-type": "application/x-www-form-urlencoded" },
  { ...EVIL, "content-type": "multipart/form-data; boundary=x" },
  EVIL,
  { origin: "null" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site", "content-type": "text/plain" },
  { ...EVIL, "sec-fetch-site": "same-origin" },
  { ...EVIL, "x-http-method-override": "GET", "x-method-override": "GET" },
];

describe("Another site [T13] [C06]", () => {
  test.each(FOREIGN)("changes nothing by any operation: %j", async (headers) => {
    const before = await everythingKept(server);
    const unsafe = operations.filter(isUnsafe);
    expect(unsafe.length).toBeGreaterThan(35);
    for (const { operation } of unsafe) {
      const { body, search } = rowsOf(mine)[operation] ?? {};
      const call = filled(operation, paramsOf(mine), search);
      const answer = await send(server, { operation: call, by: { cookie: ada }, body, headers });
      expect([operation, answer.status]).toEqual([operation, 403]);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
    expect(await everythingKept(server)).toBe(before);
  });

  test("reads nothing: no answer of the API lets another origin see it", async () => {
    for (const { operation } of operations.filter((each) => !isUnsafe(each))) {
      const { search } = rowsOf(mine)[operation] ?? {};
      const call = filled(operation, paramsOf(mine), search);
      const by = { cookie: ada };
      const { headers } = await send(server, { operation: call, by, headers: EVIL });
      const allowing = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
      expect([operation, allowing]).toEqual([operation, []]);
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    }
  });

  test("gets no preflight answered", async () => {
    const asking = { ...EVIL, "access-control-request-method": "DELETE" };
    for (const { operation } of operations) {
      const call = filled(operation, paramsOf(mine)).replace(/^\w+/, "OPTIONS");
      const answer = await send(server, { operation: call, by: {}, headers: asking });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

test("Reading changes nothing, by GET or HEAD, on any path there is [T13] [C06]", async () => {
  const before = await everythingKept(server);
  for (const { operation } of operations)
    for (const method of ["GET", "HEAD"]) {
      const { search } = rowsOf(mine)[operation] ?? {};
      const call = filled(operation, paramsOf(mine), search).replace(/^\w+/, method);
      const { status } = await send(server, { operation: call, by: { cookie: ada } });
      expect([operation, method, status < 500]).toEqual([operation, method, true]);
    }
  expect(await everythingKept(server)).toBe(before);
});
