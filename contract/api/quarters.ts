// The pit stop: a quarter's goals, decisions and closing.

import { z } from "zod";
import { day, list, moment, route } from "./route.ts";
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

export const quarter = z.object({
  id: z
    .string()
    .meta({ description: "YYYY-Qn, the nth quarter of the fiscal year that begins in YYYY" }),
  from: day,
  to: day,
  closed: z.object({ by: z.string(), at: moment }).nullable(),
  canPause: z.object({ answer: z.boolean(), because: z.array(z.string()) }),
  counts,
  goals: z.array(
    z.object({
      feature: z.string(),
      value: z.string(),
      status: z.enum(["planned", "shipped", "landed", "carried-over"]),
    }),
  ),
  shipped: z.array(
    z.object({
      feature: z.string(),
      iteration: z.string(),
      verdict,
      decision: z
        .object({
          decision: z.enum(DECISIONS),
          reason: z.string().nullable(),
          by: z.string(),
          at: moment,
        })
        .nullable(),
    }),
  ),
  limbo: z.array(z.object({ feature: z.string(), iteration: z.string(), forecast })),
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
    answer: list(quarterSummary),
  }),
  "GET /projects/{project}/quarters/{quarter}": route({
    summary: "A quarter: as JSON, or as a document with the ending .md or .csv",
    access: "viewer",
    answer: quarter,
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
