// The reasons of a verdict: full sentences, blameless, with the numbers in them.

import { dayToText } from "../../contract/day.ts";
import type { State } from "../../contract/verdict.ts";
import { adoptionReason } from "./adoption-reason.ts";
import type { Findings } from "./findings.ts";
import { forecastReason } from "./forecast-reason.ts";
import { certaintyReason, helpReason, laterReason } from "./help-reason.ts";
import type { Day } from "./history.ts";
import { silenceReason } from "./silence-reason.ts";

/** What decides comes first, then the rest, then what is to be done or waited for. `ripeOn` is the 14th day. */
export function reasonsOf(findings: Findings, ripeOn: Day): string[] {
  return [
    ...evidenceReasons(findings),
    certaintyReason(findings),
    silenceReason(findings),
    ...NEXT[findings.state](findings, ripeOn),
  ].filter((reason) => reason !== null);
}

function evidenceReasons(findings: Findings): (string | null)[] {
  const help = helpReason(findings);
  const adoption = adoptionReason(findings);
  const later = laterReason(findings);
  if (findings.state === "not-reached") return [adoption, help, later];
  return findings.state === "slipping" ? [later, help, adoption] : [help, adoption, later];
}

type Next = (findings: Findings, ripeOn: Day) => (string | null)[];

/** What a state says beyond the evidence: what to do about it, or what is waited for. */
const NEXT: Record<State, Next> = {
  collecting: (findings, ripeOn) => [ripenessReason(findings, ripeOn), openReason(findings)],
  done: (findings) => [lastingReason(findings), "customers confirm it"],
  slipping: () => ["ask what has changed since help was confirmed"],
  "not-reached": (findings) => [reachReason(findings)],
  "not-helping": ({ adoption }) => [
    adoption.verdict === "met"
      ? "people come for it and need the job done: improve it"
      : "people still need the job done: improve it",
  ],
  neither: () => ["rethink it or retire it"],
  "too-close": () => ["the true share is within five points of the target: decide deliberately"],
};

function ripenessReason({ asOf }: Findings, ripeOn: Day): string | null {
  const first = dayToText(ripeOn);
  return asOf < first ? `it can be judged from ${first} on, the 14th day after shipping` : null;
}

function openReason(findings: Findings): string | null {
  const isConfirmed = findings.helpfulness.verdict === "confirmed";
  if (isConfirmed) return "help is confirmed; what is open is whether people adopt it";
  return forecastReason(findings);
}

/** Done outlives the numbers it came from; where they have changed, that needs saying. */
function lastingReason({ adoption, since }: Findings): string | null {
  if (adoption.verdict === "met") return null;
  return `it has been done since ${since}, and people who come later do not take that back`;
}

function reachReason({ helpfulness }: Findings): string {
  if (helpfulness.verdict === "confirmed")
    return "it helps those who use it: help more people find it";
  return "help people find it: nobody new has met it for 28 days, and too few have answered to say whether it helps";
}
