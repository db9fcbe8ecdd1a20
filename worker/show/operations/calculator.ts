// GET /api/judge: what any numbers would say, or, without answers, how many a target needs.

import type { operationRoutes } from "../../../contract/api/operations.ts";
import type { Call, Handlers } from "../../handler.ts";
import { calculate, plan, refusalOf } from "../../judge/calculator.ts";
import { invalid } from "../../problem.ts";

/** The target of new projects. */
const USUAL_TARGET = 0.7;

async function judgeNumbers({ query }: Call<"GET /judge">) {
  const { answers, helped = 0, target = USUAL_TARGET, population = null, rate = null } = query;
  if (answers === undefined) return plan(target, population, rate);
  const numbers = { ...query, answers, helped, target, population, rate };
  const refusal = refusalOf(numbers);
  return refusal ? invalid(refusal.field, refusal.reason) : calculate(numbers);
}

export const calculatorHandlers: Handlers<Pick<typeof operationRoutes, "GET /judge">> = {
  "GET /judge": judgeNumbers,
};
