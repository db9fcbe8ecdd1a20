// The calculator: any numbers, and the planning table.

import { describe, expect, test } from "vitest";
import { calculate, plan, refusalOf } from "../../worker/judge/calculator.ts";

describe("41 yes of 52 at a target of 70 %, with 120 asked", () => {
  const { helpfulness, silence, forecast } = calculate({
    answers: 52,
    helped: 41,
    target: 0.7,
    asked: 120,
    rate: 52 / 14,
  });

  test("are open, between 61 and 91 %", () => {
    expect(helpfulness).toMatchObject({
      verdict: "collecting",
      answers: 52,
      helped: 41,
      target: 0.7,
      minimum: 10,
      population: null,
      decidedOn: null,
      later: null,
    });
    expect(helpfulness.rate).toBe(41 / 52);
    expect(helpfulness.low).toBeCloseTo(0.612, 3);
    expect(helpfulness.high).toBeCloseTo(0.913, 3);
    expect(helpfulness.logUp).toBeCloseTo(0.505, 3);
    expect(helpfulness.logDown).toBeCloseTo(-2.329, 3);
  });

  test("say what silence could hide", () => {
    expect(silence).toMatchObject({ asked: 120, answered: 52, flipPoint: 7, flipVerdict: null });
    expect(silence.responseRate).toBeCloseTo(0.433, 3);
    expect(silence.breakEven).toBeCloseTo(0.632, 3);
    expect(silence.grade).toBeNull();
  });

  test("take about 175 more answers, 60 to 3,307", () => {
    expect(forecast).toMatchObject({
      direction: "confirmed",
      answers: 175,
      low: 60,
      high: 3_307,
      say: null,
    });
    expect(forecast.days).toBeCloseTo(175 / (52 / 14), 9);
  });
});

describe("what is left out", () => {
  test("takes its usual value", () => {
    const { helpfulness, silence, forecast } = calculate({ answers: 20, helped: 17, target: 0.7 });
    expect(helpfulness).toMatchObject({ minimum: 10, population: null });
    expect(silence).toMatchObject({ asked: 20, responseRate: 1, breakEven: null });
    expect(forecast.days).toBeNull();
  });

  test("a minimum of its own holds", () => {
    const numbers = { answers: 4, helped: 0, target: 0.9 };
    expect(calculate(numbers).helpfulness.verdict).toBe("collecting");
    expect(calculate({ ...numbers, minimum: 0 }).helpfulness.verdict).toBe("refuted");
  });

  test("a short list needs a third of it, and what is certain needs no minimum", () => {
    const numbers = { answers: 3, helped: 3, target: 0.7, population: 4 };
    expect(calculate(numbers).helpfulness).toMatchObject({ minimum: 2, verdict: "confirmed" });
    expect(calculate({ ...numbers, minimum: 10 }).helpfulness).toMatchObject({
      verdict: "confirmed",
      logUp: "Infinity",
      low: 0.75,
      high: 1,
    });
  });

  test("without answers everything is open, and a forecast too early", () => {
    const { helpfulness, silence, forecast } = calculate({ answers: 0, helped: 0, target: 0.7 });
    expect(helpfulness).toMatchObject({ rate: null, low: 0, high: 1, logUp: 0, logDown: 0 });
    expect(silence).toMatchObject({ responseRate: null, breakEven: null, flipPoint: 1 });
    expect(forecast).toEqual({
      direction: null,
      answers: null,
      low: null,
      high: null,
      days: null,
      say: "too early to say",
    });
  });
});

describe("a forecast", () => {
  const forecast = (answers: number, helped: number, target = 0.7, rate: number | null = null) =>
    calculate({ answers, helped, target, rate }).forecast;

  test("whose ends lie on different sides is too early, with the way it leans", () => {
    expect(forecast(10, 8)).toMatchObject({
      direction: "confirmed",
      answers: 294,
      high: null,
      say: "too early to say",
    });
  });

  test("of a share right at the target is too close", () => {
    expect(forecast(1_000, 700)).toEqual({
      direction: null,
      answers: null,
      low: null,
      high: null,
      days: null,
      say: "too close to say",
    });
  });

  test("of what is decided needs no more answers", () => {
    expect(forecast(46, 40, 0.7, 3)).toEqual({
      direction: "confirmed",
      answers: 0,
      low: 0,
      high: 0,
      days: 0,
      say: null,
    });
    expect(forecast(20, 8).direction).toBe("refuted");
  });

  test("says null days where there were no answers lately", () => {
    expect(forecast(52, 41, 0.7, 0).days).toBeNull();
  });
});

test.each([
  [{ answers: 5, helped: 6, target: 0.7 }, "helped"],
  [{ answers: 31, helped: 20, target: 0.7, population: 30 }, "population"],
  [{ answers: 5, helped: 3, target: 0.7, asked: 4 }, "asked"],
] as const)("%j cannot be judged: %s", (numbers, field) => {
  expect(refusalOf(numbers)?.field).toBe(field);
  expect(() => calculate(numbers)).toThrow(RangeError);
});

describe("the planning table", () => {
  const answersAt = (table: ReturnType<typeof plan>, share: number) =>
    table.plan.find((row) => row.share === share);

  test("has a row for each share in steps of five points", () => {
    const { plan: rows } = plan(0.7);
    expect(rows.map(({ share }) => share)).toEqual(Array.from({ length: 21 }, (_, i) => i / 20));
    expect(rows.filter(({ direction }) => direction === "refuted")).toHaveLength(14);
    expect(rows.filter(({ direction }) => direction === "confirmed")).toHaveLength(6);
  });

  test("says how many answers a truth takes, and days at a rate", () => {
    const table = plan(0.9, null, 5);
    expect(answersAt(table, 0.7)).toEqual({
      share: 0.7,
      direction: "refuted",
      answers: 25,
      days: 5,
    });
    expect(answersAt(plan(0.5), 0.6)).toMatchObject({ direction: "confirmed", answers: 206 });
  });

  test("promises nothing for a truth on the target", () => {
    expect(answersAt(plan(0.7), 0.7)).toEqual({
      share: 0.7,
      direction: null,
      answers: null,
      days: null,
    });
  });

  test("never asks for more than a closed list has", () => {
    const { plan: rows, population } = plan(0.7, 30);
    expect(population).toBe(30);
    expect(Math.max(...rows.map(({ answers }) => answers ?? 0))).toBeLessThanOrEqual(30);
    expect(rows.find(({ share }) => share === 1)?.answers).toBeLessThan(16);
  });
});
