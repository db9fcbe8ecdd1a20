// The project's keys and this deployment's files, as the page needs them.

import type { Answer } from "../../contract/api/routes.ts";
import { call, send } from "../api.ts";
import { useResource } from "../resource.ts";

export type Key = Answer<"GET /projects/{project}/keys">["items"][number];

export function useKeys(project: string) {
  return useResource(`project:${project}:keys`, () =>
    call("GET /projects/{project}/keys", { project }),
  );
}

/** The version that is served now, and the hash of each of its files by name. */
export interface Files {
  version: string;
  hashes: Record<string, string>;
}

export function useFiles() {
  return useResource<Files>("files", async () => {
    const health = await send<{ version: string }>("GET", "/v1/health");
    if (!health.ok) return health;
    const { version } = health.value;
    const hashes = await send<Record<string, string>>("GET", `/v/${version}/integrity.json`);
    return hashes.ok ? { ok: true, value: { version, hashes: hashes.value } } : hashes;
  });
}
