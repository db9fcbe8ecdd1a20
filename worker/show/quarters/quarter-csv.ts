// A quarter as a table: a line for each iteration it holds, and for each goal of which nothing was shipped.

import type { Quarter } from "../../../contract/api/quarters.ts";
import { type Cell, csvRow } from "../csv.ts";

type Iteration = Quarter["shipped"][number];
type Goal = Quarter["goals"][number];

interface Line {
  quarter: Quarter;
  kind: "shipped" | "carried" | "goal";
  feature: string;
  name: string;
  iteration: Iteration | null;
  goal: Goal | undefined;
}

/** Every column: its heading, and what stands in it. Shares are fractions of 1, days and moments as in the API. */
const COLUMNS: readonly (readonly [string, (line: Line) => Cell])[] = [
  ["quarter", ({ quarter }) => quarter.id],
  ["kind", ({ kind }) => kind],
  ["feature", ({ feature }) => feature],
  ["name", ({ name }) => name],
  ["iteration", ({ iteration }) => iteration?.iteration ?? null],
  ["shipped at", ({ iteration }) => iteration?.shippedAt ?? null],
  ["goal", ({ goal }) => goal?.value ?? null],
  ["goal status", ({ goal }) => goal?.status ?? null],
  ["state", ({ iteration }) => iteration?.verdict.state ?? null],
  ["since", ({ iteration }) => iteration?.verdict.since ?? null],
  ["as of", ({ iteration }) => iteration?.verdict.asOf ?? null],
  ["unit", ({ iteration }) => iteration?.verdict.unit ?? null],
  ["answers", ({ iteration }) => iteration?.verdict.helpfulness.answers ?? null],
  ["helped", ({ iteration }) => iteration?.verdict.helpfulness.helped ?? null],
  ["low", ({ iteration }) => iteration?.verdict.helpfulness.low ?? null],
  ["high", ({ iteration }) => iteration?.verdict.helpfulness.high ?? null],
  ["helpfulness target", ({ iteration }) => iteration?.verdict.helpfulness.target ?? null],
  ["reached", ({ iteration }) => iteration?.verdict.adoption.reached ?? null],
  ["adopted", ({ iteration }) => iteration?.verdict.adoption.adopted ?? null],
  ["adoption target", ({ iteration }) => iteration?.verdict.adoption.target ?? null],
  ["response rate", ({ iteration }) => iteration?.verdict.silence.responseRate ?? null],
  ["silence grade", ({ iteration }) => iteration?.verdict.silence.grade ?? null],
  ["signed", ({ iteration }) => iteration?.signed ?? null],
  ["decision", ({ iteration }) => iteration?.decision?.decision ?? null],
  ["decision reason", ({ iteration }) => iteration?.decision?.reason ?? null],
  ["decided by", ({ iteration }) => iteration?.decision?.by ?? null],
  ["decided at", ({ iteration }) => iteration?.decision?.at ?? null],
  ["because", ({ iteration }) => iteration?.verdict.because.join("; ") ?? null],
  ["warnings", ({ iteration }) => iteration?.verdict.warnings.join("; ") ?? null],
];

/** The whole table with its headings. */
export function quarterCsv(quarter: Quarter): string {
  const head = csvRow(COLUMNS.map(([heading]) => heading));
  const body = linesOf(quarter).map((line) => csvRow(COLUMNS.map(([, cell]) => cell(line))));
  return [head, ...body].join("");
}

function linesOf(quarter: Quarter): Line[] {
  const { goals, shipped, carried } = quarter;
  const lineOf = (kind: "shipped" | "carried") => (iteration: Iteration) => {
    const { feature, name } = iteration;
    const goal = goals.find((each) => each.feature === feature);
    return { quarter, kind, feature, name, iteration, goal };
  };
  const held = [...shipped.map(lineOf("shipped")), ...carried.map(lineOf("carried"))];
  const open = goals.filter((goal) => held.every(({ feature }) => feature !== goal.feature));
  const bare = open.map((goal) => {
    const { feature, name } = goal;
    return { quarter, kind: "goal" as const, feature, name, iteration: null, goal };
  });
  return [...held, ...bare];
}
