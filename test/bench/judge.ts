// How long the judge takes: one look at the sums, and the replay of a year.

import { calculate, type Numbers } from "../../worker/judge/calculator.ts";
import type { DaySums, History } from "../../worker/judge/history.ts";
import { judge } from "../../worker/judge/judge.ts";
import { day, history, SHIPPED, TERMS } from "../judge/story.ts";
import { marked } from "./median.ts";
import { printTable } from "./table.ts";

const RUNS = 9;

/** Microseconds a call takes: the median of nine runs, each of many calls, after one to warm up. */
function microseconds(call: (i: number) => void, calls: number): number {
  const once = () => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call(i);
    return ((performance.now() - start) * 1_000) / calls;
  };
  once();
  const runs = Array.from({ length: RUNS }, once).sort((a, b) => a - b);
  return runs[RUNS >> 1] ?? Number.NaN;
}

/** Sums that change from look to look, so that nothing can be remembered. */
function looks(answers: number, population: number | null): Numbers[] {
  return Array.from({ length: 64 }, (_, i) => {
    const counted = Math.max(10, answers - i);
    const helped = Math.round(counted * (0.6 + 0.3 * ((i % 8) / 8)));
    return { answers: counted, helped, target: 0.7, population, asked: counted * 2, rate: 3 };
  });
}

function lookRow(name: string, numbers: readonly Numbers[], mark: number): string[] {
  const call = (i: number) => {
    const each = numbers[i % numbers.length];
    if (each) calculate(each);
  };
  const took = microseconds(call, 2_000);
  return [name, took.toFixed(1), ...marked(took, { atMost: mark })];
}

/** Each of some targets makes a list's edge to be worked out anew; what they take one by one. */
function firstLookRow(population: number): string[] {
  const answers = population >> 1;
  const runs = Array.from({ length: RUNS }, (_, i) => {
    const target = (40 + i) / 100;
    const helped = Math.round(answers * (target + 0.02));
    const start = performance.now();
    calculate({ answers, helped, target, population });
    return (performance.now() - start) * 1_000;
  }).sort((a, b) => a - b);
  return [
    `the very first look at a list of ${population}`,
    (runs[RUNS >> 1] ?? 0).toFixed(1),
    "",
    "",
  ];
}

function printLooks(): void {
  const open = [10, 100, 1_000, 10_000, 100_000].map((n) =>
    lookRow(`open base, ${n} answers`, looks(n, null), 10),
  );
  const closed = [30, 100, 300, 1_000, 5_000].map((n) =>
    lookRow(`closed list of ${n}, half of it answered`, looks(n / 2, n), n > 300 ? 50 : 10),
  );
  const first = [300, 5_000].map((n) => firstLookRow(n));
  printTable(
    "One look: evidence, range, silence, forecast",
    ["sums", "µs", "mark", "met"],
    [...open, ...closed, ...first],
  );
}

const YEAR = 365;

/** A year in which something happens every day. */
function year(sums: (after: number) => Partial<DaySums>, rest: Partial<History> = {}): History {
  const rows = Array.from({ length: YEAR }, (_, after) =>
    day(after, {
      seen: 10,
      used: 6,
      returned: 3,
      lastUsed: after % 7 ? 0 : 40,
      asked: 3,
      ...sums(after),
    }),
  );
  return history(rows, rest);
}

const YEARS: [name: string, history: History][] = [
  ["open for all the year", year((after) => ({ helped: 2, unhelped: after % 7 < 6 ? 1 : 0 }))],
  ["done, and watched for slipping", year(() => ({ helped: 9, unhelped: 1 }))],
  ["refuted", year(() => ({ helped: 1, unhelped: 1 }))],
  [
    "a closed list of 300",
    year((after) => ({ helped: after % 3 ? 0 : 1, unhelped: after % 7 ? 0 : 1 }), {
      terms: { ...TERMS, population: 300 },
    }),
  ],
];

function printYears(): void {
  const rows = YEARS.map(([name, each]) => {
    const took = microseconds(() => judge(each, SHIPPED + YEAR - 1), 200);
    return [name, took.toFixed(0), ...marked(took, { atMost: 500 })];
  });
  printTable("Replaying 365 days into a verdict", ["iteration", "µs", "mark", "met"], rows);
}

export function run(): void {
  printLooks();
  printYears();
}
