// A ledger's days as running totals, so that any day's sums are read at once.

import type { Day, DaySums } from "./history.ts";

/** Facts may be older than shipping; the longest window looks back this far before it. */
const LOOK_BACK = 90;

/** Totals at the end of each day from `first` on, facts before it included; `further` is a day's own. */
export interface Tally {
  first: Day;
  reached: Float64Array;
  tried: Float64Array;
  returned: Float64Array;
  asked: Float64Array;
  answers: Float64Array;
  helped: Float64Array;
  /** Counted answers of each single day, those given again included. */
  furtherHelped: Float64Array;
  furtherUnhelped: Float64Array;
}

/** Adds up an iteration's days, in any order, until `until`; what lies after it is not looked at. */
export function tallyOf(rows: readonly DaySums[], shippedOn: Day, until: Day): Tally {
  const tally = emptyTally(shippedOn - LOOK_BACK, until);
  for (const row of rows) if (row.day <= until) add(tally, row);
  accumulate(tally);
  return tally;
}

function emptyTally(first: Day, until: Day): Tally {
  const days = () => new Float64Array(Math.max(0, until - first) + 1);
  return {
    first,
    reached: days(),
    tried: days(),
    returned: days(),
    asked: days(),
    answers: days(),
    helped: days(),
    furtherHelped: days(),
    furtherUnhelped: days(),
  };
}

function add(tally: Tally, row: DaySums): void {
  const index = Math.max(0, row.day - tally.first);
  const put = (counts: Float64Array, count: number) => {
    counts[index] = (counts[index] ?? 0) + count;
  };
  put(tally.reached, row.seen);
  put(tally.tried, row.used);
  put(tally.returned, row.returned);
  put(tally.asked, row.asked);
  put(tally.answers, row.helped + row.unhelped);
  put(tally.helped, row.helped);
  put(tally.furtherHelped, row.helped + row.againHelped);
  put(tally.furtherUnhelped, row.unhelped + row.againUnhelped);
}

function accumulate(tally: Tally): void {
  const { reached, tried, returned, asked, answers, helped } = tally;
  for (const counts of [reached, tried, returned, asked, answers, helped])
    for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
}

/** One of a tally's columns on a day; 0 before its first. */
export function on(tally: Tally, column: Exclude<keyof Tally, "first">, day: Day): number {
  return tally[column][day - tally.first] ?? 0;
}
