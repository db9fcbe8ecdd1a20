// Judges an iteration on a day: the same sums, promise and day in, the same verdict out.

import type { Verdict } from "../../contract/verdict.ts";
import { askRateOf } from "./asking.ts";
import { type Findings, findingsOf } from "./findings.ts";
import type { Day, History, Judgement, Run } from "./history.ts";
import { reasonsOf } from "./reasons.ts";
import { type Moment, replay } from "./replay.ts";
import { RIPE_DAYS } from "./state.ts";
import { warningsOf } from "./warnings.ts";

/** Replays all days until today; days and changes after it are not looked at. */
export function judge(history: History, today: Day): Judgement {
  const { turns, last } = replay(history, today);
  const since = turns.at(-1)?.day ?? today;
  const findings = findingsOf(last, history, since);
  const because = reasonsOf(findings, history.shippedOn + RIPE_DAYS);
  const help = findings.helpfulness.verdict;
  return {
    verdict: worded(findings, {
      because,
      warnings: warningsOf(history, last, findings.adoption.activeNow),
    }),
    runs: turns.map((turn) => runOf(turn, history)),
    askRate: askRateOf(help, last.state, findings.adoption.customers.activeNow),
    decided: last.decision !== null,
  };
}

type Words = Pick<Verdict, "because" | "warnings">;

/** In the order in which the contract writes a verdict, so that one which was exported and read again is the same text. */
function worded(findings: Findings, { because, warnings }: Words): Verdict {
  const { state, since, attempt, unit, asOf, ...numbers } = findings;
  return { state, since, attempt, unit, asOf, because, ...numbers, warnings };
}

function runOf(turn: Moment, history: History): Run {
  const findings = findingsOf(turn, history, turn.day);
  return {
    state: turn.state,
    since: turn.day,
    because: reasonsOf(findings, history.shippedOn + RIPE_DAYS),
  };
}
