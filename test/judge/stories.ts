// Any iteration's history, for properties that hold of all of them.

import fc from "fast-check";
import type { History, Terms } from "../../worker/judge/history.ts";
import { change, day, history, SHIPPED, TERMS } from "./story.ts";

const few = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 30 }));

const row = fc
  .record({
    after: fc.integer({ min: -5, max: 80 }),
    seen: few,
    used: few,
    returned: few,
    lastUsed: few,
    helped: few,
    unhelped: few,
    againHelped: few,
    againUnhelped: few,
  })
  .map(({ after, ...sums }) =>
    day(after, { ...sums, asked: sums.helped + sums.unhelped + (sums.seen >> 1) }),
  );

const rows = fc.uniqueArray(row, { selector: (each) => each.day, maxLength: 40 });

const terms: fc.Arbitrary<Terms> = fc.record({
  unit: fc.constantFrom("customer", "account"),
  adoption: fc.integer({ min: 5, max: 95 }).map((points) => points / 100),
  helpfulness: fc.integer({ min: 5, max: 95 }).map((points) => points / 100),
  population: fc.option(fc.integer({ min: 1, max: 500 })),
  rule: fc.constantFrom("twice", "once"),
  window: fc.constantFrom(14, 28, 90),
});

const changes = fc
  .array(fc.record({ after: fc.integer({ min: -2, max: 80 }), to: terms, answers: fc.nat(50) }), {
    maxLength: 3,
  })
  .map((list) => list.sort((a, b) => a.after - b.after))
  .map((list) =>
    list.map(({ after, to, answers }, i) =>
      change(after, to, { from: list[i - 1]?.to ?? TERMS, answers }),
    ),
  );

/** Any history, of customers and accounts, with changed terms and checked slips. */
export const histories: fc.Arbitrary<History> = fc
  .record({
    customers: rows,
    accounts: rows,
    changes,
    checked: fc.array(fc.integer({ min: 0, max: 90 }).map((after) => SHIPPED + after)),
  })
  .map(({ customers, ...rest }) => history(customers, rest));

/** A day from a little before shipping to well after the last fact. */
export const todays = fc.integer({ min: -3, max: 120 }).map((after) => SHIPPED + after);
