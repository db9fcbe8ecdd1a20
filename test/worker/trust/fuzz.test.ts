// Whatever is sent to whatever operation: an answer of the contract's, in time, and never a failure of our own.

import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLong } from "../../faults/form.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, ORIGIN, type Product } from "../product.ts";
import { exported, imported, linesOf } from "../show/rich.ts";
import { type Described, type Description, describeApi, isUnsafe } from "./described.ts";
import { drawnFor } from "./drawn.ts";
import { hostile, type Raw, sendRaw, wrongWith } from "./hostile.ts";
import { filled, makeWorld, paramsOf, rowsOf, type Side } from "./world.ts";

let server: Server;
let ada: string;
let mine: Side;
let api: Description;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ({ ada, mine } = await makeWorld(server));
  api = await describeApi(server, mine.product.token);
  operations = api.operations.filter(
    ({ path, operation }) => path.startsWith("/api/") && !ENDS.includes(operation),
  );
});
afterAll(() => server.close());

/** A good call of these would end what the others speak to. */
const ENDS = [
  "DELETE /api/projects/{project}",
  "POST /api/auth/sign-out",
  "POST /api/auth/sign-out-everywhere",
];

/** In the short form, every fifth of what is tried, each time another fifth; in the long form all. */
let turn = 0;
function some<T>(all: readonly T[]): T[] {
  turn++;
  return isLong ? [...all] : all.filter((_, index) => (index + turn) % 5 === 0);
}

/** So many draws, and many more in the long form. */
const runs = (few: number) => ({ numRuns: isLong ? 10 * few : few });

function sent(
  operation: string,
  given: { search?: string; body?: string | undefined; headers?: Record<string, string> } = {},
): Promise<Raw> {
  const { search = "", body, headers = {} } = given;
  const [method = "", path = ""] = filled(operation, paramsOf(mine)).split(" ");
  return sendRaw(server, {
    method,
    path: path + search,
    headers: { cookie: ada, ...headers },
    ...(body !== undefined && { body }),
  });
}

async function expectRight(answer: Promise<Raw>, sentence: string): Promise<number> {
  const heard = await answer;
  expect([sentence, wrongWith(heard)]).toEqual([sentence, null]);
  return heard.status;
}

describe("Bodies [T25] [C12]", () => {
  test("drawn from each operation's own schema are taken, or refused by field", async () => {
    const statuses = new Set<number>();
    for (const { operation, body } of operations.filter((each) => each.body)) {
      const drawn = drawnFor(body ?? {}, api.resolve);
      await fc.assert(
        fc.asyncProperty(drawn, async (value) => {
          const text = JSON.stringify(value) ?? "";
          statuses.add(await expectRight(sent(operation, { body: text }), `${operation} ${text}`));
        }),
        runs(8),
      );
    }
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 400, 404, 409]));
  });

  test("of the corpus are each a 400, whatever they say they are", async () => {
    const types = ["application/json", "text/plain", "application/xml", "multipart/form-data", ""];
    for (const { operation } of operations.filter((each) => each.body))
      for (const [index, body] of some([...hostile.bodies.entries()])) {
        // No body at all says as much as an object without fields.
        if (body === "") continue;
        const headers = { "content-type": types[index % types.length] ?? "" };
        const status = await expectRight(
          sent(operation, { body, headers }),
          `${operation} ${body}`,
        );
        expect([400, 429], `${operation} ${body}`).toContain(status);
      }
  });

  test("that are compressed, endless or nested without end are refused", async () => {
    const operation = "PATCH /api/projects/{project}";
    const gzip = { "content-encoding": "gzip" };
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const cases: [string, Record<string, string>, number][] = [
      ["not gzip", gzip, 400],
      [deep, {}, 400],
      ["[".repeat(100_000), {}, 400],
      [`{"name":"${"x".repeat(600_000)}"}`, {}, 413],
      [`{"name":"x"}`, { "content-length": "3", connection: "close" }, 400],
    ];
    for (const [body, headers, status] of cases)
      expect(await expectRight(sent(operation, { body, headers }), body.slice(0, 40))).toBe(status);
  });
});

describe("Queries [T23] [C12]", () => {
  test("drawn for each name an operation knows, and names it does not", async () => {
    for (const { operation, query } of operations.filter(({ method }) => method === "GET")) {
      const names = [...Object.keys(query), "__proto__", "constructor", "no-such-name"];
      const pairs = fc.array(
        fc.tuple(
          fc.constantFrom(...names),
          fc.oneof(
            fc.constantFrom(
              ...hostile.queries,
              ...hostile.values.map((value) => JSON.stringify(value)),
            ),
            fc.string({ unit: "grapheme" }),
          ),
        ),
        { minLength: 1, maxLength: 4 },
      );
      await fc.assert(
        fc.asyncProperty(pairs, async (drawn) => {
          const search = `?${new URLSearchParams(drawn)}`;
          await expectRight(sent(operation, { search }), `${operation}${search}`);
        }),
        runs(operation.endsWith("/live") ? 1 : 4),
      );
    }
  });

  test("that are no queries at all", async () => {
    const searches = [
      "?%",
      "?%ff=%ff",
      "?=",
      "?&&&",
      "?q=%00",
      "?q=%ed%a0%80",
      `?q=${"%".repeat(5_000)}`,
    ];
    for (const { operation, method } of operations)
      if (method === "GET")
        for (const search of some(searches))
          await expectRight(sent(operation, { search }), operation + search);
  });

  test("of cursors that no list gave out are a 400 that names the cursor", async () => {
    const cursors = [
      "x",
      "AAAA",
      "e30",
      "bnVsbA",
      "WzEsMl0",
      "LTE",
      btoa('{"at":"x"}'),
      "é",
      "0".repeat(512),
    ];
    const lists = operations.filter(({ query }) => "cursor" in query);
    expect(lists.length).toBeGreaterThan(3);
    for (const { operation } of lists)
      for (const cursor of cursors) {
        const answer = await sent(operation, { search: `?${new URLSearchParams({ cursor })}` });
        expect([operation, cursor, wrongWith(answer)]).toEqual([operation, cursor, null]);
        expect([operation, cursor, answer.status, answer.text.includes('"cursor"')]).toEqual([
          ...[operation, cursor, 400, true],
        ]);
      }
  });
});

describe("Paths [T25] [C12]", () => {
  const PARTS = [
    ...["..", "%2e%2e", "%2f", "..%2f..%2f", "%00", "%ff", "%", "%zz", "%ed%a0%80", "a%20b", "+"],
    ...[
      "x".repeat(4_000),
      "%F0%9F%98%80",
      "__proto__",
      "constructor",
      "'",
      "%22",
      "%3Cimg%3E",
      ";",
      "*",
      "~",
    ],
    ...[
      "2026-Q4.exe",
      "0000-Q1",
      "99999-Q1",
      "2026-q4",
      "2026-Q4.md.csv",
      "1e3",
      "-1",
      "9999-12-31T23",
    ],
  ];

  test("with anything where a name stands", async () => {
    for (const { operation, names } of operations)
      for (const name of names)
        for (const part of some(PARTS)) {
          const { body } = rowsOf(mine)[operation] ?? {};
          const [method = "", path = ""] = operation.split(" ");
          const marked = filled(path.replace(`{${name}}`, "MARK"), paramsOf(mine));
          const raw = { method, path: marked.replace("MARK", part), headers: { cookie: ada } };
          const answer = sendRaw(server, {
            ...raw,
            ...(body !== undefined && { body: JSON.stringify(body) }),
          });
          await expectRight(answer, `${method} ${raw.path.slice(0, 200)}`);
        }
  });

  test("that lead nowhere, by methods that nobody serves", async () => {
    const paths = [
      "/api/",
      "/api//",
      "/api/%00",
      "/api/projects//",
      "/api/../v1/signals",
      "/v1/",
      "/v1/signals/",
      "/v1/%ff",
    ];
    for (const path of [...paths, ...operations.map(({ path: each }) => each.replace(/[{}]/g, ""))])
      for (const method of some(["PROPFIND", "QUERY", "PUT", "PATCH", "TRACE"])) {
        const answer = await sendRaw(server, { method, path, headers: { cookie: ada } });
        expect([method, path, answer.status < 500]).toEqual([method, path, true]);
      }
  });
});

describe("Headers [T25] [C12]", () => {
  const odd: Record<string, string>[] = [
    { authorization: "Bearer" },
    { authorization: `Bearer lt_${"A".repeat(8_000)}` },
    { authorization: "Bearer lt_\u00e9" },
    { cookie: "landed=%E0%A4%A; landed" },
    { cookie: `landed=${"x".repeat(7_000)}` },
    { cookie: "=; ;;; landed=.=" },
    { origin: "not an origin" },
    { "last-event-id": "-1e9" },
    { "accept-language": `${"x-".repeat(500)};q=NaN,*;q=-1,\u00e9` },
    { "content-type": "\u00e9/\u00e9; charset=utf-7" },
    { "content-encoding": "br, gzip, x" },
    { range: "bytes=0-0,-1" },
    { "if-none-match": "*" },
    { "x-forwarded-for": "' OR 1=1 --" },
    { "user-agent": "\u00ff".repeat(500) },
    { "sec-gpc": "maybe" },
  ];

  test.each(odd)("that make no sense are borne by every operation: %o", async (headers) => {
    for (const { operation } of some(operations.filter((each) => !isUnsafe(each))))
      await expectRight(sent(operation, { headers }), operation);
    const signals = {
      key: mine.product.key,
      customer: "ada",
      signals: [],
      ask: { feature: mine.feature },
    };
    const raw = { method: "POST", path: "/v1/signals", body: JSON.stringify(signals) };
    await expectRight(
      sendRaw(server, { ...raw, headers: { origin: ORIGIN, ...headers } }),
      "signals",
    );
  });
});

describe("Signals [T25] [C12]", () => {
  test("of the corpus, as bodies and as every field's value, are refused by name", async () => {
    const at = Date.now();
    const good = { kind: "answered", feature: mine.feature, at, helped: true };
    const fields = [
      "kind",
      "feature",
      "at",
      "helped",
      "comment",
      "page",
      "locale",
      "iteration",
      "edited",
      "customer",
      "account",
    ];
    const envelope = { key: mine.product.key, customer: "ada", signals: [good] };
    const bodies = [
      ...hostile.bodies,
      ...hostile.values
        .flatMap((value) => [
          ...some(fields).map((field) => ({ ...envelope, signals: [{ ...good, [field]: value }] })),
          ...some(["key", "customer", "account", "proof", "sent", "signals", "ask"]).map(
            (field) => ({
              ...envelope,
              [field]: value,
            }),
          ),
          ...some(["feature", "token", "inline", "iteration"]).map((field) => ({
            ...envelope,
            ask: { feature: mine.feature, [field]: value },
          })),
        ])
        .map((body) => JSON.stringify(body)),
    ];
    for (const body of bodies) {
      const raw = { method: "POST", path: "/v1/signals", headers: { origin: ORIGIN }, body };
      await expectRight(sendRaw(server, raw), body.slice(0, 300));
    }
  });
});

describe("Imports [T24] [C27]", () => {
  let empty: Product;
  let lines: string[];
  beforeAll(async () => {
    empty = await makeProduct(server);
    lines = linesOf(await exported(mine.product));
  });

  async function expectRefused(text: string): Promise<void> {
    const { status, json } = await imported(empty, text);
    expect([text.slice(0, 200), status]).toEqual([text.slice(0, 200), 400]);
    expect(json.errors?.length).toBeGreaterThan(0);
    // What is wrong with a line as a whole is told by its number alone.
    for (const { field, line } of json.errors ?? []) expect(field || line).toBeTruthy();
  }

  test("of the corpus, alone and among good lines, are refused", async () => {
    for (const line of hostile.lines) {
      await expectRefused(line);
      await expectRefused([...lines.slice(0, 2), line, ...lines.slice(2)].join("\n"));
    }
  });

  test("with any byte changed, cut or doubled are refused, and leave nothing", async () => {
    const whole = `${lines.join("\n")}\n`;
    const place = fc.integer({ min: 0, max: whole.length - 2 });
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom("change", "cut", "double"), async (at, how) => {
        const letter = whole[at] ?? "";
        const middle = { change: letter === "0" ? "1" : "0", cut: "", double: letter + letter }[
          how
        ];
        await expectRefused(whole.slice(0, at) + middle + whole.slice(at + 1));
      }),
      runs(30),
    );
    const features = await ask(empty, "GET /projects/{project}/features");
    expect(features.json.items).toEqual([]);
  });
});
