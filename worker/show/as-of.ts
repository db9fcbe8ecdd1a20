// The day that a look at the past is asked for.

import { type Day, textToDay } from "../../contract/day.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Project } from "../ledger/catalogue.ts";
import { invalid, type Refusal } from "../problem.ts";

/** The day asked for, undefined where none is; a day that has not come yet is refused. */
export function asOfDay(
  text: string | undefined,
  project: Project,
  now: number,
): { day: Day | undefined } | Refusal {
  if (text === undefined) return { day: undefined };
  const day = textToDay(text);
  const today = calendarOf(project.time_zone)(now);
  return day > today ? invalid("as-of", "lies in the future; leave it out for today") : { day };
}
