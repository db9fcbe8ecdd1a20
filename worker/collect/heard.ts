// The last signals of a project, kept only while somebody watches them arrive.

import type { Accepted } from "./accept.ts";
import type { Received } from "./received.ts";

/** How many signals of a project are kept while it is watched. */
const KEPT = 100;

/** Notes what became of each signal of a request: kind, feature and outcome, no person. */
export async function noteHeard(
  { env, now, read, sender }: Received,
  accepted: Accepted,
): Promise<void> {
  const project = sender.key.project.id;
  const outcomes = new Map(accepted.rejected.map(({ index, reason }) => [index, reason]));
  const signals = read.slice(-KEPT).map((each) => ({
    kind: "signal" in each ? each.signal.kind : null,
    feature: "signal" in each ? (each.signal.feature ?? null) : null,
    outcome: outcomes.get(each.index) ?? "accepted",
    test: sender.key.kind === "test",
    origin: sender.origin,
  }));
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO heard (project, at, signal) SELECT ?1, ?2, value FROM json_each(?3)",
    ).bind(project, now, JSON.stringify(signals)),
    env.DB.prepare(
      "DELETE FROM heard WHERE project = ?1 AND id <= (SELECT id FROM heard WHERE project = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
    ).bind(project, KEPT),
  ]);
}
