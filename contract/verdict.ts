// A verdict as it travels: the one shape that the judge makes and every page, answer and export shows.

export const STATES = [
  "collecting",
  "done",
  "not-reached",
  "not-helping",
  "neither",
  "too-close",
  "slipping",
] as const;
export type State = (typeof STATES)[number];

/** What counts as one voice. */
export type Unit = "customer" | "account";
export type AdoptionRule = "twice" | "once";
/** Days a person has to adopt. */
export type Window = 14 | 28 | 90;

/** A natural logarithm; JSON has no infinity, so those two travel as words. */
export type Log = number | "Infinity" | "-Infinity";

export interface Helpfulness {
  verdict: "confirmed" | "refuted" | "collecting";
  /** Counted answers, and the yes among them. */
  answers: number;
  helped: number;
  /** helped ÷ answers, null without answers. */
  rate: number | null;
  /** The range of the true share that the evidence leaves open. */
  low: number;
  high: number;
  target: number;
  /** ln of the evidence that the share is above, and below, the target. */
  logUp: Log;
  logDown: Log;
  /** Answers needed before anything is decided. */
  minimum: number;
  /** Size of the closed customer base, null when it is open. */
  population: number | null;
  /** Day on which help was decided in this regime. */
  decidedOn: string | null;
  /** What came after that day: slipping is read from it. */
  later: Later | null;
}

export interface Later {
  answers: number;
  helped: number;
  /** The slipping statistic, Σ w·S. */
  statistic: number;
  watch: boolean;
}

export interface AdoptionCounts {
  reached: number;
  tried: number;
  adopted: number;
  activeNow: number;
}

export interface Adoption extends AdoptionCounts {
  verdict: "met" | "missed" | "maturing";
  /** adopted ÷ reached, null under 10 reached. */
  rate: number | null;
  low: number | null;
  high: number | null;
  target: number;
  window: Window;
  rule: AdoptionRule;
  /** First day on which enough people have had their time, null before. */
  judgedOn: string | null;
  customers: AdoptionCounts;
  accounts: AdoptionCounts;
}

export interface Silence {
  asked: number;
  answered: number;
  responseRate: number | null;
  /** Yes-share among the silent at which the whole asked group is exactly at target. */
  breakEven: number | null;
  /** Further no's that bring the share below the target. */
  flipPoint: number;
  /** Further no's that take a confirmation back, null unless confirmed. */
  flipVerdict: number | null;
  grade: "fragile" | "fair" | "solid" | null;
}

export interface Forecast {
  direction: "confirmed" | "refuted" | null;
  /** Further answers, rounded up, and their range. */
  answers: number | null;
  low: number | null;
  high: number | null;
  /** Days at the rate of the last 14 days. */
  days: number | null;
  say: "too early to say" | "too close to say" | null;
}

export interface Regime {
  since: string;
  why: "shipped" | "target" | "unit" | "population";
}

export interface Verdict {
  state: State;
  /** First day of the unbroken run of this state. */
  since: string;
  attempt: number;
  unit: Unit;
  asOf: string;
  /** Full sentences with the numbers in them. */
  because: string[];
  helpfulness: Helpfulness;
  adoption: Adoption;
  silence: Silence;
  forecast: Forecast;
  regime: Regime;
  warnings: string[];
}
