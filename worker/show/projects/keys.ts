// A project's keys, and the identity secret that proofs are signed with.

import type { Selectable } from "kysely";
import type { projectRoutes } from "../../../contract/api/projects.ts";
import { first, prepare, query, rows } from "../../database.ts";
import type { Call, Handlers } from "../../handler.ts";
import { identitySecret } from "../../ledger/identity.ts";
import { hashOf } from "../../ledger/key-hash.ts";
import { auditLine, auditLineOfChange } from "../../people/audit.ts";
import { conflict, notFound } from "../../problem.ts";
import type { ApiKeyTable } from "../../schema.ts";
import { newId, newKey } from "../identifiers.ts";

async function listKeys({ env, params }: Call<"GET /projects/{project}/keys">) {
  const keys = await rows(
    env.DB,
    query
      .selectFrom("api_key")
      .where("project", "=", params.project)
      .where("revoked_at", "is", null)
      .orderBy("created_at")
      .selectAll(),
  );
  return { items: keys.map(shownKey), cursor: null };
}

type KeyRow = Pick<
  Selectable<ApiKeyTable>,
  "id" | "kind" | "name" | "key" | "hint" | "created_at" | "created_by"
>;

function shownKey(row: KeyRow) {
  const { id, kind, name, key, hint, created_by } = row;
  return {
    id,
    kind,
    name,
    key,
    hint,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: created_by,
  };
}

const PREFIX = { publishable: "pk_live_", secret: "sk_live_", test: "pk_test_" } as const;

/** A new key and the row that keeps it; of a secret one the row has but the hash. */
export async function keyRow(
  { caller, now }: { caller: { name: string }; now: number },
  given: { project: string; kind: keyof typeof PREFIX; name: string },
) {
  const key = newKey(PREFIX[given.kind]);
  const row = {
    ...given,
    id: newId("k"),
    hash: await hashOf(key),
    key: given.kind === "secret" ? null : key,
    hint: key.slice(-4),
    created_at: now,
    created_by: caller.name,
    revoked_at: null,
  };
  return { key, row: row satisfies KeyRow };
}

async function addKey(call: Call<"POST /projects/{project}/keys">) {
  const { env, params, body, caller, now } = call;
  const name =
    body.name ?? { publishable: "Website", secret: "Server", test: "Staging" }[body.kind];
  const { key, row } = await keyRow(call, { project: params.project, kind: body.kind, name });
  await env.DB.batch([
    prepare(env.DB, query.insertInto("api_key").values(row)),
    auditLine(env.DB, {
      project: params.project,
      now,
      by: caller.name,
      action: "key made",
      subject: `${body.kind} ${name}`,
      before: null,
      after: { id: row.id },
    }),
  ]);
  return { ...shownKey(row), key };
}

async function revokeKey(call: Call<"DELETE /projects/{project}/keys/{key}">) {
  const { env, params, caller, now } = call;
  const theirs = query
    .selectFrom("api_key")
    .where("id", "=", params.key)
    .where("project", "=", params.project)
    .where("revoked_at", "is", null);
  const key = await first(env.DB, theirs.select(["name", "kind"]));
  if (!key) return notFound("key");
  const live = query.updateTable("api_key").where("revoked_at", "is", null);
  const [revoked] = await env.DB.batch([
    prepare(env.DB, live.where("id", "=", params.key).set({ revoked_at: now })),
    auditLineOfChange(env.DB, {
      ...{ project: params.project, now, by: caller.name, action: "key revoked" },
      ...{ subject: `${key.kind} ${key.name}`, before: { id: params.key }, after: null },
    }),
  ]);
  return revoked?.meta.changes ? null : notFound("key");
}

/** The next version, if nobody was faster: two at once would end the secret before without either meaning to. */
async function rotate(call: Call<"POST /projects/{project}/secrets/rotate">) {
  const { env, project, caller, now } = call;
  const before = project.identity_version;
  const version = before + 1;
  const change = query
    .updateTable("project")
    .set({ identity_version: version })
    .where("id", "=", project.id)
    .where("identity_version", "=", before);
  const [rotated] = await env.DB.batch([
    prepare(env.DB, change),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, action: "identity secret rotated" },
      ...{ subject: `version ${version}`, before: { version: before }, after: { version } },
    }),
  ]);
  if (!rotated?.meta.changes) return RIVAL;
  return { identitySecret: await identitySecret(env.LANDED_SECRET, project.id, version), version };
}

const RIVAL = conflict("Somebody rotated it at the same moment; look who before doing it again.");

export const keyHandlers: Handlers<
  Pick<
    typeof projectRoutes,
    | "GET /projects/{project}/keys"
    | "POST /projects/{project}/keys"
    | "DELETE /projects/{project}/keys/{key}"
    | "POST /projects/{project}/secrets/rotate"
  >
> = {
  "GET /projects/{project}/keys": listKeys,
  "POST /projects/{project}/keys": addKey,
  "DELETE /projects/{project}/keys/{key}": revokeKey,
  "POST /projects/{project}/secrets/rotate": rotate,
};
