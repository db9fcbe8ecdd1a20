// What the judge is told: an iteration's days, its terms, and the day it is asked about.

import type { AdoptionRule, State, Unit, Verdict, Window } from "../../contract/verdict.ts";
import type { Burst } from "./burst.ts";

/** A project day: whole days since 1970-01-01 in the project's time zone. */
export type Day = number;

/** How many journeys of one kind of subject reached each milestone on one day (not cumulative). */
export interface DaySums {
  day: Day;
  seen: number;
  used: number;
  returned: number;
  /** Journeys whose week of last use begins on this day (a Monday). */
  lastUsed: number;
  /** Asked, or answered without a recorded ask. */
  asked: number;
  helped: number;
  unhelped: number;
  againHelped: number;
  againUnhelped: number;
}

/** What the team promised: everything that a regime holds fixed. Targets are shares, 0.05–0.95. */
export interface Terms {
  unit: Unit;
  adoption: number;
  helpfulness: number;
  /** Everyone who may ever use it, where that is a closed list. */
  population: number | null;
  rule: AdoptionRule;
  window: Window;
}

/** A change of terms: it starts a regime and stays visible. */
export interface TermsChange {
  day: Day;
  from: Terms;
  to: Terms;
  /** Counted answers heard when the change was made. */
  answers: number;
}

/** One iteration's whole story, as ledgers and catalogue tell it. */
export interface History {
  attempt: number;
  /** The day from which its 14 days count: shipped, or adopted from discovery. */
  shippedOn: Day;
  /** Ascending by day; facts may be older than `shippedOn`. */
  customers: readonly DaySums[];
  accounts: readonly DaySums[];
  /** Terms at shipping. */
  terms: Terms;
  /** Ascending by day; several on one day are possible, the last one holds. */
  changes: readonly TermsChange[];
  /** Days on which a person recorded that a slip was looked into. */
  checked: readonly Day[];
  /** When all partners had signed, with the active users frozen then; left out while unsigned. */
  signedOff?: { day: Day; activeNow: number } | null;
  /** Unusual bursts of answers that nobody has excluded, ascending. */
  bursts?: readonly Burst[];
}

/** An unbroken run of days with one state, and the reasons as of its first day. */
export interface Run {
  state: State;
  since: Day;
  because: string[];
}

/** What the judge says of a history on a day. */
export interface Judgement {
  verdict: Verdict;
  /** Every run of states from shipping to the day asked about, ascending; the last is the verdict's. */
  runs: Run[];
  /** Share of eligible people to ask: 1 while open, a trickle once confirmed or too close, 0 once refuted. */
  askRate: number;
  /** Whether help is decided in the current regime, either way. */
  decided: boolean;
}
