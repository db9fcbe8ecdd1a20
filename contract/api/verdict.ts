// The verdict of contract/verdict.ts as a schema, for answers and the API's description.

import { z } from "zod";
import { STATES, type Verdict } from "../verdict.ts";
import { day } from "./route.ts";

export const state = z.enum(STATES);

const log = z.union([z.number(), z.literal("Infinity"), z.literal("-Infinity")]);
const count = z.number();
const share = z.number().nullable();

export const helpfulness = z.object({
  verdict: z.enum(["confirmed", "refuted", "collecting"]),
  answers: count,
  helped: count,
  rate: share,
  low: z.number(),
  high: z.number(),
  target: z.number(),
  logUp: log,
  logDown: log,
  minimum: count,
  population: z.number().nullable(),
  decidedOn: day.nullable(),
  later: z
    .object({ answers: count, helped: count, statistic: z.number(), watch: z.boolean() })
    .nullable(),
});

const counts = { reached: count, tried: count, adopted: count, activeNow: count };

const adoption = z.object({
  verdict: z.enum(["met", "missed", "maturing"]),
  ...counts,
  rate: share,
  low: share,
  high: share,
  target: z.number(),
  window: z.union([z.literal(14), z.literal(28), z.literal(90)]),
  rule: z.enum(["twice", "once"]),
  judgedOn: day.nullable(),
  customers: z.object(counts),
  accounts: z.object(counts),
});

export const silence = z.object({
  asked: count,
  answered: count,
  responseRate: share,
  breakEven: share,
  flipPoint: count,
  flipVerdict: z.number().nullable(),
  grade: z.enum(["fragile", "fair", "solid"]).nullable(),
});

export const forecast = z.object({
  direction: z.enum(["confirmed", "refuted"]).nullable(),
  answers: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  days: z.number().nullable(),
  say: z.enum(["too early to say", "too close to say"]).nullable(),
});

export const verdict: z.ZodType<Verdict> = z.object({
  state,
  since: day,
  attempt: count,
  unit: z.enum(["customer", "account"]),
  asOf: day,
  because: z.array(z.string()),
  helpfulness,
  adoption,
  silence,
  forecast,
  regime: z.object({ since: day, why: z.enum(["shipped", "target", "unit", "population"]) }),
  warnings: z.array(z.string()),
});
