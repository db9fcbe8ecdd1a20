// The pit stop: a quarter's goals, decisions and closing.

import { z } from "zod";
import { day, list, moment, paging, route } from "./route.ts";
import { forecast, verdict } from "./verdict.ts";
import { reason, sentence } from "./wording.ts";

export const DECISIONS = ["done", "improve", "park", "retire"] as const;

const counts = z.object({
  shipped: z.number(),
  landed: z.number(),
  contradicted: z.number(),
  undecided: z.number(),
  signed: z.number(),
});

const decision = z.object({
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  by: z.string(),
  at: moment,
});
export type Decision = z.infer<typeof decision>;

const judgedIteration = z.object({
  feature: z.string(),
  name: z.string(),
  iteration: z.string(),
  shippedAt: moment,
  verdict,
  signed: z.boolean().meta({ description: "All partners have confirmed" }),
  decision: decision.nullable().meta({ description: "What was decided in this quarter" }),
});

export const quarterId = z.string().regex(/^\d{4}-Q[1-4]$/, "a quarter such as 2026-Q4");

const carriedIteration = judgedIteration.extend({
  from: quarterId.meta({ description: "The quarter it was shipped in" }),
});

export const quarter = z.object({
  id: quarterId.meta({
    description: "YYYY-Qn, the nth quarter of the fiscal year that begins in YYYY",
  }),
  project: z.string().meta({ description: "The project's name" }),
  from: day,
  to: day,
  over: z.boolean().meta({ description: "Its last day has passed, so it can be closed" }),
  closed: z.object({ by: z.string(), at: moment }).nullable(),
  live: z.boolean().meta({
    description:
      "As the facts stand now; false where it is the frozen document of a closed quarter",
  }),
  note: z
    .string()
    .nullable()
    .meta({ description: "How a closed quarter's frozen document and its live view are related" }),
  canPause: z.object({ answer: z.boolean(), because: z.array(z.string()) }),
  counts,
  headline: z
    .array(z.string())
    .meta({ description: "What customers got: the sentences of value of what landed" }),
  goals: z.array(
    z.object({
      feature: z.string(),
      name: z.string(),
      value: z.string(),
      status: z.enum(["planned", "shipped", "landed", "carried-over"]),
    }),
  ),
  shipped: z.array(judgedIteration),
  carried: z
    .array(carriedIteration)
    .meta({ description: "In limbo when the quarter before ended, judged again as of this one" }),
  limbo: z.array(
    z.object({ feature: z.string(), iteration: z.string(), from: quarterId, forecast }),
  ),
});
export type Quarter = z.infer<typeof quarter>;

export const quarterSummary = quarter.pick({
  id: true,
  from: true,
  to: true,
  closed: true,
  canPause: true,
  counts: true,
});
export type QuarterSummary = z.infer<typeof quarterSummary>;

export const quarterRoutes = {
  "GET /projects/{project}/quarters": route({
    summary: "The quarters since the first was shipped, newest first",
    access: "viewer",
    query: z.strictObject(paging),
    answer: list(quarterSummary),
  }),
  "GET /projects/{project}/quarters/{quarter}": route({
    summary: "A quarter: as JSON, or as a document with the ending .md or .csv",
    access: "viewer",
    query: z.strictObject({
      live: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "true: a closed quarter as the facts stand now" }),
    }),
    answer: quarter,
    also: ["text/markdown", "text/csv"],
  }),
  "PUT /projects/{project}/quarters/{quarter}/goals/{feature}": route({
    summary: "Put a feature on a quarter, with the value it is to bring",
    access: "editor",
    body: z.strictObject({ value: sentence.min(1, "say in one sentence what the customer gets") }),
    answer: quarter,
  }),
  "DELETE /projects/{project}/quarters/{quarter}/goals/{feature}": route({
    summary: "Take a feature off a quarter",
    access: "editor",
    answer: null,
  }),
  "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}": route({
    summary: "Decide what becomes of an iteration",
    access: "editor",
    body: z.strictObject({ decision: z.enum(DECISIONS), reason: reason.nullable().optional() }),
    answer: quarter,
  }),
  "POST /projects/{project}/quarters/{quarter}/close": route({
    summary: "Close a quarter that is over, for good",
    access: "editor",
    answer: quarter,
    status: [200],
  }),
};
