// What the answers say, in sentences.

import type { Helpfulness, Unit } from "../../contract/verdict.ts";
import type { Findings } from "./findings.ts";
import { percent, percentBeside, voices, whole } from "./phrases.ts";
import { fewestMeeting } from "./share.ts";

/** How many said it helped, what that leaves open, and the target. */
export function helpReason({ helpfulness, unit }: Findings): string {
  const { answers, helped, target, population } = helpfulness;
  if (answers === 0)
    return `nobody has answered yet; the target is that ${percent(target)} say it helped`;
  const told = `${whole(helped)} of ${voices(answers, unit)} said it helped`;
  if (population !== null) return `${told}; ${closedRange(helpfulness, population, unit)}`;
  const low = percentBeside(helpfulness.low, target);
  const high = percentBeside(helpfulness.high, target);
  return `${told}; the true share is between ${low} and ${high}, target ${percent(target)}`;
}

function closedRange({ low, high, target }: Helpfulness, population: number, unit: Unit): string {
  const fewest = Math.round(low * population);
  const most = Math.round(high * population);
  const range = fewest === most ? whole(most) : `between ${whole(fewest)} and ${whole(most)}`;
  const needed = whole(fewestMeeting(target, population));
  return `of all ${voices(population, unit)} ${range} would say so, target ${needed} (${percent(target)})`;
}

/** That a verdict holds whatever the silent think, which only a closed list can tell. */
export function certaintyReason({ helpfulness }: Findings): string | null {
  const { logUp, logDown, verdict } = helpfulness;
  if (verdict === "collecting" || (logUp !== "Infinity" && logDown !== "Infinity")) return null;
  return "this is certain: no answer still to come can change it";
}

/** What was answered after help was decided. */
export function laterReason({ helpfulness, state }: Findings): string | null {
  const { later, decidedOn, verdict } = helpfulness;
  if (later === null || later.answers === 0) return null;
  const since = verdict === "confirmed" ? "since help was confirmed" : "since this was clear";
  const told = `${since} on ${decidedOn}, ${whole(later.helped)} of ${whole(later.answers)} further answers said it helped`;
  if (state === "slipping")
    return `${told}; at times too few did, and it stays slipping until somebody has looked into it`;
  return later.watch ? `${told}: fewer than expected, worth watching` : told;
}
