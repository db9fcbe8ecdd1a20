// Changes a feature's settings; a promise that moves with them stays on record.

import { prepare, query } from "../../database.ts";
import type { Call } from "../../handler.ts";
import { auditLine } from "../../people/audit.ts";
import { isRefusal } from "../../problem.ts";
import { whyNoPartners } from "../confirmation/partner-members.ts";
import { currentOf } from "../current.ts";
import { difference } from "../difference.ts";
import { readDetail } from "./feature-detail.ts";
import { featureColumns, settingsOf } from "./feature-settings.ts";
import { type Moving, movingOfFeature, movingTerms } from "./terms.ts";

export async function changeFeature(call: Call<"PATCH /projects/{project}/features/{feature}">) {
  const { env, body, now, caller } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const refused = await whyNoPartners(env, current.project.id, body.partners);
  if (refused) return refused;
  const { feature, project } = current;
  const columns = featureColumns(body);
  const changed = { ...feature, ...columns };
  const changes = difference(settingsOf(feature), settingsOf(changed));
  if (changes) {
    const by = caller.name;
    const moving = await movingOfFeature(env, { ...current, feature: changed, now, by });
    await env.DB.batch([
      prepare(env.DB, query.updateTable("feature").set(columns).where("id", "=", feature.id)),
      ...movingTerms(env.DB, moving),
      auditLine(env.DB, {
        ...{ project: project.id, now, by, action: "feature changed", subject: feature.key },
        before: changes.before,
        after: { ...changes.after, ...answersHeard(moving) },
      }),
    ]);
  }
  return readDetail({ ...call, query: {} });
}

/** A promise that was moved says after how many answers. */
function answersHeard([moving]: readonly Moving[]): { answersHeard?: number } {
  return moving?.heard ? { answersHeard: moving.answers } : {};
}
