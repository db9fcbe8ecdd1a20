// How an iteration's sums grew day by day, with the range that the answers left open on each.

import { type Day, dayToText } from "../../contract/day.ts";
import { evidenceOf, sharesLeftOpen } from "../judge/help.ts";
import type { DaySums, History, Terms } from "../judge/history.ts";
import { termsOn } from "./history.ts";

/** Sums so far, at the end of a day. */
interface Sums {
  seen: number;
  used: number;
  returned: number;
  asked: number;
  helped: number;
  unhelped: number;
}

export interface SeriesRow extends Sums {
  /** `YYYY-MM-DD` */
  day: string;
  /** The shares of yes left open by the answers so far; null without any. */
  low: number | null;
  high: number | null;
}

const COUNTS = ["seen", "used", "returned", "asked", "helped", "unhelped"] as const;
const NOTHING: Sums = { seen: 0, used: 0, returned: 0, asked: 0, helped: 0, unhelped: 0 };

/** A row for each day up to `until` on which something changed, in the unit that holds on that last day. */
export function seriesOf(history: History, until: Day): SeriesRow[] {
  const { unit } = termsOn(history, until);
  const days = unit === "account" ? history.accounts : history.customers;
  let sums = NOTHING;
  return days.filter(isNews).map((each) => {
    sums = added(sums, each);
    const range = rangeLeftOpen(sums, termsOn(history, each.day));
    return { day: dayToText(each.day), ...sums, ...range };
  });
}

function isNews(day: DaySums): boolean {
  return COUNTS.some((name) => day[name] !== 0);
}

function added(sums: Sums, day: DaySums): Sums {
  const entries = COUNTS.map((name) => [name, sums[name] + day[name]] as const);
  return { ...sums, ...Object.fromEntries(entries) };
}

/** A closed list that more have answered than are on it is no closed list. */
function rangeLeftOpen({ helped, unhelped }: Sums, terms: Terms) {
  const answers = helped + unhelped;
  if (answers === 0) return { low: null, high: null };
  const isList = terms.population !== null && answers <= terms.population;
  const population = isList ? terms.population : null;
  const question = { answers, helped, target: terms.helpfulness, population };
  return sharesLeftOpen(question, evidenceOf(question));
}

export interface Funnel {
  seen: number;
  used: number;
  returned: number;
  asked: number;
  answered: number;
  helped: number;
}

/** What a series came to. */
export function funnelOf(series: readonly SeriesRow[]): Funnel {
  const { seen, used, returned, asked, helped, unhelped } = series.at(-1) ?? NOTHING;
  return { seen, used, returned, asked, answered: helped + unhelped, helped };
}
