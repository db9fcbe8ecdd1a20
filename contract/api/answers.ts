// What customers answered, what the team makes of it, and the bursts in which answers came.

import { z } from "zod";
import { iterationLabel } from "../signals.ts";
import { day, list, moment, paging, route } from "./route.ts";
import { reason, sentence, stored } from "./wording.ts";

export const answer = z.object({
  id: z.string(),
  feature: z.string(),
  iteration: z.string(),
  answeredAt: moment,
  helped: z.boolean(),
  comment: z.string().nullable(),
  page: z.string().nullable(),
  locale: z.string().nullable(),
  proven: z.boolean(),
  counted: z.boolean(),
  tags: z.array(z.string()),
  hidden: z.boolean(),
  note: z.string().nullable(),
});
export type Answer = z.infer<typeof answer>;

export const burst = z.object({
  hour: z.string().meta({ description: "The hour it fell in, UTC, such as 2026-11-25T09" }),
  day,
  iteration: z.string(),
  answers: z.number(),
  usual: z
    .number()
    .meta({ description: "The median of the hours with answers in four weeks before" }),
  excluded: z.object({ by: z.string(), at: moment, reason: z.string() }).nullable(),
});
export type Burst = z.infer<typeof burst>;

/** Which iteration's bursts are meant; the current one's where it is left out. */
const ofIteration = z.strictObject({ iteration: iterationLabel.optional() });

export const answerRoutes = {
  "GET /projects/{project}/features/{feature}/answers": route({
    summary:
      "What customers answered, newest first; a page may be short and still say where to go on",
    access: "viewer",
    query: z.strictObject({
      helped: z.enum(["true", "false"]).optional(),
      q: z.string().max(10_240).optional(),
      tag: z.string().max(64).optional(),
      iteration: iterationLabel.optional(),
      hidden: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "Those that triage has hidden, or all but them; both when left out" }),
      ...paging,
    }),
    answer: list(answer),
  }),
  "PATCH /projects/{project}/answers/{answer}": route({
    summary: "Triage an answer",
    access: "editor",
    body: z
      .strictObject({
        tags: z.array(stored(64).trim().min(1)).max(20),
        hidden: z.boolean(),
        note: sentence.nullable(),
      })
      .partial(),
    answer,
  }),
  "GET /projects/{project}/features/{feature}/bursts": route({
    summary: "Unusual bursts of answers, newest first, those that somebody excluded too",
    access: "viewer",
    query: ofIteration,
    answer: list(burst),
  }),
  "PUT /projects/{project}/features/{feature}/bursts/{hour}/exclusion": route({
    summary: "Exclude a burst: its answers without proof are kept and shown, and do not count",
    access: "editor",
    query: ofIteration,
    body: z.strictObject({ reason }),
    answer: burst,
  }),
  "DELETE /projects/{project}/features/{feature}/bursts/{hour}/exclusion": route({
    summary: "Take the exclusion of a burst back",
    access: "editor",
    query: ofIteration,
    answer: null,
  }),
};
