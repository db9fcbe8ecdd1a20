// The lines of an export that tell what people did: signed, decided, excluded and changed.

import { z } from "zod";
import { featureDetail } from "../api/features.ts";
import { quarterId, quarter as quarterView } from "../api/quarters.ts";
import { day, moment } from "../api/route.ts";
import { verdict } from "../api/verdict.ts";
import { name, sentence, stored } from "../api/wording.ts";
import { featureKey, iterationLabel } from "../signals.ts";
import { actor, count, flag, line, ref, word } from "./fields.ts";
import { told } from "./judged.ts";

/** The evidence as it stood when somebody signed: the verdict in it follows from its ledger and history. */
const frozen = z.looseObject({
  at: moment,
  day,
  rules: word,
  checksum: word,
  verdict,
  history: told,
  ledger: z.array(z.array(z.int())).meta({
    description:
      "A day since 1970 and its counts, in the order of a ledger line's fields, customers first",
  }),
});

export const confirmation = line("confirmation", {
  ...ref,
  partner: name.nullable(),
  by: actor,
  at: moment,
  note: sentence.nullable(),
  override: sentence.nullable(),
  frozen,
  endedAt: moment.nullable(),
  endedBy: actor.nullable(),
  imported: flag.meta({ description: "Brought in by an import, not signed on this deployment" }),
});

export const event = line("event", {
  feature: featureKey,
  iteration: iterationLabel.nullable(),
  at: moment,
  about: featureDetail.shape.timeline.element.shape.kind,
  text: stored(5_000),
  once: stored(500).nullable(),
});

export const goal = line("goal", { quarter: quarterId, feature: featureKey, value: sentence });
export const decision = line("decision", {
  quarter: quarterId,
  ...ref,
  decision: z.enum(["done", "improve", "park", "retire"]),
  reason: sentence.nullable(),
  by: actor,
  at: moment,
});
export const quarter = line("quarter", {
  quarter: quarterId,
  by: actor,
  at: moment,
  frozen: quarterView,
}).refine(({ quarter, frozen }) => frozen.id === quarter, {
  path: ["frozen", "id"],
  message: "the document is of another quarter",
});

/** No clock shows a later one for two centuries. */
const LAST_HOUR = 2_400_000;

export const burst = line("burst", {
  ...ref,
  hour: count.max(LAST_HOUR).meta({ description: "Hours since 1970 began" }),
  day,
  answers: count,
  usual: z.number().min(0),
  excludedAt: moment.nullable(),
  excludedBy: actor.nullable(),
  reason: sentence.nullable(),
});
export const exclusion = line("exclusion", { ...ref, from: moment, to: moment });

export const audit = line("audit", {
  at: moment,
  by: actor,
  action: stored(200),
  subject: stored(500),
  before: z.json(),
  after: z.json(),
});
