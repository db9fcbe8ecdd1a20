// Fiscal quarters as days.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayToText, textToDay } from "../../contract/day.ts";
import { quarterAfter, quarterOf, spanOf } from "../../contract/quarter.ts";

describe("a fiscal quarter", () => {
  test.each([
    ["2026-Q4", 1, "2026-10-01", "2026-12-31"],
    ["2026-Q1", 1, "2026-01-01", "2026-03-31"],
    ["2026-Q1", 4, "2026-04-01", "2026-06-30"],
    ["2026-Q4", 4, "2027-01-01", "2027-03-31"],
    ["2026-Q1", 10, "2026-10-01", "2026-12-31"],
    ["2026-Q2", 10, "2027-01-01", "2027-03-31"],
    ["2026-Q4", 12, "2027-09-01", "2027-11-30"],
    ["2023-Q1", 12, "2023-12-01", "2024-02-29"],
    ["2026-Q1", 2, "2026-02-01", "2026-04-30"],
  ])("%s of a year that begins with month %i runs from %s to %s", (id, month, from, to) => {
    const span = spanOf(id, month);
    expect(span && [dayToText(span.from), dayToText(span.to)]).toEqual([from, to]);
    expect(quarterOf(textToDay(from), month)).toBe(id);
    expect(quarterOf(textToDay(to), month)).toBe(id);
  });

  test("is none where its days have no four digits of a year", () => {
    expect(spanOf("9998-Q4", 1)?.to).toBe(textToDay("9998-12-31"));
    expect(spanOf("9998-Q4", 12)).toBeNull();
    expect(spanOf("9999-Q4", 1)).toBeNull();
  });

  test.each(["2026-Q5", "2026-Q0", "2026Q1", "26-Q1", "", "2026-Q1 ", "2026-q1"])(
    "%j names none",
    (id) => {
      expect(spanOf(id, 1)).toBeNull();
      expect(quarterAfter(id)).toBeNull();
    },
  );

  test("holds each of its days, and is followed by the next one without a gap", () => {
    const day = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (day, month) => {
        const id = quarterOf(day, month);
        const span = spanOf(id, month);
        const next = spanOf(quarterAfter(id) ?? "", month);
        expect(span && span.from <= day && day <= span.to).toBe(true);
        expect(next?.from).toBe((span?.to ?? 0) + 1);
        expect(quarterAfter(quarterAfter(id) ?? "", -1)).toBe(id);
      }),
    );
  });
});
