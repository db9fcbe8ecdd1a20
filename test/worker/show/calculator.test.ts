// The calculator over HTTP: the reference values of the odds ladder, the planning table, and numbers that cannot be.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Forecast, Helpfulness, Silence } from "../../../contract/verdict.ts";
import ladder from "../../cases/ladder.json" with { type: "json" };
import { type Server, startWorker } from "../harness.ts";
import { call, token } from "../people/visitors.ts";

let server: Server;
let bearer: string;
beforeAll(async () => {
  server = await startWorker();
  bearer = await token(server, { scope: "read" });
});
afterAll(() => server.close());

type Numbers = Record<string, string | number | null | undefined>;

async function ask(numbers: Numbers) {
  const given = Object.entries(numbers).filter(([, value]) => value != null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return call(server, `GET /api/judge?${search}`, { token: bearer });
}

interface Calculated {
  helpfulness: Helpfulness;
  silence: Silence;
  forecast: Forecast;
}

async function judged(numbers: Numbers): Promise<Calculated> {
  const { status, text, json } = await ask(numbers);
  if (status !== 200) throw new Error(`${JSON.stringify(numbers)}: ${text}`);
  return json as unknown as Calculated;
}

const named = <Each extends object>(rows: readonly Each[]) =>
  rows.map((row) => [JSON.stringify(row), row] as const);

/** Equal infinities, which travel as words, or within 1e-9 of the larger of the expected value and 1. */
function expectLog(actual: number | string, expected: number | string): void {
  if (typeof expected === "string") expect(actual).toBe(expected);
  else expectWithin(Number(actual), expected, 1e-9 * Math.max(1, Math.abs(expected)));
}

function expectWithin(actual: number, expected: number, tolerance: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance);
}

describe("the reference values", () => {
  test.each(named([...ladder.openEvidence, ...ladder.closedEvidence]))(
    "evidence: %s",
    async (_, { up, down, ...numbers }) => {
      const { helpfulness } = await judged(numbers);
      expectLog(helpfulness.logUp, up);
      expectLog(helpfulness.logDown, down);
    },
  );

  /** The calculator leaves one chance in twenty, as verdicts do. */
  const usual = ({ chance }: { chance: number }) => chance === 0.05;

  test.each(named(ladder.openRange.filter(usual)))("range of an open base: %s", async (_, row) => {
    const { low, high } = (await judged({ answers: row.answers, helped: row.helped })).helpfulness;
    expectWithin(low, row.low, 1e-9);
    expectWithin(high, row.high, 1e-9);
  });

  test.each(named(ladder.closedRange.filter(usual)))(
    "range of a closed list: %s",
    async (_, { population, answers, helped, fewest, most }) => {
      const { helpfulness } = await judged({ population, answers, helped });
      const counts = [helpfulness.low, helpfulness.high].map((share) => share * population);
      expect(counts.map(Math.round)).toEqual([fewest, most]);
    },
  );

  test.each(named(ladder.help))("verdict: %s", async (_, { verdict, ...numbers }) => {
    expect((await judged(numbers)).helpfulness.verdict).toBe(verdict);
  });

  test.each(named(ladder.boundary))(
    "fewest yes to confirm, most to refute: %s",
    async (_, { answers, target, leastToConfirm, mostToRefute }) => {
      const says = async (helped: number) =>
        (await judged({ answers, helped, target, minimum: 0 })).helpfulness.verdict;
      const least = leastToConfirm ?? answers + 1;
      expect(await says(least - 1)).not.toBe("confirmed");
      if (least <= answers) expect(await says(least)).toBe("confirmed");
      expect(await says(mostToRefute)).toBe("refuted");
      expect(await says(mostToRefute + 1)).not.toBe("refuted");
    },
  );

  test.each(named(ladder.silence))("silence: %s", async (_, row) => {
    const { flipPoint, flipVerdict, breakEven, ...numbers } = row;
    const { silence } = await judged(numbers);
    expect(silence).toMatchObject({ flipPoint, flipVerdict });
    if (breakEven === null) expect(silence.breakEven).toBeNull();
    else expectWithin(silence.breakEven ?? Number.NaN, breakEven, 1e-9);
  });

  const followed = ladder.outlook.filter(({ coming }) => coming === null);
  test.each(named(followed))("forecast: %s", async (_, row) => {
    const { population, answers, helped, target } = row;
    const { forecast } = await judged({ population, answers, helped, target });
    expect(forecast.direction).toBe(row.direction);
    expect(forecast.answers).toBe(Math.ceil(row.more));
  });

  const planned = ladder.outlook.filter(({ coming }) => coming !== null);
  test.each(named(planned))("planning: %s", async (_, { target, coming, direction, more }) => {
    const { plan } = (await ask({ target })).json as { plan: { share: number }[] };
    expect(plan.find(({ share }) => share === coming)).toMatchObject({
      direction,
      answers: Math.ceil(more),
    });
  });
});

describe("without answers", () => {
  test("a planning table for the usual target", async () => {
    const { status, json } = await ask({});
    expect(status).toBe(200);
    expect(json).toMatchObject({ target: 0.7, population: null });
    expect((json as { plan: unknown[] }).plan).toHaveLength(21);
  });

  test("for a closed list, with days at a rate", async () => {
    const { json } = await ask({ target: 0.8, population: 40, rate: 2 });
    const { plan } = json as { plan: { answers: number | null; days: number | null }[] };
    expect(json).toMatchObject({ target: 0.8, population: 40 });
    for (const { answers, days } of plan) {
      expect(answers ?? 0).toBeLessThanOrEqual(40);
      expect(days).toBe(answers === null ? null : answers / 2);
    }
  });
});

test("what is left out takes its usual value", async () => {
  const calculated = await judged({ answers: 20, helped: 17 });
  expect(calculated.helpfulness).toMatchObject({ target: 0.7, minimum: 10, population: null });
  expect(calculated.silence).toMatchObject({ asked: 20, responseRate: 1 });
  expect(calculated.forecast.days).toBeNull();
  expect((await judged({ answers: 3 })).helpfulness).toMatchObject({ answers: 3, helped: 0 });
});

test.each([
  [{ answers: 31, helped: 20, population: 30 }, "population"],
  [{ answers: 5, helped: 6 }, "helped"],
  [{ answers: 5, helped: 3, asked: 4 }, "asked"],
  [{ answers: -1 }, "answers"],
  [{ answers: 1.5 }, "answers"],
  [{ answers: "many" }, "answers"],
  [{ answers: "" }, "answers"],
  [{ answers: "0x10" }, "answers"],
  [{ answers: "1e1" }, "answers"],
  [{ answers: 1_000_001 }, "answers"],
  [{ answers: 5, target: 0.04 }, "target"],
  [{ answers: 5, target: 0.96 }, "target"],
  [{ answers: 5, target: 0.705 }, "target"],
  [{ answers: 5, target: "NaN" }, "target"],
  [{ answers: 5, population: 0 }, "population"],
  [{ answers: 5, population: 5_001 }, "population"],
  [{ answers: 5, rate: -1 }, "rate"],
  [{ answers: 5, rate: "Infinity" }, "rate"],
  [{ answers: 5, minimum: -1 }, "minimum"],
  [{ answers: 5, n: 5 }, "n"],
] as const)("%j is refused, and %s is named", async (numbers, field) => {
  const { status, json, headers } = await ask(numbers);
  expect(status).toBe(400);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect((json["errors"] as { field: string }[]).map((each) => each.field)).toEqual([field]);
});

test("a number that lies outside is answered with where it may lie", async () => {
  const { json } = await ask({ answers: 5, population: 5_001, target: 1 });
  expect(json["errors"]).toEqual([
    { field: "target", detail: "a share from 0.05 to 0.95 in hundredths, such as 0.7" },
    { field: "population", detail: "a whole number from 1 to 5000" },
  ]);
});

test("is for whoever is signed in or has a token", async () => {
  expect((await call(server, "GET /api/judge?answers=5&helped=4")).status).toBe(401);
});
