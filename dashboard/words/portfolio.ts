// The one sentence on top of the portfolio.

import type { FeatureRow } from "../../contract/api/features.ts";
import { dayOf } from "./days.ts";
import { needOf } from "./needs.ts";
import { counted, percent } from "./numbers.ts";
import { quarterOf } from "./quarters.ts";

interface Calendar {
  timeZone: string;
  fiscalStartMonth: number;
  /** The day one looks from, `YYYY-MM-DD`. */
  day: string;
}

export interface Headline {
  before: string;
  /** The part that leads to what waits for a person; empty where nothing does. */
  needs: string;
}

/** "3 of 11 features shipped this quarter are done; " and "2 need you". */
export function headlineOf(features: readonly FeatureRow[], calendar: Calendar): Headline {
  const watched = features.filter((one) => one.verdict !== null && !one.retired);
  const quarter = quarterOf(calendar.day, calendar.fiscalStartMonth);
  const shipped = watched.filter(
    ({ iteration }) =>
      quarterOf(dayOf(iteration.shippedAt, calendar.timeZone), calendar.fiscalStartMonth) ===
      quarter,
  );
  const waiting = watched.filter((one) => needOf(one).you).length;
  const [some, where] = shipped.length > 0 ? [shipped, " shipped this quarter"] : [watched, ""];
  const done = some.filter(({ verdict }) => verdict?.state === "done").length;
  const verb = done === 1 ? "is" : "are";
  const of =
    some.length === 1 ? "The one feature" : `${done} of ${counted(some.length, "feature")}`;
  const said =
    some.length === 1
      ? `${of}${where} is ${done === 1 ? "done" : "not done yet"}`
      : `${of}${where} ${verb} done`;
  if (waiting === 0) return { before: `${said}; nothing waits for you.`, needs: "" };
  return { before: `${said}; `, needs: `${waiting} ${waiting === 1 ? "needs" : "need"} you` };
}

/** How sure the portfolio is as a whole: at most one in twenty judged features is confirmed wrongly. */
export function promiseOf(features: readonly FeatureRow[]): string {
  const judged = features.filter(
    (one) => one.verdict?.helpfulness.verdict !== "collecting" && one.verdict !== null,
  );
  if (judged.length === 0) return "";
  const expected = (judged.length / 20).toFixed(1);
  return `Of ${counted(judged.length, "feature")} judged so far, expect at most ${expected} to be confirmed wrongly (${percent(0.05)}).`;
}
