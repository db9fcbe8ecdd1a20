// How many adopted it, in a sentence.

import type { Adoption } from "../../contract/verdict.ts";
import type { Findings } from "./findings.ts";
import { percent, percentBeside, voices, whole } from "./phrases.ts";

/** Counts first; a percentage only from ten reached on. */
export function adoptionReason({ adoption, unit }: Findings): string {
  const { reached, adopted, rate, target } = adoption;
  if (reached === 0) return "nobody has met it yet";
  const told = `${whole(adopted)} of ${voices(reached, unit)} ${unit === "account" ? "that" : "who"} met it ${didAdopt(adoption)}`;
  if (rate === null) return `${told}; too few have met it to name a percentage`;
  const share = `${told}: ${percentBeside(rate, target)}, target ${percent(target)}`;
  return share + open(adoption);
}

function didAdopt({ rule }: Adoption): string {
  return rule === "once" ? "used it" : "used it on two different days";
}

function open({ verdict, rate, high, target, window, judgedOn }: Adoption): string {
  if (high === null || verdict === "met" || (verdict === "missed" && high === rate)) return "";
  const most = percentBeside(high, target);
  if (verdict === "missed")
    return `; leaving out everyone who has had it for less than ${window} days it is ${most}`;
  if (judgedOn === null) return `; too few of them have had their ${window} days yet`;
  return `; it can still end at up to ${most}, when everyone has had ${window} days`;
}
