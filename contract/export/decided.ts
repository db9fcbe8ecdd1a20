// The lines of an export that tell what people did: signed, decided, excluded and changed.

import { z } from "zod";
import { featureDetail } from "../api/features.ts";
import { quarter as quarterView } from "../api/quarters.ts";
import { day, moment } from "../api/route.ts";
import { verdict } from "../api/verdict.ts";
import { name, sentence } from "../api/wording.ts";
import { featureKey, iterationLabel } from "../signals.ts";
import { count, flag, line, ref, stored, word } from "./fields.ts";
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
  by: name,
  at: moment,
  note: sentence.nullable(),
  override: sentence.nullable(),
  frozen,
  endedAt: moment.nullable(),
  endedBy: name.nullable(),
  imported: flag.meta({ description: "Brought in by an import, not signed on this deployment" }),
});

export const event = line("event", {
  feature: featureKey,
  iteration: iterationLabel.nullable(),
  at: moment,
  about: featureDetail.shape.timeline.element.shape.kind,
  text: stored(4_000),
  once: stored(500).nullable(),
});

const quarterId = z.string().regex(/^\d{4}-Q[1-4]$/, "a quarter such as 2026-Q4");
export const goal = line("goal", { quarter: quarterId, feature: featureKey, value: sentence });
export const decision = line("decision", {
  quarter: quarterId,
  ...ref,
  decision: z.enum(["done", "improve", "park", "retire"]),
  reason: sentence.nullable(),
  by: name,
  at: moment,
});
export const quarter = line("quarter", {
  quarter: quarterId,
  by: name,
  at: moment,
  frozen: quarterView,
});

export const burst = line("burst", {
  ...ref,
  hour: count.meta({ description: "Hours since 1970 began" }),
  day,
  answers: count,
  usual: z.number().min(0),
  excludedAt: moment.nullable(),
  excludedBy: name.nullable(),
  reason: sentence.nullable(),
});
export const exclusion = line("exclusion", { ...ref, from: moment, to: moment });

export const audit = line("audit", {
  at: moment,
  by: name,
  action: stored(200),
  subject: stored(500),
  before: z.json(),
  after: z.json(),
});
