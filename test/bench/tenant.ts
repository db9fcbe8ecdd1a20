// A project on a served Worker, with a back end's key and a token: what benches send and look with.

import { mintToken } from "../../worker/people/mint.ts";
import { askOnce, requestOf } from "./load.ts";
import type { Served } from "./serving.ts";

export interface Tenant {
  served: Served;
  project: string;
  token: string;
  /** Publishable. */
  key: string;
  secretKey: string;
}

/** Makes the project. */
export async function makeTenant(served: Served, settings: object = {}): Promise<Tenant> {
  const order = { name: "bench", scope: "write", project: null, expiresAt: null } as const;
  const by = { name: "bench", id: null };
  const { secret: token, statements } = await mintToken({ ...order, by }, Date.now());
  for (const statement of statements) await served.db.prepare(statement).run();
  const { id = "" } = await post({ served, token }, "/api/projects", {
    name: "Bench",
    ...settings,
  });
  const keyOf = async (kind: string) =>
    (await post({ served, token }, `/api/projects/${id}/keys`, { kind }))["key"] ?? "";
  const keys = { key: await keyOf("publishable"), secretKey: await keyOf("secret") };
  return { served, project: id, token, ...keys };
}

/** Posts to the API, and gives what it answered. */
export async function post(
  { served, token }: Pick<Tenant, "served" | "token">,
  path: string,
  body: object,
): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await askOnce(served.url, requestOf("POST", path, headers, JSON.stringify(body)));
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body) as Record<string, string>;
}

/** A request for one of the project's pages of data. */
export function lookAt({ token, project }: Tenant, path: string): string {
  return requestOf("GET", `/api/projects/${project}${path}`, { authorization: `Bearer ${token}` });
}

/** A back end's report. */
export function reportOf({ secretKey }: Tenant, customer: string, signals: object[]): string {
  const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json" };
  return requestOf("POST", "/v1/signals", headers, JSON.stringify({ customer, signals }));
}
