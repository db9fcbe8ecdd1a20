// Retires features, brings them back, and discards those that nobody wants.

import { prepare, query, rows } from "../../database.ts";
import type { Call } from "../../handler.ts";
import { auditLine, auditLineOfChange } from "../../people/audit.ts";
import { isRefusal } from "../../problem.ts";
import { currentOf } from "../current.ts";
import { eventOfChange } from "../events.ts";
import { deleteFeatures } from "../projects/deleting.ts";
import { readDetail } from "./feature-detail.ts";

type Retiring = Call<"DELETE /projects/{project}/features/{feature}">;
type Reviving = Call<"POST /projects/{project}/features/{feature}/revive">;

/** Retires a feature: its history stays, signals for it are refused. Again, it changes nothing. */
export async function retire(call: Retiring) {
  const refused = await turn(call, { retired: true });
  return refused ?? null;
}

/** Brings a feature back. One that is not retired stays as it is. */
export async function revive(call: Reviving) {
  return (await turn(call, { retired: false })) ?? readDetail({ ...call, query: {} });
}

async function turn(call: Retiring | Reviving, { retired }: { retired: boolean }) {
  const { env, now, caller } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const { feature, iteration, project } = current;
  const update = query
    .updateTable("feature")
    .set({ retired_at: retired ? now : null })
    .where("id", "=", feature.id)
    .where("retired_at", retired ? "is" : "is not", null);
  await env.DB.batch([
    prepare(env.DB, update),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, subject: feature.key },
      action: retired ? "feature retired" : "feature revived",
      before: { retired: !retired },
      after: { retired },
    }),
    eventOfChange(env.DB, {
      ...{ feature: feature.id, iteration: iteration.id, at: now, kind: "retired" },
      text: `${caller.name} ${retired ? "retired it" : "brought it back"}`,
    }),
  ]);
  return undefined;
}

/** Discards every discovered feature with all that was heard of it, so that there is room for others. */
export async function discardDiscovered(call: Call<"DELETE /projects/{project}/discovered">) {
  const { env, params, now, caller } = call;
  const discovered = await rows(
    env.DB,
    query
      .selectFrom("feature")
      .where("project", "=", params.project)
      .where("discovered", "=", 1)
      .select(["id", "key"]),
  );
  if (discovered.length === 0) return null;
  const line = auditLine(env.DB, {
    ...{ project: params.project, now, by: caller.name },
    action: "discovered features discarded",
    subject: `${discovered.length} discovered`,
    before: { keys: discovered.map(({ key }) => key) },
    after: null,
  });
  const ids = discovered.map(({ id }) => id);
  await deleteFeatures(env, ids, line);
  return null;
}
