// Makes a feature, or adopts one that signals have brought into being.

import { prepare, query } from "../../database.ts";
import type { Call } from "../../handler.ts";
import { readFeatures, type Shipped } from "../../ledger/catalogue.ts";
import { newFeatureRow } from "../../ledger/shipping.ts";
import { answersIn, readLedgers } from "../../ledger/sums.ts";
import { auditLineOfChange } from "../../people/audit.ts";
import { conflict } from "../../problem.ts";
import { whyNoPartners } from "../confirmation/partner-members.ts";
import { eventOfChange } from "../events.ts";
import { readDetail } from "./feature-detail.ts";
import { featureColumns } from "./feature-settings.ts";
import { counted } from "./phrases.ts";
import { TERMS_NOW } from "./terms.ts";

type Making = Call<"POST /projects/{project}/features">;

export async function makeFeature(call: Making) {
  const { env, project, body } = call;
  const refused = await whyNoPartners(env, project.id, body.partners);
  if (refused) return refused;
  const known = (await readFeatures(env.DB, project.id, [body.key])).get(body.key);
  const made = known ? await adopt(call, known) : await insert(call);
  return made ? readDetail({ ...call, params: { feature: body.key } }) : TAKEN;
}

const TAKEN = conflict("key: there is a feature with this key already; change that one.");

/** Ships the first iteration with it; false where the key has been taken meanwhile. */
async function insert({ env, project, body, now, caller }: Making): Promise<boolean> {
  const { key, ...settings } = body;
  const { row } = newFeatureRow({ project: project.id, now, discovered: false });
  const values = { ...row, ...UNSET, name: key, ...featureColumns(settings), key };
  const [inserted] = await env.DB.batch([
    prepare(
      env.DB,
      query
        .insertInto("feature")
        .values(values)
        .onConflict((taken) => taken.doNothing()),
    ),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, subject: key },
      action: "feature made",
      before: null,
      after: settings,
    }),
    env.DB.prepare(FIRST_ITERATION).bind(project.id, key, now),
  ]);
  return (inserted?.meta.changes ?? 0) > 0;
}

/** What a feature that nobody has said anything of yet leaves to the project. */
const UNSET = {
  ...{ question: null, labels: null, follow_up: null, owner: null, value: null },
  ...{ target_adoption: null, target_helpfulness: null, population: null },
  ...{ adopted_at: null, retired_at: null },
};

/** Label 1, shipped now. */
const FIRST_ITERATION = `
INSERT INTO iteration (feature, label, attempt, shipped_at, terms, terms_changes, checked)
SELECT f.id, '1', 1, ?3, ${TERMS_NOW}, '[]', '[]' FROM feature f JOIN project p ON p.id = f.project
WHERE f.project = ?1 AND f.key = ?2 AND NOT EXISTS (SELECT 1 FROM iteration known WHERE known.feature = f.id)`;

/**
 * Adopting keeps the iteration and all that was heard; its 14 days count from now. What it is held to now is the
 * promise: before, nobody had promised anything, so there is nothing on record that it was moved from.
 */
async function adopt(call: Making, known: Shipped): Promise<boolean> {
  const { env, project, body, now, caller } = call;
  const { feature } = known;
  const iteration = known.iterations.at(-1);
  if (feature.discovered === 0 || !iteration) return false;
  const { key, ...settings } = body;
  const adopted = { discovered: 0, adopted_at: now, retired_at: null } as const;
  const columns = { ...featureColumns(settings), ...adopted };
  const heard = (await readLedgers(env, [iteration.id])).get(iteration.id) ?? [];
  const answers = answersIn(heard, project.unit);
  const [updated] = await env.DB.batch([
    prepare(
      env.DB,
      query
        .updateTable("feature")
        .set(columns)
        .where("id", "=", feature.id)
        .where("discovered", "=", 1),
    ),
    auditLineOfChange(env.DB, {
      ...{ project: project.id, now, by: caller.name, subject: key },
      action: "feature adopted",
      before: null,
      after: { ...settings, answers },
    }),
    eventOfChange(env.DB, {
      ...{ feature: feature.id, iteration: iteration.id, at: now, kind: "adopted" },
      text: `${caller.name} adopted it${answers > 0 ? `, with ${counted(answers, "answer")} heard already` : ""}`,
    }),
    env.DB.prepare(PROMISE).bind(iteration.id),
  ]);
  return (updated?.meta.changes ?? 0) > 0;
}

const PROMISE = `
UPDATE iteration SET terms = ${TERMS_NOW}, terms_changes = '[]'
FROM feature f JOIN project p ON p.id = f.project
WHERE iteration.id = ?1 AND f.id = iteration.feature AND changes() > 0`;
