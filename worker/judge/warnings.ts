// Warnings travel with a verdict and are never a state: what was moved, and what looks unusual.

import { dayToText } from "../../contract/day.ts";
import type { Burst } from "./burst.ts";
import type { Day, History, Terms, TermsChange } from "./history.ts";
import { counted, percent, voices, whole } from "./phrases.ts";
import type { Moment } from "./replay.ts";
import { on } from "./tally.ts";

/** The warnings of a day, on which so many were active in the project's unit. */
export function warningsOf(history: History, last: Moment, activeNow: number): string[] {
  const { changes, bursts = [] } = history;
  return [
    ...changes.filter(({ day }) => day <= last.day).flatMap(changeWarnings),
    ...listWarning(last),
    ...bursts.filter(({ day }) => day <= last.day).map(burstWarning),
    ...halvedWarning(history, last.day, activeNow),
  ];
}

/** What is said of a burst. */
export function burstWarning({ day, answers, usual }: Omit<Burst, "hour">): string {
  return `an unusual burst of answers: ${whole(answers)} within an hour on ${dayToText(day)}, ${whole(Math.round(usual))} are usual`;
}

function halvedWarning({ signedOff }: History, day: Day, activeNow: number): string[] {
  if (!signedOff || day < signedOff.day || activeNow * 2 > signedOff.activeNow) return [];
  if (signedOff.activeNow === 0) return [];
  return [
    `use has halved since it was signed off: ${whole(signedOff.activeNow)} active then, ${whole(activeNow)} now`,
  ];
}

/** One sentence for each term that was moved after the first answer. */
function changeWarnings({ from, to, answers }: TermsChange): string[] {
  if (answers === 0) return [];
  const after = `after ${counted(answers, "answer")}`;
  return [
    movedTarget("target", from.helpfulness, to.helpfulness),
    movedTarget("adoption target", from.adoption, to.adoption),
    movedUnit(from, to),
    movedPopulation(from, to),
    movedRule(from, to),
  ]
    .filter((what) => what !== null)
    .map((what) => `${what} ${after}`);
}

function movedTarget(name: string, from: number, to: number): string | null {
  if (from === to) return null;
  return `${name} ${to < from ? "lowered" : "raised"} from ${percent(from)} to ${percent(to)}`;
}

function movedUnit(from: Terms, to: Terms): string | null {
  return from.unit === to.unit ? null : `unit changed from ${from.unit} to ${to.unit}`;
}

function movedPopulation(from: Terms, to: Terms): string | null {
  if (from.population === to.population) return null;
  const list = ({ population, unit }: Terms) =>
    population === null ? "everyone" : voices(population, unit);
  return `customer base changed from ${list(from)} to ${list(to)}`;
}

function movedRule(from: Terms, to: Terms): string | null {
  const rule = ({ rule, window }: Terms) => `${rule} within ${window} days`;
  if (rule(from) === rule(to)) return null;
  return `adoption changed from used ${rule(from)} to used ${rule(to)}`;
}

/** A closed list that is too short is no closed list, and its promise would not hold. */
function listWarning({ reign, tally, day }: Moment): string[] {
  const { population, unit } = reign.terms;
  const answers = on(tally, "answers", day);
  if (population === null || answers <= population) return [];
  return [
    `${voices(answers, unit)} answered, more than the ${whole(population)} on the closed list: judged as an open base`,
  ];
}
