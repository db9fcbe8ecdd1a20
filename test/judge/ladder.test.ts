// The judge's numbers against values computed in exact arithmetic by another program.

import { expect, test } from "vitest";
import { closedRangeOf } from "../../worker/judge/closed-base.ts";
import { evidenceOf, helpSays } from "../../worker/judge/help.ts";
import { outlook } from "../../worker/judge/outlook.ts";
import { rangeOf } from "../../worker/judge/range.ts";
import { fewestMeeting } from "../../worker/judge/share.ts";
import { silenceOf } from "../../worker/judge/silence.ts";
import { ALARM, hear, newDetector } from "../../worker/judge/slipping.ts";
import ladder from "../cases/ladder.json" with { type: "json" };

type Row = Record<string, unknown>;
const named = <Each extends Row>(rows: readonly Each[]) =>
  rows.map((row) => [JSON.stringify(row), row] as const);

/** Equal infinities, or within 1e-9 of the larger of the expected value and 1. */
function expectLog(actual: number, expected: number | string): void {
  const value = Number(expected);
  if (Number.isFinite(value))
    expect(Math.abs(actual - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  else expect(actual).toBe(value);
}

test.each(named(ladder.openEvidence))("evidence of an open base: %s", (_, row) => {
  const { up, down } = evidenceOf({ ...row, population: null });
  expectLog(up, row.up);
  expectLog(down, row.down);
});

test.each(named(ladder.closedEvidence))("evidence of a closed list: %s", (_, row) => {
  const { up, down } = evidenceOf(row);
  expectLog(up, row.up);
  expectLog(down, row.down);
});

test.each(named(ladder.openRange))("range of an open base: %s", (_, row) => {
  const { low, high } = rangeOf(row, -Math.log(row.chance));
  expect(Math.abs(low - row.low)).toBeLessThanOrEqual(1e-9);
  expect(Math.abs(high - row.high)).toBeLessThanOrEqual(1e-9);
});

test.each(named(ladder.closedRange))("range of a closed list: %s", (_, row) => {
  const { fewest, most } = closedRangeOf(row, -Math.log(row.chance));
  expect([fewest, most]).toEqual([row.fewest, row.most]);
});

test.each(named(ladder.help))("verdict of help: %s", (_, row) => {
  expect(helpSays(evidenceOf(row), row.answers, row.minimum)).toBe(row.verdict);
});

test.each(named(ladder.boundary))("fewest yes to confirm, most to refute: %s", (_, row) => {
  const says = Array.from({ length: row.answers + 1 }, (_, helped) => {
    const { answers, target } = row;
    return helpSays(evidenceOf({ answers, helped, target, population: null }), answers, 0);
  });
  const least = says.indexOf("confirmed");
  const most = says.lastIndexOf("refuted");
  expect(least === -1 ? null : least).toBe(row.leastToConfirm);
  expect(most === -1 ? null : most).toBe(row.mostToRefute);
});

test.each(named(ladder.needed))("fewest that meet a target: %s", (_, row) => {
  expect(fewestMeeting(row.target, row.all)).toBe(row.fewest);
});

test.each(named(ladder.outlook))("outlook: %s", (_, row) => {
  const coming = row.coming ?? (row.helped + 0.5) / (row.answers + 1);
  const { direction, more } = outlook(row, coming);
  expect(direction).toBe(row.direction);
  const tolerance = row.population === null ? 1e-6 * Math.max(1, row.more) : 0;
  expect(Math.abs((more ?? Number.NaN) - row.more)).toBeLessThanOrEqual(tolerance);
});

test.each(named(ladder.slipping))("slipping statistic: %s", (_, row) => {
  const detector = newDetector(row.target);
  const course = [...row.answers].map((answer) => {
    hear(detector, answer === "1");
    return detector.statistic;
  });
  expectLog(Math.log(course[9] ?? Number.NaN), row.logAfterTen);
  expectLog(Math.log(detector.statistic), row.logLast);
  expect(course.findIndex((statistic) => statistic >= row.alarm) + 1).toBe(row.alarmAt);
  expect(detector.alarmed).toBe(course.some((statistic) => statistic >= ALARM));
});

test.each(named(ladder.silence))("silence: %s", (_, row) => {
  const question = { ...row, population: null };
  const help = helpSays(evidenceOf(question), row.answers, 10);
  const silence = silenceOf({ question, asked: row.asked, help });
  expect(silence.flipPoint).toBe(row.flipPoint);
  expect(silence.flipVerdict).toBe(row.flipVerdict);
  if (row.breakEven === null) expect(silence.breakEven).toBeNull();
  else expect(Math.abs((silence.breakEven ?? 2) - row.breakEven)).toBeLessThanOrEqual(1e-9);
});
