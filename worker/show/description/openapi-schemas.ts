// The shapes that the API's description names once and refers to from everywhere.

import { z } from "zod";
import { answer } from "../../../contract/api/answers.ts";
import {
  confirmation,
  featureChange,
  featureDetail,
  featureRow,
  newFeature,
} from "../../../contract/api/features.ts";
import { newProject, project, projectChange } from "../../../contract/api/projects.ts";
import { quarter, quarterSummary } from "../../../contract/api/quarters.ts";
import { forecast, helpfulness, silence, verdict } from "../../../contract/api/verdict.ts";
import { PLACEMENTS } from "../../../contract/ask.ts";
import { REJECTIONS, type SignalsBody, signal, signalsBody } from "../../../contract/signals.ts";

/** RFC 9457, as every refusal travels. */
export const problemSchema = z
  .object({
    type: z.string().meta({ examples: ["urn:landed:invalid"] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong, and how to mend it" }),
    errors: z
      .array(z.object({ field: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: "Each bad field of an invalid request" }),
  })
  .meta({ description: "A problem document (RFC 9457)" });

/** The envelope of POST /v1/signals with its signals spelled out: the server reads them one by one. */
export const postedSignals = signalsBody.extend({
  signals: z.array(signal).optional(),
} satisfies Partial<Record<keyof SignalsBody, z.ZodType>>);

const prompt = z
  .object({
    feature: z.string(),
    iteration: z.string(),
    question: z.string(),
    labels: z.record(z.string(), z.string()),
    followUp: z.object({ yes: z.string(), no: z.string() }),
    dir: z.enum(["ltr", "rtl"]),
    lang: z.string(),
    placement: z.enum(PLACEMENTS),
    delayMs: z.int(),
    theme: z.object({
      scheme: z.enum(["auto", "light", "dark"]),
      accent: z.string().nullable(),
      radius: z.number().nullable(),
    }),
  })
  .meta({ description: "Leave to ask this customer now, and all that the prompt needs" });

/** The body of a 202 to signals. */
export const signalsAnswer = z.object({
  accepted: z.int().meta({ description: "Valid signals, also those that changed nothing" }),
  rejected: z.array(
    z.object({ index: z.int(), reason: z.enum(REJECTIONS), field: z.string().optional() }),
  ),
  ask: prompt.optional(),
  why: z
    .string()
    .optional()
    .meta({ description: "The gate at which an ask was refused, where the caller may know" }),
  now: z
    .int()
    .optional()
    .meta({ description: "The server's clock in ms, where a signal was rejected as clock" }),
});

export const health = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  schema: z.int(),
  ledgerDifferences: z
    .int()
    .optional()
    .meta({ description: "Cells of ledgers that differ from their journeys; where degraded" }),
});

/** By these names the description refers to them, where they are used. */
const NAMED: Record<string, z.ZodType> = {
  Problem: problemSchema,
  Verdict: verdict,
  Helpfulness: helpfulness,
  Silence: silence,
  Forecast: forecast,
  Project: project,
  NewProject: newProject,
  ProjectChange: projectChange,
  Feature: featureRow,
  FeatureDetail: featureDetail,
  NewFeature: newFeature,
  FeatureChange: featureChange,
  Confirmation: confirmation,
  Answer: answer,
  Quarter: quarter,
  QuarterSummary: quarterSummary,
  Signal: signal,
  Signals: postedSignals,
  SignalsAnswer: signalsAnswer,
  Prompt: prompt,
};

for (const [id, schema] of Object.entries(NAMED))
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
