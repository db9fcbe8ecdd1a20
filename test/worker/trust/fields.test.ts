// A call says what its operation knows, once: anything else is named, also where no body is needed, and nothing is done.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call, owner } from "../people/visitors.ts";
import { type Described, describeApi, isUnsafe } from "./described.ts";
import { filled, makeSide, paramsOf, type Side } from "./world.ts";

let server: Server;
let side: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  side = await makeSide(server, await owner(server), "mine");
  ({ operations } = await describeApi(server, side.product.token));
});
afterAll(() => server.close());

const fieldsOf = (json: Record<string, unknown>) =>
  (json["errors"] as { field: string }[] | undefined)?.map(({ field }) => field) ?? [];

async function audit(): Promise<string> {
  const path = `GET /api/projects/${side.product.id}/audit`;
  return (await call(server, path, { token: side.product.token })).text;
}

/** A call to an operation of the project, by its owner. */
async function send({ method, path }: Described, body: unknown, search = "") {
  const operation = `${method} ${filled(path, paramsOf(side))}${search}`;
  return call(server, operation, { token: side.product.token, body });
}

describe("A body", () => {
  test("with an unknown field is refused by every operation, and that field named", async () => {
    const before = await audit();
    const writing = operations.filter(
      (each) => isUnsafe(each) && each.path.startsWith("/api/projects") && !isStream(each),
    );
    expect(writing.length).toBeGreaterThan(25);
    for (const each of writing) {
      const { status, json } = await send(each, { surprise: true });
      expect([each.operation, status, fieldsOf(json)]).toEqual([
        each.operation,
        400,
        expect.arrayContaining(["surprise"]),
      ]);
    }
    expect(await audit()).toBe(before);
  });

  test("without fields is as good as none where none is needed", async () => {
    for (const body of [undefined, {}]) {
      const operation = `POST /api/projects/${side.product.id}/features/${side.feature}/revive`;
      expect((await call(server, operation, { token: side.product.token, body })).status).toBe(200);
    }
  });
});

describe("A query", () => {
  test("that says one thing twice is refused, and that thing named", async () => {
    const asking = operations.filter(
      ({ method, query, path }) => method === "GET" && path !== "/v1/health" && "cursor" in query,
    );
    expect(asking.length).toBeGreaterThan(2);
    for (const each of asking) {
      const { status, json } = await send(each, undefined, "?cursor=a&cursor=b");
      expect([each.operation, status, fieldsOf(json)]).toEqual([each.operation, 400, ["cursor"]]);
    }
  });
});

/** An import reads its lines itself. */
function isStream({ path }: Described): boolean {
  return path.endsWith("/import");
}
