// Features, their iterations and their confirmation.

import { z } from "zod";
import { PLACEMENTS } from "../ask.ts";
import { featureKey, iterationLabel } from "../signals.ts";
import { day, list, moment, route } from "./route.ts";
import { state, verdict } from "./verdict.ts";
import {
  followUpText,
  labelsText,
  name,
  questionText,
  reason,
  sentence,
  targets,
} from "./wording.ts";

const partner = z.strictObject({
  name,
  // Null says the same as leaving it out, so that partners can be written back as they are read.
  member: z.string().max(64).nullish(),
  role: z.enum(["editor", "owner"]).nullish(),
});

const askMoment = z.union([
  z.enum(["first-use", "on-return"]),
  z.strictObject({ after: z.int().min(1).max(28) }),
]);

const window = z.union([z.literal(14), z.literal(28), z.literal(90)]);

const settings = {
  name,
  question: questionText.nullable(),
  labels: labelsText.nullable(),
  followUp: followUpText.nullable(),
  owner: name.nullable(),
  value: sentence.nullable(),
  partners: z
    .array(partner)
    .max(10)
    .refine((all) => new Set(all.map((one) => one.name)).size === all.length, "each name once"),
  targets: targets.partial().nullable(),
  population: z.int().min(1).max(5_000).nullable(),
  adoptionRule: z.enum(["twice", "once"]),
  window,
  moment: askMoment,
  paused: z.boolean(),
  placement: z.enum(PLACEMENTS),
};

export const featureChange = z.strictObject(settings).partial();
export const newFeature = featureChange.extend({ key: featureKey });

const iteration = z.object({ label: z.string(), shippedAt: moment, attempt: z.number() });

const signature = z.object({
  partner: z.string().nullable(),
  by: z.string(),
  at: moment,
  note: z.string().nullable(),
  override: z.string().nullable().meta({ description: "Why it was signed against the verdict" }),
  imported: z.boolean().meta({ description: "Came with an import: nobody signed it here" }),
});

export const confirmation = z.object({
  complete: z.boolean(),
  overridden: z.boolean(),
  partners: z.array(signature),
  frozen: z
    .looseObject({ at: moment, verdict, checksum: z.string(), rules: z.string() })
    .nullable()
    .meta({ description: "The evidence as it stood when the last partner signed" }),
});

export const featureRow = z.object({
  key: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  discovered: z.boolean(),
  retired: z.boolean(),
  paused: z.boolean(),
  iteration,
  verdict: verdict.nullable(),
  confirmation,
  spark: z
    .array(z.number())
    .meta({ description: "Adopted so far, at the ends of up to 24 equal spans since shipping" }),
});
export type FeatureRow = z.infer<typeof featureRow>;

export const featureDetail = featureRow.extend({
  question: questionText.nullable(),
  labels: labelsText.nullable(),
  followUp: followUpText.nullable(),
  value: z.string().nullable(),
  partners: z.array(
    z.object({
      name: z.string(),
      member: z.string().nullable(),
      role: z.enum(["editor", "owner"]).nullable(),
    }),
  ),
  targets: z
    .object({ adoption: z.number().optional(), helpfulness: z.number().optional() })
    .nullable(),
  population: z.number().nullable(),
  adoptionRule: z.enum(["twice", "once"]),
  window,
  moment: askMoment,
  placement: z.enum(PLACEMENTS),
  funnel: z.object({
    seen: z.number(),
    used: z.number(),
    returned: z.number(),
    asked: z.number(),
    answered: z.number(),
    helped: z.number(),
  }),
  series: z.array(
    z.object({
      day,
      seen: z.number(),
      used: z.number(),
      returned: z.number(),
      asked: z.number(),
      helped: z.number(),
      unhelped: z.number(),
      low: z
        .number()
        .nullable()
        .meta({ description: "The range that this day's answers leave open; null without any" }),
      high: z.number().nullable(),
    }),
  ),
  iterations: z.array(iteration.extend({ notes: z.string().nullable(), state: state.nullable() })),
  timeline: z.array(
    z.object({
      at: moment,
      kind: z.enum([
        "shipped",
        "target",
        "verdict",
        "signed",
        "withdrawn",
        "checked",
        "adopted",
        "retired",
      ]),
      text: z.string(),
    }),
  ),
});
export type FeatureDetail = z.infer<typeof featureDetail>;

export const featureRoutes = {
  "GET /projects/{project}/features": route({
    summary: "The portfolio, what needs a person first",
    access: "viewer",
    query: z.strictObject({
      state: state.optional(),
      q: z.string().max(200).optional(),
      owner: z.string().max(200).optional(),
      "as-of": day.optional(),
    }),
    answer: list(featureRow),
  }),
  "POST /projects/{project}/features": route({
    summary: "Make a feature, or adopt a discovered one",
    access: "editor",
    body: newFeature,
    answer: featureDetail,
    status: [201],
  }),
  "DELETE /projects/{project}/discovered": route({
    summary: "Discard every discovered feature and what was heard of it",
    access: "editor",
    answer: null,
  }),
  "GET /projects/{project}/features/{feature}": route({
    summary: "A feature with its verdict, funnel, series, iterations and timeline",
    access: "viewer",
    query: z.strictObject({ "as-of": day.optional(), iteration: iterationLabel.optional() }),
    answer: featureDetail,
  }),
  "PATCH /projects/{project}/features/{feature}": route({
    summary: "Change a feature's settings",
    access: "editor",
    body: featureChange,
    answer: featureDetail,
  }),
  "DELETE /projects/{project}/features/{feature}": route({
    summary: "Retire a feature; its history stays",
    access: "editor",
    answer: null,
  }),
  "POST /projects/{project}/features/{feature}/revive": route({
    summary: "Bring a retired feature back",
    access: "editor",
    answer: featureDetail,
  }),
  "POST /projects/{project}/features/{feature}/iterations": route({
    summary: "Ship an iteration; a known label is the same iteration",
    access: "editor",
    body: z.strictObject({
      label: iterationLabel,
      shippedAt: moment.optional(),
      notes: sentence.nullable().optional(),
    }),
    answer: iteration.extend({ notes: z.string().nullable(), state: state.nullable() }),
    status: [201, 200],
  }),
  "POST /projects/{project}/features/{feature}/confirmation": route({
    summary: "Sign off for a partner of the definition of done",
    access: "editor",
    body: z.strictObject({
      partner: name.optional(),
      note: sentence.optional(),
      override: z.boolean().optional(),
      reason: reason.optional(),
    }),
    answer: confirmation,
    status: [201],
  }),
  "DELETE /projects/{project}/features/{feature}/confirmation": route({
    summary: "Withdraw a sign-off",
    access: "editor",
    query: z.strictObject({ partner: name.optional() }),
    answer: null,
  }),
  "POST /projects/{project}/features/{feature}/checked": route({
    summary: "Record that a slip was looked into",
    access: "editor",
    body: z.strictObject({ reason }),
    answer: featureDetail,
    status: [201],
  }),
};
