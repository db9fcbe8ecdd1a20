// The reasons of a verdict: full sentences, blameless, with the numbers in them.

import { dayToText } from "../../contract/day.ts";
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
    ...nextReasons(findings, ripeOn),
  ].filter((reason) => reason !== null);
}

function evidenceReasons(findings: Findings): (string | null)[] {
  const help = helpReason(findings);
  const adoption = adoptionReason(findings);
  const later = laterReason(findings);
  if (findings.state === "not-reached") return [adoption, help, later];
  return findings.state === "slipping" ? [later, help, adoption] : [help, adoption, later];
}

function nextReasons(findings: Findings, ripeOn: Day): (string | null)[] {
  const { state, helpfulness, adoption } = findings;
  switch (state) {
    case "collecting": {
      const waiting =
        findings.asOf < dayToText(ripeOn)
          ? `it can be judged from ${dayToText(ripeOn)} on, the 14th day after shipping`
          : null;
      if (helpfulness.verdict === "confirmed")
        return [waiting, "help is confirmed; what is open is whether people adopt it"];
      return [waiting, forecastReason(findings)];
    }
    case "done":
      return [lastingReason(findings), "customers confirm it"];
    case "slipping":
      return ["ask what has changed since help was confirmed"];
    case "not-reached":
      return [
        helpfulness.verdict === "confirmed"
          ? "it helps those who use it: help more people find it"
          : "help people find it: nobody new has met it for 28 days, and too few have answered to say whether it helps",
      ];
    case "not-helping":
      return [
        adoption.verdict === "met"
          ? "people come for it and need the job done: improve it"
          : "people still need the job done: improve it",
      ];
    case "neither":
      return ["rethink it or retire it"];
    case "too-close":
      return ["the true share is within five points of the target: decide deliberately"];
  }
}

/** Done outlives the numbers it came from; where they have changed, that needs saying. */
function lastingReason({ adoption, since }: Findings): string | null {
  if (adoption.verdict === "met") return null;
  return `it has been done since ${since}, and people who come later do not take that back`;
}
