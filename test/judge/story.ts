// Builds an iteration's history from a few words, for tests.

import type { Day, DaySums, History, Terms, TermsChange } from "../../worker/judge/history.ts";

/** The day on which the iterations of these tests are shipped: 2026-08-03, a Monday. */
export const SHIPPED: Day = 20_668;

export const TERMS: Terms = {
  unit: "customer",
  adoption: 0.2,
  helpfulness: 0.7,
  population: null,
  rule: "twice",
  window: 28,
};

const NOTHING = {
  seen: 0,
  used: 0,
  returned: 0,
  lastUsed: 0,
  asked: 0,
  helped: 0,
  unhelped: 0,
  againHelped: 0,
  againUnhelped: 0,
};

/** The sums of a day so many days after shipping. */
export function day(after: number, sums: Partial<DaySums>): DaySums {
  return { ...NOTHING, ...sums, day: SHIPPED + after };
}

/** A change of terms so many days after shipping. */
export function change(after: number, to: Partial<Terms>, rest: Partial<TermsChange> = {}) {
  return { day: SHIPPED + after, from: TERMS, to: { ...TERMS, ...to }, answers: 0, ...rest };
}

export function history(customers: readonly DaySums[], rest: Partial<History> = {}): History {
  return {
    attempt: 1,
    shippedOn: SHIPPED,
    customers,
    accounts: [],
    terms: TERMS,
    changes: [],
    checked: [],
    ...rest,
  };
}
