// What guards every answer, of every kind: who may read it, keep it, frame it, and what it may do when opened.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECURE_HEADERS } from "../../../worker/secure.ts";
import { type Server, startWorker } from "../harness.ts";
import { reportFromPage } from "../product.ts";
import { type Described, describeApi } from "./described.ts";
import { sendRaw } from "./hostile.ts";
import {
  filled,
  type Heard,
  makeWorld,
  NOWHERE,
  paramsOf,
  rowsOf,
  type Side,
  send,
} from "./world.ts";

let server: Server;
let mine: Side;
let operations: Described[];
beforeAll(async () => {
  server = await startWorker();
  ({ mine } = await makeWorld(server));
  const described = await describeApi(server, mine.product.token);
  operations = described.operations.filter(({ path }) => path.startsWith("/api/"));
});
afterAll(() => server.close());

/** What is missing of the guards of an answer; a policy may be another, if it is as strict. */
function missing({ headers }: Pick<Heard, "headers">): string[] {
  const policy = headers.get("content-security-policy") ?? "";
  const strict =
    policy.startsWith("default-src 'none'") &&
    policy.includes("frame-ancestors 'none'") &&
    !policy.includes("unsafe");
  const others = Object.entries(SECURE_HEADERS).filter(
    ([name, value]) => name !== "content-security-policy" && headers.get(name) !== value,
  );
  return [...(strict ? [] : [`policy: ${policy}`]), ...others.map(([name]) => name)];
}

describe("Every answer of the API [T30] [C09]", () => {
  test("is guarded: good ones of every operation, whatever their kind", async () => {
    const kinds = new Set<string>();
    for (const { operation, method } of operations) {
      const { search, body } = rowsOf(mine)[operation] ?? {};
      const params = method === "GET" ? paramsOf(mine) : { ...NOWHERE, project: mine.product.id };
      const by = { cookie: method === "GET" ? mine.owner.cookie : mine.viewer.cookie };
      const answer = await send(server, {
        operation: filled(operation, params, search),
        by,
        body,
      });
      kinds.add(answer.headers.get("content-type")?.split(";")[0] ?? "none");
      expect([operation, answer.status, missing(answer)]).toEqual([operation, answer.status, []]);
    }
    for (const ending of ["md", "csv"]) {
      const params = { ...paramsOf(mine), quarter: `${mine.quarter}.${ending}` };
      const operation = filled("GET /api/projects/{project}/quarters/{quarter}", params);
      const answer = await send(server, { operation, by: { cookie: mine.owner.cookie } });
      kinds.add(answer.headers.get("content-type")?.split(";")[0] ?? "none");
      expect(missing(answer)).toEqual([]);
    }
    expect([...kinds].sort()).toEqual([
      "application/json",
      "application/problem+json",
      "application/x-ndjson",
      "none",
      "text/csv",
      "text/event-stream",
      "text/html",
      "text/markdown",
    ]);
  });

  test("is guarded where nothing is, where nobody is signed in, and where the method is none", async () => {
    const calls = [
      ...["GET /api/nothing", "GET /api/me", "POST /api/auth/nothing", "PATCH /api/me"],
      ...["DELETE /api/docs", "OPTIONS /api/me", "HEAD /api/projects", "GET /v1/nothing"],
      ...["GET /v1/health", "GET /v1/signals", "OPTIONS /v1/signals", "PUT /v1/signals"],
    ];
    for (const operation of calls)
      expect([operation, missing(await send(server, { operation, by: {} }))]).toEqual([
        operation,
        [],
      ]);
  });

  test("is not written down by a cache, and signals' answers are neither", async () => {
    const heard = await reportFromPage(mine.product, { customer: "ada", signals: [] });
    expect(missing(heard)).toEqual([]);
    expect(heard.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

const FILES: [path: string, kind: string][] = [
  ["/", "document"],
  ["/sign-in", "document"],
  ["/p/p_1/f/export", "document"],
  ["/no/such/page", "document"],
  ["/landed.js", "widget"],
];

describe("Files [T30] [C09] [C25]", () => {
  test.each(FILES)("%s is guarded as a %s", async (path, kind) => {
    const { status, headers } = await send(server, { operation: `GET ${path}`, by: {} });
    expect(status).toBe(200);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
    if (kind === "document") expectDocument(headers);
    else {
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  test("the widget's files are kept as long as their names allow, and lead to their sources", async () => {
    const get = (path: string) => fetch(server.url + path);
    const core = await get("/landed.js");
    expect(core.headers.get("cache-control")).toBe(
      "public, max-age=3600, stale-while-revalidate=86400",
    );
    const map = core.headers.get("sourcemap") ?? "";
    expect((await get(map)).headers.get("content-type")).toContain("json");
    const [prompt = ""] = /landed-prompt\.[\w-]+\.js/.exec(await core.text()) ?? [];
    const { headers } = await get(`/${prompt}`);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test.each([
    ...["/landed", "/landed-prompt.00000000.js", "/landed.js/", "/v/", "/v/9.9.9/landed.js"],
    ...["/v/p/p_1", "/assets/", "/assets/index-none.js", "/assets/../v/x", "/v1/x", "/v1"],
  ])(
    "%s, where none is, is never answered by a page that would be kept and framed",
    async (path) => {
      for (const mode of ["navigate", "no-cors", "cors"]) {
        const headers = { "sec-fetch-mode": mode };
        const answer = await send(server, { operation: `GET ${path}`, by: {}, headers });
        expect([path, answer.status, missing(answer)]).toEqual([path, 404, []]);
        expect(answer.headers.get("content-type")).toBe("application/problem+json");
        expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      }
    },
  );

  test("a page is only read: other methods find nothing", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await send(server, { operation: `${method} /p/p_1`, by: {} });
      expect([method, answer.status, missing(answer)]).toEqual([method, 404, []]);
    }
    const { status, headers } = await fetch(`${server.url}/p/p_1`, { method: "HEAD" });
    expect(status).toBe(200);
    expectDocument(headers);
    const again = await fetch(`${server.url}/p/p_1`, {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  test("slashes and dots lead to no other site", async () => {
    const paths = [
      ...["//evil.example/index.html", "/%2f%2fevil.example/index.html", "//evil.example/%2e%2e"],
      ...["/\\evil.example/index.html", "/%5cevil.example/index.html", "//api/me", "/api%2fme"],
    ];
    for (const path of paths) {
      const { status, location } = await sendRaw(server, { method: "GET", path });
      const leads = new URL(location ?? "/", `${server.url}/`).origin;
      expect([path, status < 500, leads]).toEqual([path, true, server.url]);
    }
  });

  test("a path that climbs out of them ends within them", async () => {
    for (const path of ["/..%2f..%2fwrangler.toml", "/%2e%2e/package.json", "/_headers", "/.env"]) {
      const response = await fetch(server.url + path);
      const text = await response.text();
      expect([path, /\[\[d1_databases|"devDependencies"|Permissions-Policy:/.test(text)]).toEqual([
        path,
        false,
      ]);
    }
  });
});

/** The dashboard's policy, directive by directive. */
function expectDocument(headers: Headers): void {
  const policy = Object.fromEntries(
    (headers.get("content-security-policy") ?? "").split(";").map((each) => {
      const [name = "", ...values] = each.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
  expect(policy).toMatchObject({
    "default-src": "'self'",
    "script-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
  });
  expect(JSON.stringify(policy)).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
}

describe("Where somebody goes after signing in [T30] [C07] [C09]", () => {
  test("no answer of the whole API sends anybody elsewhere", async () => {
    const next = "https://evil.example";
    for (const { operation } of operations) {
      if (operation.includes("sign-out")) continue;
      const search = `?${new URLSearchParams({ next, redirect: next, callbackURL: next, url: next })}`;
      const call = filled(operation, { ...NOWHERE, project: mine.product.id }, search);
      const { status, headers } = await send(server, {
        operation: call,
        by: { cookie: mine.editor.cookie },
      });
      expect([operation, headers.get("location"), status >= 300 && status < 400]).toEqual([
        operation,
        null,
        false,
      ]);
    }
  });
});
