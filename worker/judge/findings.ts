// What is found on a day of a replay: the numbers of a verdict, before its words.

import { dayToText, mondayOf } from "../../contract/day.ts";
import type {
  Adoption,
  AdoptionCounts,
  AdoptionRule,
  Helpfulness,
  Log,
  Verdict,
} from "../../contract/verdict.ts";
import { adoptionSays, adoptionShares, isJudged } from "./adoption.ts";
import { forecastOf } from "./forecast.ts";
import { type Evidence, evidenceOf, minimumOf, type Question, sharesLeftOpen } from "./help.ts";
import type { Day, DaySums, History } from "./history.ts";
import { censusOn, type Moment, questionOn } from "./replay.ts";
import { silenceOf } from "./silence.ts";
import { WATCH } from "./slipping.ts";
import { on, type Tally } from "./tally.ts";

/** Answers a day are the mean of this many days. */
const RATE_DAYS = 14;
/** Weeks in which somebody who used it counts as active now, this one included. */
const ACTIVE_WEEKS = 4;

/** A verdict before its words. */
export type Findings = Omit<Verdict, "because" | "warnings">;

/** The numbers of a day; `since` is the first day of its run. */
export function findingsOf(moment: Moment, history: History, since: Day): Findings {
  const { day, decision, reign, tally } = moment;
  const question = decision?.question ?? questionOn(moment, day);
  const evidence = evidenceOf(question);
  const asked = Math.max(question.answers, on(tally, "asked", decision?.day ?? day));
  return {
    state: moment.state,
    since: dayToText(since),
    attempt: history.attempt,
    unit: reign.terms.unit,
    asOf: dayToText(day),
    helpfulness: { ...helpfulnessOf(question, evidence), ...decided(moment) },
    adoption: adoptionOf(moment, history),
    silence: silenceOf({ question, asked, help: decision?.help ?? "collecting" }),
    forecast: forecastOf(question, evidence, rateOn(tally, day)),
    regime: { since: dayToText(reign.since), why: reign.why },
  };
}

/** The numbers of an open question; a decision adds its own. */
export function helpfulnessOf(question: Question, evidence: Evidence): Helpfulness {
  const { answers, helped, target, population } = question;
  return {
    verdict: "collecting",
    answers,
    helped,
    rate: answers === 0 ? null : helped / answers,
    ...sharesLeftOpen(question, evidence),
    target,
    logUp: logOf(evidence.up),
    logDown: logOf(evidence.down),
    minimum: minimumOf(population),
    population,
    decidedOn: null,
    later: null,
  };
}

function decided({ decision, later }: Moment): Partial<Helpfulness> {
  if (decision === null) return {};
  return {
    verdict: decision.help,
    decidedOn: dayToText(decision.day),
    later: { ...later, watch: later.statistic >= WATCH },
  };
}

function logOf(log: number): Log {
  if (log === Number.POSITIVE_INFINITY) return "Infinity";
  return log === Number.NEGATIVE_INFINITY ? "-Infinity" : log;
}

/** Counted answers a day, null where there were none in fourteen days. */
function rateOn(tally: Tally, day: Day): number | null {
  const answers = on(tally, "answers", day) - on(tally, "answers", day - RATE_DAYS);
  return answers === 0 ? null : answers / RATE_DAYS;
}

function adoptionOf(moment: Moment, history: History): Adoption {
  const { day, reign } = moment;
  const { rule, window, adoption: target, unit } = reign.terms;
  const census = censusOn(moment, day);
  const customers = countsOf(history.customers, day, rule);
  const accounts = countsOf(history.accounts, day, rule);
  return {
    verdict: adoptionSays(census),
    ...(unit === "account" ? accounts : customers),
    ...adoptionShares(census),
    target,
    window,
    rule,
    judgedOn: judgedSince(moment, history.shippedOn),
    customers,
    accounts,
  };
}

/** The first day of the unbroken span in which enough people have had their time. */
function judgedSince(moment: Moment, shippedOn: Day): string | null {
  let since: Day | null = null;
  for (let day = moment.day; day >= shippedOn && isJudged(censusOn(moment, day)); day--)
    since = day;
  return since === null ? null : dayToText(since);
}

function countsOf(rows: readonly DaySums[], day: Day, rule: AdoptionRule): AdoptionCounts {
  const counts = { reached: 0, tried: 0, adopted: 0, activeNow: 0 };
  const activeFrom = mondayOf(day) - 7 * (ACTIVE_WEEKS - 1);
  for (const row of rows) {
    if (row.day > day) continue;
    counts.reached += row.seen;
    counts.tried += row.used;
    counts.adopted += rule === "once" ? row.used : row.returned;
    if (row.day >= activeFrom) counts.activeNow += row.lastUsed;
  }
  return counts;
}
