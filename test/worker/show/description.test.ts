// The API's description: it tells of every route as the server checks it, and people can read it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Operation, routes } from "../../../contract/api/routes.ts";
import { type Server, startWorker } from "../harness.ts";
import { call, owner, token } from "../people/visitors.ts";
import { makeProduct } from "../product.ts";

type Json = { [key: string]: Json } & Json[] & string;

let server: Server;
let bearer: string;
let document: Record<string, Json>;
beforeAll(async () => {
  server = await startWorker();
  bearer = await token(server);
  const answer = await call(server, "GET /api/openapi.json", { token: bearer });
  document = answer.json as Record<string, Json>;
});
afterAll(() => server.close());

interface Told {
  name: string;
  path: string;
  operation: Json;
}

function operations(): Told[] {
  return Object.entries(document["paths"] ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation: operation as Json,
    })),
  );
}

/** Every value in a document with the keys that lead to it. */
function* everything(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, inside] of Object.entries(value)) yield* everything(inside, [...path, key]);
}

test("a method that a path does not take is a 405 that names those it takes", async () => {
  const product = await makeProduct(server);
  const paths = Map.groupBy(Object.keys(routes), (operation) => operation.split(" ")[1]);
  expect(paths.size).toBeGreaterThan(30);
  for (const [path, named] of paths) {
    const methods = named.map((operation) => operation.split(" ")[0] ?? "");
    const there = path?.replace("{project}", product.id).replaceAll(/\{\w+\}/g, "any");
    const url = `${server.url}/api${there}`;
    const method = ["PUT", "DELETE"].find((each) => !methods.includes(each)) ?? "PATCH";
    const known = await fetch(url, { method, headers: { authorization: `Bearer ${bearer}` } });
    expect([path, known.status]).toEqual([path, 405]);
    const heads = methods.includes("GET") ? ["HEAD"] : [];
    expect(known.headers.get("allow")?.split(", ").sort()).toEqual([...methods, ...heads].sort());
    expect(await known.json()).toMatchObject({ status: 405, detail: expect.any(String) });
    expect((await fetch(url, { method })).status).toBe(401);
    const elsewhere = url.replace(product.id, "p_elsewhere");
    const other = await fetch(elsewhere, {
      method,
      headers: { authorization: `Bearer ${bearer}` },
    });
    expect(other.status).toBe(path?.includes("{project}") ? 404 : 405);
  }
});

describe("the document", () => {
  test("is OpenAPI 3.1 with a title, a version, and nothing it should not have", () => {
    expect(document["openapi"]).toMatch(/^3\.1\.\d+$/);
    expect(document["info"]).toMatchObject({ title: "Landed", version: expect.any(String) });
    const known = ["openapi", "info", "servers", "tags", "paths", "components"];
    expect(Object.keys(document).filter((key) => !known.includes(key))).toEqual([]);
  });

  test("tells of every declared route, with who may call it", () => {
    const told = new Map(operations().map(({ name, operation }) => [name, operation["x-access"]]));
    for (const operation of Object.keys(routes) as Operation[])
      expect([operation, told.get(operation.replace(" ", " /api"))]).toEqual([
        operation,
        routes[operation].access,
      ]);
  });

  test("tells of collecting signals, health and signing in too", () => {
    const names = operations().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "POST /v1/signals",
        "GET /v1/health",
        "POST /api/auth/link",
        "POST /api/auth/sign-in",
        "GET /api/auth/sessions",
      ]),
    );
  });

  test("refers to nothing that is not there", () => {
    const references = [...everything(document)].filter(([path]) => path.at(-1) === "$ref");
    expect(references.length).toBeGreaterThan(100);
    for (const [, reference] of references) {
      const steps = String(reference).replace("#/", "").split("/");
      const found = steps.reduce<unknown>(
        (at, step) => (at as Record<string, unknown> | undefined)?.[step],
        document,
      );
      expect([reference, typeof found]).toEqual([reference, "object"]);
    }
  });

  test("declares each name in a path as a parameter, once, and no other", () => {
    for (const { name, path, operation } of operations()) {
      const parameters = (operation["parameters"] ?? []) as unknown as {
        in: string;
        name: string;
        required?: boolean;
      }[];
      const inPath = parameters.filter((each) => each.in === "path");
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each);
      expect([name, inPath.map((each) => each.name)]).toEqual([name, wanted]);
      expect(inPath.every((each) => each.required === true)).toBe(true);
      const keys = parameters.map((each) => `${each.in} ${each.name}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test("names operations and paths once each", () => {
    const ids = operations().map(({ operation }) => operation["operationId"]);
    expect(ids.every((id) => /^[a-zA-Z]+$/.test(String(id)))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const shapes = Object.keys(document["paths"] ?? {}).map((path) =>
      path.replaceAll(/\{\w+\}/g, "{}"),
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test("describes each answer, a success and problems among them", () => {
    for (const { name, operation } of operations()) {
      const responses = Object.entries(operation["responses"] ?? {});
      expect([name, responses.some(([status]) => /^2\d\d$/.test(status))]).toEqual([name, true]);
      expect(responses.every(([status]) => /^[1-5]\d\d$/.test(status))).toBe(true);
      expect(responses.every(([, each]) => each["description"] !== "")).toBe(true);
      const problems = responses.filter(([status]) => Number(status) >= 400);
      expect([name, problems.length > 0]).toEqual([name, true]);
      for (const [, each] of problems)
        expect(Object.keys(each["content"] ?? {})).toEqual(["application/problem+json"]);
    }
  });

  test("names only security schemes that it declares, and none where anyone may call", () => {
    const schemes = Object.keys(document["components"]?.["securitySchemes"] ?? {});
    expect(schemes).toEqual(["session", "token", "secretKey"]);
    for (const { name, operation } of operations()) {
      const needs = (operation["security"] ?? []) as unknown as Record<string, string[]>[];
      expect(needs.flatMap(Object.keys).every((each) => schemes.includes(each))).toBe(true);
      expect([name, needs.length === 0]).toEqual([
        name,
        String(operation["x-access"]) === "anyone",
      ]);
    }
  });

  test("has a body for every route that reads one, and its unknown fields are refused", () => {
    for (const operation of Object.keys(routes) as Operation[]) {
      const route = routes[operation];
      const told = operations().find(({ name }) => name === operation.replace(" ", " /api"));
      const wanted = "body" in route || "streams" in route;
      expect([operation, told?.operation["requestBody"] !== undefined]).toEqual([
        operation,
        wanted,
      ]);
    }
    const schemas = document["components"]?.["schemas"] ?? {};
    expect((schemas as Record<string, Json>)["NewFeature"]).toMatchObject({
      additionalProperties: false,
      required: ["key"],
    });
  });

  test("has schemas of JSON Schema's own keywords", () => {
    const types = ["string", "number", "integer", "boolean", "object", "array", "null"];
    for (const [path, value] of everything(document["components"]?.["schemas"])) {
      if (path.at(-1) === "type" && path.at(-2) !== "properties")
        expect([value].flat().every((each) => types.includes(String(each)))).toBe(true);
      if (path.at(-1) === "required" && path.at(-2) !== "properties")
        expect(Array.isArray(value)).toBe(true);
    }
  });
});

describe("the page", () => {
  test("is HTML without a script, whose one style sheet its policy allows by hash", async () => {
    const { status, text, headers } = await call(server, "GET /api/docs", { token: bearer });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toMatch(/^<!doctype html><html lang="en">/);
    expect(text).not.toMatch(/<script|style=|\bon\w+=|<link|https?:\/\//);
    const style = /<style>(.*)<\/style>/s.exec(text)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
    const hash = Buffer.from(digest).toString("base64");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(policy).not.toContain("unsafe");
  });

  test("tells of every route, and links to the document and to every shape it names", async () => {
    const { text } = await call(server, "GET /api/docs", { token: bearer });
    for (const { path, operation } of operations()) {
      expect(text).toContain(`<code>${path}</code>`);
      expect(text).toContain(`id="${operation["operationId"]}"`);
    }
    expect(text).toContain('href="openapi.json"');
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    for (const id of new Set(targets)) expect(text).toContain(`id="${id}"`);
  });
});

describe("both", () => {
  test.each(["openapi.json", "docs"])(
    "%s is for whoever is signed in, or has a token",
    async (what) => {
      const path = `GET /api/${what}`;
      expect((await call(server, path)).status).toBe(401);
      const scoped = await token(server, { scope: "read" });
      expect((await call(server, path, { token: scoped })).status).toBe(200);
    },
  );

  test("a session is enough", async () => {
    const cookie = await owner(server);
    expect((await call(server, "GET /api/docs", { cookie })).status).toBe(200);
  });
});
