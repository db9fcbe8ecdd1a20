// Every operation that the API describes of itself: what the machine-made cases are made from.

import type { Server } from "../harness.ts";
import { call } from "../people/visitors.ts";

/** A JSON Schema as the description writes them. */
export type Schema = { [key: string]: unknown };

export interface Described {
  /** Such as `GET /api/projects/{project}`. */
  operation: string;
  method: string;
  path: string;
  /** Who may call it: the description's `x-access`. */
  access: string;
  /** The names in braces of the path. */
  names: string[];
  /** The schemas of its query, by name. */
  query: Record<string, Schema>;
  /** The schema of its JSON body, if it reads one. */
  body: Schema | null;
  /** Whether it is for sessions alone, as signing out is. */
  sessionOnly: boolean;
}

export interface Description {
  operations: Described[];
  /** A schema with its first reference followed. */
  resolve: (schema: Schema) => Schema;
}

interface Told {
  "x-access": string;
  security?: Record<string, unknown>[];
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** Reads the description over HTTP. */
export async function describeApi(server: Server, token: string): Promise<Description> {
  const { json } = await call(server, "GET /api/openapi.json", { token });
  const paths = json["paths"] as Record<string, Record<string, Told>>;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, told]) => described(method.toUpperCase(), path, told)),
  );
  return { operations, resolve: (schema) => resolved(json, schema) };
}

function described(method: string, path: string, told: Told): Described {
  const parameters = (told.parameters ?? []).filter((each) => each.in === "query");
  const security = told.security ?? [];
  return {
    operation: `${method} ${path}`,
    method,
    path,
    access: told["x-access"],
    names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name),
    query: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    body: told.requestBody?.content["application/json"]?.schema ?? null,
    sessionOnly: security.length > 0 && security.every((each) => "session" in each),
  };
}

function resolved(document: unknown, schema: Schema): Schema {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  const steps = reference.replace("#/", "").split("/");
  const found = steps.reduce<unknown>((at, step) => (at as Schema)[step], document);
  return resolved(document, found as Schema);
}

/** Whether a call may change something. */
export function isUnsafe({ method }: Pick<Described, "method">): boolean {
  return method !== "GET";
}
