// How a verdict reads: numbers in sentences, warnings, and what is left unsaid.

import { describe, expect, test } from "vitest";
import { burstsOf } from "../../worker/judge/burst.ts";
import { judge } from "../../worker/judge/judge.ts";
import { about, percentBeside, whole } from "../../worker/judge/phrases.ts";
import { day, history, SHIPPED } from "./story.ts";

describe("a number in a sentence", () => {
  test.each([
    [7, "7"],
    [1_234, "1,234"],
    [1_234_567, "1,234,567"],
  ])("%i reads %s", (count, text) => expect(whole(count)).toBe(text));

  test.each([
    [175, "175"],
    [999, "999"],
    [3_307, "3,300"],
    [9_960, "10,000"],
    [12_345, "12,000"],
  ])("about %i reads %s", (count, text) => expect(about(count)).toBe(text));

  test.each([
    [0.612, 0.7, "61 %"],
    [0.697, 0.7, "69.7 %"],
    [0.6998, 0.7, "69.98 %"],
    [0.699_999, 0.7, "just under 70 %"],
    [0.700_001, 0.7, "just over 70 %"],
    [0.7, 0.7, "70 %"],
    [0.29, 0.29, "29 %"],
  ])("%d beside a target of %d reads %s", (share, target, text) =>
    expect(percentBeside(share, target)).toBe(text),
  );
});

describe("silence", () => {
  const asked = (asked: number, helped: number, unhelped: number) =>
    judge(history([day(0, { seen: 50, asked, helped, unhelped })]), SHIPPED + 20).verdict;

  test("is not spoken of while nothing is decided and a fifth have answered", () => {
    const said = (verdict: { because: string[] }) => verdict.because.join("; ");
    expect(said(asked(500, 70, 30))).not.toContain("people asked");
    expect(said(asked(501, 70, 30))).toContain("100 of 501 people asked have answered");
  });

  test("counts those who answered without a recorded ask as asked", () => {
    expect(asked(3, 70, 30).silence).toMatchObject({
      asked: 100,
      responseRate: 1,
      breakEven: null,
    });
  });

  test.each([
    [1_000, 800, 200, "fair"],
    [1_000, 799, 201, "fragile"],
    [1_000, 950, 50, "solid"],
    [1_000, 949, 51, "fair"],
  ] as const)(
    "of as many again as the %i who answered, with %i yes, grades %s",
    (n, yes, no, grade) => {
      // Asked so many that the silent would have to be at the target: the distance is that of the share.
      const { silence } = asked(n * 1_000_000, yes, no);
      expect(silence.grade).toBe(grade);
    },
  );
});

describe("warnings", () => {
  const active = (activeNow: number) =>
    history([day(0, { seen: 100, helped: 83, unhelped: 17 }), day(28, { lastUsed: activeNow })], {
      signedOff: { day: SHIPPED + 20, activeNow: 300 },
    });

  test("say that use has halved since it was signed off", () => {
    expect(judge(active(150), SHIPPED + 30).verdict.warnings).toEqual([
      "use has halved since it was signed off: 300 active then, 150 now",
    ]);
    expect(judge(active(151), SHIPPED + 30).verdict.warnings).toEqual([]);
  });

  test("say when an unusual burst of answers came", () => {
    const bursts = [{ hour: 0, day: SHIPPED + 9, answers: 48, usual: 2 }];
    const { warnings } = judge(history([], { bursts }), SHIPPED + 10).verdict;
    expect(warnings).toEqual([
      "an unusual burst of answers: 48 within an hour on 2026-08-12, 2 are usual",
    ]);
    expect(judge(history([], { bursts }), SHIPPED + 8).verdict.warnings).toEqual([]);
  });
});

describe("a burst", () => {
  const hours = (...answers: number[]) =>
    answers.map((count, i) => ({ hour: i, day: 0, answers: count, newcomers: count }));

  test("is more than five times what was usual, and at least twenty", () => {
    expect(burstsOf(hours(4, 4, 4, 21))).toEqual([{ hour: 3, day: 0, answers: 21, usual: 4 }]);
    expect(burstsOf(hours(4, 4, 4, 20))).toEqual([]);
    expect(burstsOf(hours(1, 1, 19))).toEqual([]);
    expect(burstsOf(hours(1, 1, 20))).toHaveLength(1);
  });

  test("comes mostly from people first seen that day", () => {
    const old = hours(2, 2, 50).map((each) => ({ ...each, newcomers: each.answers / 2 }));
    expect(burstsOf(old)).toEqual([]);
  });

  test("is measured by the four weeks before it", () => {
    const [busy, burst] = hours(100, 50);
    const months = 60 * 24;
    expect(busy && burst && burstsOf([busy, { ...burst, hour: months }])).toHaveLength(2);
    expect(busy && burst && burstsOf([busy, burst])).toHaveLength(1);
  });
});
