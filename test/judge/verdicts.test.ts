// Whole histories, day by day, and what the design says of each.

import { describe, expect, test } from "vitest";
import { dayToText } from "../../contract/day.ts";
import { STATES, type Verdict } from "../../contract/verdict.ts";
import type { DaySums, History, Terms, TermsChange } from "../../worker/judge/history.ts";
import { judge } from "../../worker/judge/judge.ts";
import table from "../cases/verdicts.json" with { type: "json" };
import { day, history, SHIPPED, TERMS } from "./story.ts";

interface Sums extends Partial<Omit<DaySums, "day">> {
  on?: number;
  from?: number;
  to?: number;
}

interface Case {
  name: string;
  on: number;
  terms?: Partial<Terms>;
  sums: Sums[];
  accounts?: Sums[];
  changes?: { on: number; to: Partial<Terms>; answers: number }[];
  checked?: number[];
  expect: Expected;
}

/** What is expected; what a case does not name it leaves open. */
interface Expected {
  state: string;
  since: number;
  because: string[];
  help?: string;
  adoption?: string;
  decidedOn?: number | null;
  judgedOn?: number | null;
  later?: [answers: number, helped: number];
  watch?: boolean;
  regime?: [why: string, since: number];
  warnings?: string[];
}

const cases = table.cases as unknown as Case[];

function daysOf(sums: readonly Sums[]): DaySums[] {
  return sums.flatMap(({ on = 0, from = on, to = from, ...each }) =>
    Array.from({ length: to - from + 1 }, (_, i) => day(from + i, each)),
  );
}

function changesOf({ changes = [] }: Case, terms: Terms): TermsChange[] {
  let from = terms;
  return changes.map(({ on, to, answers }) => {
    const change = { day: SHIPPED + on, from, to: { ...from, ...to }, answers };
    from = change.to;
    return change;
  });
}

function historyOf(each: Case): History {
  const terms = { ...TERMS, ...each.terms };
  return history(daysOf(each.sums), {
    accounts: daysOf(each.accounts ?? []),
    terms,
    changes: changesOf(each, terms),
    checked: (each.checked ?? []).map((on) => SHIPPED + on),
  });
}

const dated = (after: number | null) => (after === null ? null : dayToText(SHIPPED + after));

/** The parts of a verdict that a case names, in the words of cases. */
function named(expected: Expected) {
  const { help, adoption, decidedOn, judgedOn, later, watch, regime, warnings } = expected;
  return {
    state: expected.state,
    since: dated(expected.since),
    ...(help && { help }),
    ...(adoption && { adoption }),
    ...(decidedOn !== undefined && { decidedOn: dated(decidedOn) }),
    ...(judgedOn !== undefined && { judgedOn: dated(judgedOn) }),
    ...(later && { later }),
    ...(watch !== undefined && { watch }),
    ...(regime && { regime: [regime[0], dated(regime[1])] }),
    ...(warnings && { warnings }),
  };
}

function partsOf({ state, since, helpfulness, adoption, regime, warnings }: Verdict) {
  const { later, decidedOn, verdict } = helpfulness;
  return {
    state,
    since,
    help: verdict,
    adoption: adoption.verdict,
    decidedOn,
    judgedOn: adoption.judgedOn,
    later: later && [later.answers, later.helped],
    watch: later?.watch,
    regime: [regime.why, regime.since],
    warnings,
  };
}

/** The reasons from the first that holds a text on; each next text is sought from there on. */
function missingIn(because: readonly string[], texts: readonly string[]): string[] {
  let from = 0;
  return texts.filter((text) => {
    const found = because.findIndex((reason, i) => i >= from && reason.includes(text));
    if (found >= 0) from = found;
    return found < 0;
  });
}

describe("verdicts", () => {
  test.each(cases.map((each) => [each.name, each] as const))("%s", (_, each) => {
    const { verdict } = judge(historyOf(each), SHIPPED + each.on);
    expect(partsOf(verdict)).toMatchObject(named(each.expect));
    expect(missingIn(verdict.because, each.expect.because)).toEqual([]);
  });

  test("are at least 150, and cover every state", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map((each) => each.expect.state))).toEqual(new Set(STATES));
  });
});
