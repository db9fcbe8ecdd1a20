// Notices an unusual burst of answers: many within an hour, mostly from people first seen that day.

import type { Day } from "../../contract/day.ts";

/** The counted answers of one hour. */
export interface HourOfAnswers {
  /** Hours since 1970, ascending. */
  hour: number;
  /** The project day it lies on. */
  day: Day;
  answers: number;
  /** Of those, answers by people who were first seen on that day. */
  newcomers: number;
}

export interface Burst {
  /** Hours since 1970. */
  hour: number;
  day: Day;
  answers: number;
  /** The median of the hours with answers before it. */
  usual: number;
}

/** A burst is more than this many times what was usual before. */
const TIMES_USUAL = 5;
/** Fewer answers in an hour are no burst, however quiet it was before. */
export const LEAST_ANSWERS = 20;
/** What was usual is looked for in this many hours before, four weeks. */
export const LOOK_BACK_HOURS = 28 * 24;

/** The bursts among an iteration's hours with answers, ascending. */
export function burstsOf(hours: readonly HourOfAnswers[]): Burst[] {
  return hours.flatMap((each, i) => {
    if (!couldBurst(each)) return [];
    const usual = Math.max(1, medianBefore(hours, i));
    const { hour, day, answers } = each;
    return answers > TIMES_USUAL * usual ? [{ hour, day, answers, usual }] : [];
  });
}

/** Whether an hour is a burst unless it is usual: enough answers, mostly by newcomers. */
export function couldBurst({ answers, newcomers }: HourOfAnswers): boolean {
  return answers >= LEAST_ANSWERS && newcomers > answers / 2;
}

function medianBefore(hours: readonly HourOfAnswers[], i: number): number {
  const now = hours[i]?.hour ?? 0;
  const before = hours
    .slice(0, i)
    .filter(({ hour }) => hour >= now - LOOK_BACK_HOURS)
    .map(({ answers }) => answers)
    .sort((a, b) => a - b);
  const middle = before.length >> 1;
  if (before.length % 2 === 1) return before[middle] ?? 0;
  return ((before[middle - 1] ?? 0) + (before[middle] ?? 0)) / 2;
}
