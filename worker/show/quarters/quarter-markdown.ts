// A quarter as a Markdown document, to read in a meeting and to keep beside the code.

import type { Quarter } from "../../../contract/api/quarters.ts";
import type { Verdict } from "../../../contract/verdict.ts";
import { dateOf } from "../../ledger/calendar.ts";
import { percent } from "../features/phrases.ts";
import { markdownTable, markdownText as text } from "../markdown.ts";

type Iteration = Quarter["shipped"][number];

/** The whole document; days are the project's. */
export function quarterMarkdown(quarter: Quarter, timeZone: string): string {
  const sections = [
    [`# Pit stop ${quarter.id}, ${text(quarter.project)}`, standsOf(quarter)],
    [`## Can we pause? ${quarter.canPause.answer ? "Yes" : "Not yet"}`, ...pauseOf(quarter)],
    ...section("What customers got", quarter.headline.map(bullet)),
    ["## In numbers", ...countsOf(quarter)],
    ...section("Goals", goalsOf(quarter)),
    ...section("Shipped in this quarter", iterationsOf(quarter.shipped, timeZone)),
    ...section("Carried in from before", iterationsOf(quarter.carried, timeZone)),
    ...section("In limbo", limboOf(quarter)),
    ...section("Why", [...quarter.shipped, ...quarter.carried].flatMap(reasonsOf)),
  ];
  return `${sections.map((lines) => lines.join("\n\n")).join("\n\n")}\n`;
}

/** A heading and its lines as one block each; without lines there is no section. */
function section(title: string, lines: readonly string[]): string[][] {
  return lines.length === 0 ? [] : [[`## ${title}`, lines.join("\n")]];
}

function bullet(sentence: string): string {
  return `- ${text(sentence)}`;
}

function standsOf({ from, to, over, note }: Quarter): string {
  const stands = over ? "It is over, and not closed." : `It runs; verdicts are of today.`;
  return `${from} to ${to}. ${note === null ? stands : text(note)}`;
}

function pauseOf({ canPause }: Quarter): string[] {
  return [canPause.because.map(bullet).join("\n")];
}

function countsOf({ counts }: Quarter): string[] {
  const { shipped, landed, contradicted, undecided, signed } = counts;
  const head = ["Shipped", "Landed", "Gap", "Contradicted", "Undecided", "Signed"];
  const numbers = [shipped, landed, shipped - landed, contradicted, undecided, signed];
  return [markdownTable(head, [numbers.map(String)]).join("\n")];
}

function goalsOf({ goals }: Quarter): string[] {
  return markdownTable(
    ["Feature", "What the customer gets", "Status"],
    goals.map(({ feature, name, value, status }) => [
      named(feature, name),
      text(value),
      status.replace("-", " "),
    ]),
  );
}

function iterationsOf(iterations: readonly Iteration[], timeZone: string): string[] {
  const head = ["Feature", "Iteration", "Shipped", "Verdict", "Helped", "Adopted", "Signed"];
  const body = iterations.map((each) => cellsOf(each, timeZone));
  return markdownTable([...head, "Decision"], body);
}

function cellsOf(each: Iteration, timeZone: string): string[] {
  const { feature, name, iteration, shippedAt, verdict, signed, decision } = each;
  return [
    named(feature, name),
    text(iteration),
    dateOf(Date.parse(shippedAt), timeZone),
    stateWords(verdict),
    helpedWords(verdict),
    adoptedWords(verdict),
    signed ? "yes" : "no",
    decision ? decisionWords(decision) : "",
  ];
}

function named(key: string, name: string): string {
  return name === key ? text(key) : `${text(name)} (${text(key)})`;
}

function stateWords({ state, since }: Verdict): string {
  return `${state.replace("-", " ")} since ${since}`;
}

/** The range stands in the reasons, as finely as it takes to tell it from the target. */
function helpedWords({ helpfulness: { answers, helped, target } }: Verdict): string {
  return `${helped} of ${answers}, target ${percent(target)}`;
}

function adoptedWords({ adoption: { adopted, reached, target } }: Verdict): string {
  return `${adopted} of ${reached}, target ${percent(target)}`;
}

function decisionWords({ decision, reason, by }: NonNullable<Iteration["decision"]>): string {
  return `${decision}${reason ? `: ${text(reason)}` : ""} (${text(by)})`;
}

function limboOf({ limbo }: Quarter): string[] {
  return limbo.map(
    ({ feature, iteration, from }) => `- ${text(feature)} ${text(iteration)}, shipped in ${from}`,
  );
}

function reasonsOf({ feature, iteration, verdict }: Iteration): string[] {
  const { because, warnings } = verdict;
  return [
    `- ${text(feature)} ${text(iteration)}: ${stateWords(verdict)}`,
    ...because.map((sentence) => `  ${bullet(sentence)}`),
    ...warnings.map((warning) => `  - Warning: ${text(warning)}`),
  ];
}
