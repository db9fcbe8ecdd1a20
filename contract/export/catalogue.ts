// The lines of an export that tell what a project is and what it has shipped, under which promises.

import { z } from "zod";
import { featureChange } from "../api/features.ts";
import { projectChange } from "../api/projects.ts";
import { day, moment } from "../api/route.ts";
import { sentence } from "../api/wording.ts";
import { featureKey, iterationLabel } from "../signals.ts";
import { account, actor, count, flag, line, pseudonym } from "./fields.ts";

const { internal: _, ...projectSettings } = projectChange.shape;
export const project = z.strictObject({
  kind: z.literal("project"),
  ...z.object(projectSettings).required().shape,
  internal: z.strictObject({
    customers: z.array(pseudonym("c")).max(1_000),
    accounts: z.array(account).max(1_000),
  }),
});

export const feature = z.strictObject({
  kind: z.literal("feature"),
  key: featureKey,
  ...featureChange.required().shape,
  discovered: flag,
  adoptedAt: moment.nullable(),
  retiredAt: moment.nullable(),
  createdAt: moment,
});

const share = z.number().min(0.05).max(0.95);
export const terms = z.strictObject({
  unit: z.enum(["customer", "account"]),
  adoption: share,
  helpfulness: share,
  population: z.int().min(1).max(5_000).nullable(),
  rule: z.enum(["twice", "once"]),
  window: z.union([z.literal(14), z.literal(28), z.literal(90)]),
});

export const iteration = line("iteration", {
  feature: featureKey,
  label: iterationLabel,
  attempt: z.int().min(1),
  notes: sentence.nullable(),
  shippedAt: moment,
  supersededAt: moment.nullable(),
  sealedAt: moment.nullable(),
  terms,
  changes: z.array(
    z.strictObject({ day, at: moment, by: actor, from: terms, to: terms, answers: count }),
  ),
  checked: z.array(z.strictObject({ day, at: moment, by: actor, reason: sentence })),
});
