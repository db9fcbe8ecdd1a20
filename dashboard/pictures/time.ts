// The time axis that the curves of a feature share, and the runs of iterations along it.

import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { FeatureDetail } from "../../contract/api/features.ts";
import { textToDay } from "../../contract/day.ts";
import { dayOf, dayShort } from "../words/days.ts";

export type Row = FeatureDetail["series"][number];

/** One iteration's days, ascending; `ends` is the day the next one shipped, or the last one looked at. */
export interface IterationRun {
  label: string;
  ships: string;
  ends: string;
  series: readonly Row[];
  /** The same as counted: with facts that are older than its shipping on their own days. */
  counted: readonly Row[];
}

export const EDGE = { left: 44, right: 92, top: 26, bottom: 26 };

export interface Axes {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  width: number;
  height: number;
}

/** Places an iteration after another; facts before its shipping stand on the day it shipped. */
export function runsOf(
  details: readonly FeatureDetail[],
  timeZone: string,
  asOf: string,
): IterationRun[] {
  const oldestFirst = details.toSorted((a, b) => a.iteration.attempt - b.iteration.attempt);
  return oldestFirst.map(({ iteration, series }, index) => {
    const ships = dayOf(iteration.shippedAt, timeZone);
    const next = oldestFirst[index + 1];
    const ends = next ? dayOf(next.iteration.shippedAt, timeZone) : asOf;
    const within = series.filter(({ day }) => day <= ends);
    return {
      label: iteration.label,
      ships,
      ends,
      series: carriedOn(within, ships, ends),
      counted: within,
    };
  });
}

/** A cumulative series stands still until it changes again; so its last row holds to the end. */
function carriedOn(series: readonly Row[], ships: string, ends: string): Row[] {
  const before = series.findLast(({ day }) => day <= ships);
  const during = series.filter(({ day }) => day > ships);
  const last = during.at(-1) ?? before;
  const start = before ? [{ ...before, day: ships }] : [];
  const end = last && last.day < ends ? [{ ...last, day: ends }] : [];
  return [...start, ...during, ...end];
}

/** What had been counted by the end of a day, and in which iteration; null before the first one. */
export function rowOn(
  runs: readonly IterationRun[],
  day: string,
): { run: IterationRun; row: Row } | null {
  const run = runs.findLast(({ ships }) => ships <= day);
  const row = run?.series.findLast((one) => one.day <= day);
  return run && row ? { run, row } : null;
}

export function axesOf(
  runs: readonly IterationRun[],
  box: { width: number; height: number },
  most: number,
): Axes {
  const from = Math.min(...runs.map(({ ships }) => textToDay(ships)));
  const to = Math.max(from + 14, ...runs.map(({ ends }) => textToDay(ends)));
  const { width, height } = box;
  return {
    x: scaleLinear([from, to], [EDGE.left, width - EDGE.right]),
    y: scaleLinear([0, most], [height - EDGE.bottom, EDGE.top]),
    width,
    height,
  };
}

/** Ticks of the time axis: days, at most about one in 90 px. */
export function dayTicks({ x, width }: Axes): { at: number; text: string }[] {
  const [from = 0, to = 0] = x.domain();
  const wanted = Math.max(2, Math.floor((width - EDGE.left - EDGE.right) / 90));
  const step = [1, 2, 7, 14, 28, 56, 91, 182].find((days) => (to - from) / days <= wanted) ?? 364;
  const ticks = [];
  for (let day = from; day <= to; day += step)
    ticks.push({
      at: x(day),
      text: dayShort(new Date(day * 86_400_000).toISOString().slice(0, 10)),
    });
  return ticks;
}

/** A table view has at most about this many rows. */
const MOST_ROWS = 120;

/** Every nth row, so that a table stays readable; the last one always. */
export function thinned<T>(rows: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  return rows.filter((_, index) => index % step === 0 || index === rows.length - 1);
}
