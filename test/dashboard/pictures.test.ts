// What pictures are made of: shares that are the judge's own, and names that cover nothing.

import fc from "fast-check";
import { expect, test } from "vitest";
import { dayToText } from "../../contract/day.ts";
import { adoptionDays } from "../../dashboard/pictures/adoption-shares.ts";
import { spread } from "../../dashboard/pictures/ends.tsx";
import { type Label, type Point, placeLabels } from "../../dashboard/pictures/labels.ts";
import type { IterationRun, Row } from "../../dashboard/pictures/time.ts";
import type { DaySums, History } from "../../worker/judge/history.ts";
import { judge } from "../../worker/judge/judge.ts";
import { histories, todays } from "../judge/stories.ts";

/** The series that the API would tell of a history's customers, until a day. */
function seriesOf(customers: readonly DaySums[], until: number): Row[] {
  const sum = { seen: 0, used: 0, returned: 0, asked: 0, helped: 0, unhelped: 0 };
  const sorted = customers.filter(({ day }) => day <= until).toSorted((a, b) => a.day - b.day);
  return sorted.map((row) => {
    for (const key of ["seen", "used", "returned", "asked", "helped", "unhelped"] as const)
      sum[key] += row[key];
    return { day: dayToText(row.day), ...sum, low: null, high: null };
  });
}

function runOf(story: History, today: number): IterationRun {
  const [ships, ends] = [dayToText(story.shippedOn), dayToText(today)];
  const series = seriesOf(story.customers, today);
  return { label: "1", ships, ends, series, counted: series };
}

test("the adoption that is drawn for a day is the one that the judge says on that day", () => {
  const own = histories.filter(({ changes }) => changes.length === 0);
  fc.assert(
    fc.property(own, todays, (story, today) => {
      fc.pre(today >= story.shippedOn);
      const { adoption } = judge(story, today).verdict;
      const last = adoptionDays(runOf(story, today), adoption).at(-1);
      expect(last === undefined).toBe(adoption.rate === null);
      if (!last) return;
      expect([last.day, last.low, last.high]).toEqual([today, adoption.low, adoption.high]);
    }),
    { numRuns: 1_000 },
  );
});

const points: fc.Arbitrary<Point[]> = fc.uniqueArray(
  fc.record({
    key: fc.uuid(),
    name: fc.string({ minLength: 1, maxLength: 24 }),
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
  }),
  { selector: ({ key }) => key, maxLength: 40 },
);

function leftOf({ x, anchor }: Label, width: number): number {
  if (anchor === "start") return x;
  return anchor === "end" ? x - width : x - width / 2;
}

test("no name on the map covers another", () => {
  fc.assert(
    fc.property(points, (all) => {
      const labels = placeLabels(all, { left: 0, right: 600, top: 0, bottom: 400 });
      const boxes = all.flatMap(({ key, name }) => {
        const label = labels.get(key);
        // Letters are at least this wide on average in what is measured here.
        const width = name.length * 6;
        return label ? [{ left: leftOf(label, width), width, y: label.y }] : [];
      });
      for (const [index, one] of boxes.entries())
        for (const other of boxes.slice(index + 1)) {
          const apart =
            Math.abs(one.y - other.y) >= 15 ||
            one.left + one.width <= other.left + 0.001 ||
            other.left + other.width <= one.left + 0.001;
          expect(apart).toBe(true);
        }
    }),
  );
});

test("names at the ends of lines keep a line's height between them", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (heights) => {
      const ends = spread(heights.map((y, index) => ({ name: `${index}`, text: "", y })));
      for (const [index, end] of ends.entries()) {
        const above = ends[index - 1];
        if (above) expect(end.y - above.y).toBeGreaterThanOrEqual(15);
      }
    }),
  );
});
