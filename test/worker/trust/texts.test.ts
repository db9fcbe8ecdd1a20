// Objects where texts belong, and what a log or an error says of what was sent: nothing.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { reportFromPage } from "../product.ts";
import { type Described, describeApi } from "./described.ts";
import { filled, makeWorld, paramsOf, rowsOf, type Side, send } from "./world.ts";

let server: Server;
let mine: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ({ mine } = await makeWorld(server));
  ({ operations } = await describeApi(server, mine.product.token));
});
afterAll(() => server.close());

/** What Preact and React would take for an element, if it were shown as it is. */
const ELEMENT = {
  ...{ type: "img", props: { src: "x", onerror: "alert(1)" }, key: null, ref: null, __v: 1 },
  $$typeof: "react.element",
};

describe("An object in place of a text [T19] [C23]", () => {
  test.each(["feature", "comment", "page", "locale", "iteration"])(
    "is refused by name in a signal's %s",
    async (field) => {
      const signal = { kind: "answered", feature: mine.feature, at: Date.now(), helped: true };
      const sent = await reportFromPage(mine.product, {
        customer: "ada",
        signals: [{ ...signal, [field]: ELEMENT }],
      });
      expect(sent.status).toBe(400);
      expect(sent.json.errors).toMatchObject([{ reason: "invalid", field }]);
    },
  );

  test.each(["customer", "account", "key", "proof"])("is refused by name as %s", async (field) => {
    const sent = await reportFromPage(mine.product, {
      ...{ customer: "ada", signals: [], ask: { feature: mine.feature }, [field]: ELEMENT },
    });
    expect(sent.status).toBe(400);
    expect(sent.json.errors?.map((error) => error.field)).toContain(field);
  });

  test("is refused by name in every text of every operation", async () => {
    let tried = 0;
    for (const { operation, body, path } of operations) {
      if (!body || path.startsWith("/api/auth")) continue;
      const good = (rowsOf(mine)[operation]?.body ?? {}) as Record<string, unknown>;
      for (const [field, value] of Object.entries(good)) {
        if (typeof value !== "string") continue;
        const call = filled(operation, paramsOf(mine));
        const answer = await send(server, {
          operation: call,
          by: { token: mine.product.token },
          body: { ...good, [field]: ELEMENT },
        });
        const { errors = [] } = JSON.parse(answer.text) as { errors?: { field: string }[] };
        expect([operation, field, answer.status]).toEqual([operation, field, 400]);
        expect(errors.map((error) => error.field)).toContain(field);
        expect(answer.text).not.toContain("onerror");
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(15);
  });
});

describe("What was sent [T28] [C28]", () => {
  test("stands in no log and no answer that refuses it", async () => {
    const canary = `canary-${crypto.randomUUID()}`;
    for (const { operation, body, query, method } of operations) {
      if (!operation.includes("/api/")) continue;
      const search =
        method === "GET" && Object.keys(query).length > 0
          ? `?${new URLSearchParams({ [Object.keys(query)[0] ?? ""]: canary, cursor: canary })}`
          : "";
      const params = { ...paramsOf(mine), feature: canary, member: canary, quarter: canary };
      const answer = await send(server, {
        operation: filled(operation, params, search),
        by: { token: `lt_${canary.replaceAll("-", "").padEnd(43, "x")}` },
        ...(body && { body: { note: canary } }),
        headers: { "x-forwarded-for": canary, "user-agent": canary },
      });
      expect([operation, answer.text.includes(canary)]).toEqual([operation, false]);
    }
    for (const { operation, body } of operations) {
      if (!operation.includes("{project}") || operation.endsWith("/live")) continue;
      const params = { ...paramsOf(mine), feature: canary, answer: canary, quarter: canary };
      await send(server, {
        operation: filled(operation, { ...params, key: canary, member: canary, token: canary }),
        by: { token: mine.readToken },
        ...(body && { body: { customer: canary, reason: canary } }),
      });
    }
    const logs = server.harness.getLogs().map(({ message }) => message);
    expect(logs.length).toBeGreaterThan(50);
    expect(logs.filter((line) => line.includes(canary))).toEqual([]);
    expect(logs.filter((line) => line.includes(mine.readToken))).toEqual([]);
  });

  test("of a customer stands in no refusal of their signals, nor of a call about them", async () => {
    server.harness.clearLogs();
    const who = `canary-${crypto.randomUUID()}`;
    const at = Date.now();
    const said = { kind: "answered", feature: mine.feature, at, helped: true, comment: who };
    const refused: object[] = [
      { signals: [{ ...said, page: `/${who}`, locale: who }] },
      { signals: [{ ...said, at: 0, page: `/${who}` }] },
      { signals: [{ ...said, iteration: who }] },
      { signals: [{ ...said, customer: who, account: who }] },
      { signals: [said], account: who, proof: who },
      { signals: [said], account: `${who}\u0000` },
      { signals: [said], key: `pk_live_${who}` },
      { signals: [said], ask: { feature: who.toUpperCase() } },
      { signals: who },
    ];
    for (const body of refused) {
      const sent = await reportFromPage(mine.product, { signals: [], ...body, customer: who });
      expect([400, 401]).toContain(sent.status);
      expect([body, sent.text.includes(who)]).toEqual([body, false]);
    }
    const calls: [string, object][] = [
      ["why", { customer: who, feature: "no-such-feature" }],
      ["why", { customer: who, account: `${who}\u0000`, feature: mine.feature }],
      ["customers/lookup", { customer: `${who}\u0000` }],
      ["customers/erase", { customer: `${who}\u0000` }],
    ];
    for (const [path, body] of calls) {
      const operation = `POST /api/projects/${mine.product.id}/${path}`;
      const { status, text } = await send(server, {
        operation,
        by: { token: mine.product.token },
        body,
      });
      expect([400, 404]).toContain(status);
      expect([operation, text.includes(who)]).toEqual([operation, false]);
    }
    const logs = server.harness.getLogs().map(({ message }) => message);
    expect(logs.length).toBeGreaterThanOrEqual(refused.length + calls.length);
    expect(logs.filter((line) => line.includes(who))).toEqual([]);
  });
});
