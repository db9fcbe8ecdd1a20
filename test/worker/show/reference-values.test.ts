// The odds ladder's reference values through real signals: answers reported one by one, read back from the feature.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import ladder from "../../cases/ladder.json" with { type: "json" };
import { type Server, startWorker } from "../harness.ts";
import { makeProduct, type Product } from "../product.ts";
import { detail, noon, shipped, tell } from "./life.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

interface Heard {
  answers: number;
  helped: number;
  target: number;
  population?: number | null;
  asked?: number;
}

let features = 0;

/** A feature whose customers answered so, in the first days after it was shipped; its verdict today. */
async function verdictOf({ answers, helped, target, population = null, asked = answers }: Heard) {
  const feature = `f${++features}`;
  await shipped(product, feature, 30, { targets: { helpfulness: target }, population });
  const at = (index: number) => noon(29 - (index % 3));
  const signals = Array.from({ length: asked }, (_, index) => {
    const told = { feature, customer: `${feature} ${index}`, at: at(index) };
    return index < answers
      ? { kind: "answered", ...told, helped: index < helped }
      : { kind: "asked", ...told };
  });
  await tell(product, signals);
  const { verdict } = await detail(product, feature);
  if (!verdict) throw new Error(`${feature} was not judged`);
  return verdict;
}

const named = <Each extends object>(rows: readonly Each[]) =>
  rows.map((row) => [JSON.stringify(row), row] as const);

function expectClose(actual: number | string | null, expected: number | string | null): void {
  if (typeof expected !== "number") expect(actual).toBe(expected);
  else
    expect(Math.abs(Number(actual) - expected)).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(expected)),
    );
}

/** As many people as a test can invent. */
const small = ({ answers }: { answers: number }) => answers <= 500;

describe("answers that customers gave lead to the reference values", () => {
  const evidence = [...ladder.openEvidence.filter(small), ...ladder.closedEvidence];
  test.each(named(evidence))("of evidence: %s", async (_, { up, down, ...heard }) => {
    const { helpfulness } = await verdictOf(heard);
    expect(helpfulness).toMatchObject(heard);
    expectClose(helpfulness.logUp, up);
    expectClose(helpfulness.logDown, down);
  });

  const usual = ladder.openRange.filter((row) => row.chance === 0.05 && small(row));
  test.each(named(usual))("of the range: %s", async (_, { low, high, answers, helped }) => {
    const { helpfulness } = await verdictOf({ answers, helped, target: 0.7 });
    expectClose(helpfulness.low, low);
    expectClose(helpfulness.high, high);
  });

  /** Verdicts that a feature's own minimum leaves as they are, of few enough people. */
  const ripe = ladder.help.filter(
    ({ answers, minimum }) => answers >= Math.max(10, minimum) && answers <= 60,
  );
  test.each(named(ripe))("of the verdict: %s", async (_, { verdict, minimum: __, ...heard }) => {
    expect((await verdictOf(heard)).helpfulness).toMatchObject({ verdict, ...heard });
  });

  test.each(named(ladder.silence))("of silence: %s", async (_, row) => {
    const { breakEven, flipPoint, flipVerdict, ...heard } = row;
    const { silence } = await verdictOf(heard);
    expect(silence).toMatchObject({ flipPoint, flipVerdict, asked: row.asked });
    expectClose(silence.breakEven, breakEven);
  });
});
