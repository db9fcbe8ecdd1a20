// A product that uses Landed, as tests need one: a project with its keys, and its back end's way to report.

import type { Answer, BodyInput, Operation } from "../../contract/api/routes.ts";
import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Project } from "../../worker/ledger/catalogue.ts";
import type { Server } from "./harness.ts";
import { call, token } from "./people/visitors.ts";

export const ORIGIN = "https://app.example.com";

export interface Product {
  server: Server;
  /** Below /api/projects. */
  id: string;
  /** A token that may do everything on the deployment. */
  token: string;
  key: string;
  secretKey: string;
  identitySecret: string;
}

/** A body to post to /v1/signals; signals may be anything, right or wrong. */
export type Posted = Record<string, unknown>;

/** A new project, with a publishable and a secret key and an identity secret. */
export async function makeProduct(
  server: Server,
  settings: Omit<BodyInput<"POST /projects">, "name"> = {},
): Promise<Product> {
  const bearer = await token(server);
  const api = async (operation: string, body: unknown) => {
    const answer = await call(server, operation, { token: bearer, body });
    if (answer.status !== 201) throw new Error(`${operation}: ${answer.status} ${answer.text}`);
    return answer.json as Record<string, string>;
  };
  const { id = "" } = await api("POST /api/projects", { name: "Ledgerly", ...settings });
  const path = `/api/projects/${id}`;
  const publishable = await api(`POST ${path}/keys`, { kind: "publishable" });
  const secret = await api(`POST ${path}/keys`, { kind: "secret" });
  const rotated = await api(`POST ${path}/secrets/rotate`, undefined);
  return {
    server,
    id,
    token: bearer,
    key: publishable["key"] ?? "",
    secretKey: secret["key"] ?? "",
    identitySecret: rotated["identitySecret"] ?? "",
  };
}

/** The row of its project, as the Worker reads it. */
export async function projectRow({ server, id }: Product): Promise<Project> {
  const row = await server.env.DB.prepare("SELECT * FROM project WHERE id = ?1")
    .bind(id)
    .first<Project>();
  if (!row) throw new Error("the project is gone");
  return row;
}

/** Calls one of the project's routes with the product's token; `path` is what follows /projects/{project}. */
export async function ask<O extends Operation>(
  { server, id, token: bearer }: Product,
  operation: O,
  {
    params = {},
    search = "",
    body,
  }: { params?: Record<string, string>; search?: string; body?: unknown } = {},
): Promise<{ status: number; json: Answer<O>; text: string }> {
  const [method = "", path = ""] = operation.split(" ");
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === "project" ? (params[name] ?? id) : (params[name] ?? "")),
  );
  const answer = await call(server, `${method} /api${filled}${search}`, { token: bearer, body });
  return { status: answer.status, json: answer.json as Answer<O>, text: answer.text };
}

/** Reports as the product's back end does. */
export function report({ server, secretKey }: Product, body: Posted) {
  return post(server, body, { authorization: `Bearer ${secretKey}` });
}

/** Reports as a page of the product does, with its publishable key. */
export function reportFromPage(
  { server, key }: Product,
  body: Posted,
  headers: Record<string, string> = {},
) {
  return post(server, { key, ...body }, { origin: ORIGIN, ...headers });
}

async function post(server: Server, body: Posted, headers: Record<string, string>) {
  const response = await fetch(`${server.url}/v1/signals`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const json = JSON.parse(text) as SignalsAnswer & {
    errors?: { field: string; reason?: string }[];
  };
  return { status: response.status, headers: response.headers, json, text };
}
