// Running a project: the calculator, the live stream, moving data in and out, signals that could not be folded.

import { z } from "zod";
import { REJECTIONS, SIGNAL_KINDS } from "../signals.ts";
import { day, list, moment, paging, route } from "./route.ts";
import { forecast, helpfulness, silence } from "./verdict.ts";

const DECIMAL = /^-?\d*\.?\d+$/;

/** A number in a query, in plain decimals; an empty one is none, rather than 0, and 0x10 is none, rather than 16. */
const given = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (DECIMAL.test(String(value)) ? value : Number.NaN), schema);

function whole(least: number, most: number) {
  const says = `a whole number from ${least} to ${most}`;
  return given(z.coerce.number(says).int(says).min(least, says).max(most, says));
}

const count = whole(0, 1_000_000);

const SHARE = "a share from 0.05 to 0.95 in hundredths, such as 0.7";
const target = given(
  z.coerce
    .number(SHARE)
    .min(0.05, SHARE)
    .max(0.95, SHARE)
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, SHARE),
);

const DAILY = "a number of answers a day, from 0 to 1000000";
const rate = given(z.coerce.number(DAILY).min(0, DAILY).max(1_000_000, DAILY));

/** What became of a signal, as the live stream tells it: no person, no text. */
export const heardSignal = z.object({
  at: moment,
  kind: z.enum(SIGNAL_KINDS).nullable().meta({ description: "Null where it is no signal at all" }),
  feature: z.string().nullable(),
  outcome: z.enum(["accepted", ...REJECTIONS]),
  test: z.boolean().meta({ description: "It came with a test key, and was not kept" }),
  origin: z.string().nullable().meta({ description: "The page's origin; null for a back end" }),
});
export type HeardSignal = z.infer<typeof heardSignal>;

export const operationRoutes = {
  "GET /judge": route({
    summary: "The calculator: what any numbers would say, or how many answers a target needs",
    access: "member",
    query: z.strictObject({
      answers: count.optional().meta({ description: "Counted answers" }),
      helped: count.optional().meta({ description: "The yes among them, 0 unless said" }),
      target: target.optional().meta({ description: "The share to reach, 0.7 unless said" }),
      population: whole(1, 5_000)
        .optional()
        .meta({ description: "Everyone who may ever use it, where that is a closed list" }),
      asked: count
        .optional()
        .meta({ description: "People asked; as many as answered unless said" }),
      minimum: count.optional().meta({ description: "Answers needed before anything is decided" }),
      rate: rate.optional().meta({ description: "Counted answers a day, for the forecast's days" }),
    }),
    answer: z.union([
      z.object({ helpfulness, silence, forecast }),
      z.object({
        target: z.number(),
        population: z.number().nullable(),
        plan: z.array(
          z.object({
            share: z.number(),
            direction: z.enum(["confirmed", "refuted"]).nullable(),
            answers: z.number().nullable(),
            days: z.number().nullable(),
          }),
        ),
      }),
    ]),
  }),
  "GET /openapi.json": route({
    summary: "This API's description, OpenAPI 3.1",
    access: "member",
    answer: z.looseObject({ openapi: z.string() }),
  }),
  "GET /docs": route({
    summary: "A page to read this description",
    access: "member",
    answer: { media: "text/html" },
  }),
  "GET /projects/{project}/live": route({
    summary: "The last signals as they arrive, as server-sent events",
    access: "viewer",
    answer: { media: "text/event-stream" },
  }),
  "GET /projects/{project}/export.ndjson": route({
    summary: "Everything of a project, a record a line",
    access: "owner",
    answer: { media: "application/x-ndjson" },
  }),
  "GET /projects/{project}/export.csv": route({
    summary: "The answers of a project as a table",
    access: "owner",
    answer: { media: "text/csv" },
  }),
  "POST /projects/{project}/import": route({
    summary: "Bring an export into an empty project: all of it, or nothing",
    access: "owner",
    streams: "application/x-ndjson",
    answer: z.object({
      lines: z.number(),
      features: z.number(),
      journeys: z.number(),
      answers: z.number(),
    }),
    status: [200],
  }),
  "GET /projects/{project}/health": route({
    summary:
      "Whether all is well: what the nightly audit found, what waits, what was written today",
    access: "viewer",
    answer: z.object({
      ledger: z
        .object({
          differences: z.number(),
          cells: z.array(
            z.object({
              feature: z.string(),
              iteration: z.string(),
              day,
              column: z.string(),
              delta: z.number().meta({ description: "Ledger less journeys" }),
              shard: z.number(),
              foundAt: moment,
            }),
          ),
        })
        .meta({ description: "Cells that are not what their journeys say: none, or a bug" }),
      deadLetters: z.object({ waiting: z.number() }),
      rows: z.object({
        day: day.meta({ description: "Today, UTC" }),
        written: z.number().meta({ description: "Rows written today, about" }),
        budget: z.number().nullable(),
      }),
      nightly: z.object({ lastRun: moment.nullable() }),
    }),
  }),
  "GET /projects/{project}/dead-letters": route({
    summary: "Signals that could not be folded",
    access: "editor",
    query: z.strictObject(paging),
    answer: list(
      z.object({
        id: z.string(),
        at: moment,
        reason: z.string(),
        signals: z.number(),
        replayedAt: moment.nullable(),
      }),
    ),
  }),
  "POST /projects/{project}/dead-letters/replay": route({
    summary: "Fold them again; a second time changes nothing",
    access: "editor",
    body: z.strictObject({ ids: z.array(z.string()).max(1_000).optional() }),
    answer: z.object({ replayed: z.number(), failed: z.number() }),
    status: [200],
  }),
};
