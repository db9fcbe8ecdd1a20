// One person's data: why they are asked or not, what is known of them, and forgetting it.

import { z } from "zod";
import { GATES } from "../ask.ts";
import { featureKey, iterationLabel, subjectId } from "../signals.ts";
import { answer } from "./answers.ts";
import { day, moment, route } from "./route.ts";

const body = z.strictObject({ customer: subjectId });

export const customerRoutes = {
  "POST /projects/{project}/why": route({
    summary: "Why a person is asked about a feature, or not: every gate with what it saw",
    access: "viewer",
    body: z.strictObject({
      customer: subjectId,
      account: subjectId.optional(),
      feature: featureKey,
      iteration: iterationLabel.optional(),
      inline: z.boolean().optional(),
    }),
    answer: z.object({
      ask: z.boolean(),
      reason: z.enum(GATES).nullable(),
      gates: z.array(
        z.object({
          gate: z.enum(GATES),
          pass: z.boolean(),
          value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
          passesAt: moment.nullable(),
        }),
      ),
    }),
    status: [200],
  }),
  "POST /projects/{project}/customers/lookup": route({
    summary: "Everything kept about one person, by the host's own id",
    access: "owner",
    body,
    answer: z.object({
      found: z.boolean(),
      refusedAt: moment.nullable(),
      journeys: z.array(
        z.object({
          feature: z.string(),
          iteration: z.string(),
          seenOn: day.nullable(),
          usedOn: day.nullable(),
          returnedOn: day.nullable(),
          lastUsedWeek: day.nullable(),
          askedOn: day.nullable(),
          dismissedOn: day.nullable(),
          answeredAt: moment.nullable(),
          helped: z.boolean().nullable(),
        }),
      ),
      answers: z.array(answer),
    }),
    status: [200],
  }),
  "POST /projects/{project}/customers/erase": route({
    summary: "Forget one person, by the host's own id",
    access: "owner",
    body,
    answer: z.object({ erased: z.boolean(), journeys: z.number(), answers: z.number() }),
    status: [200],
  }),
};
