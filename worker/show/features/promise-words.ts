// How a moved promise reads: who moved what, from what to what, after how many answers.

import type { KeptTerms } from "../../ledger/shipping.ts";
import type { KeptChange } from "../../standing/history.ts";
import { counted, listed, percent } from "./phrases.ts";

/** `Ada lowered the helpfulness target from 80 % to 70 % after 12 answers` */
export function changeText({ by, from, to, answers }: KeptChange): string {
  const moves = [
    movedTarget("helpfulness", from, to),
    movedTarget("adoption", from, to),
    movedUnit(from, to),
    movedBase(from, to),
    movedRule(from, to),
  ].filter((move) => move !== null);
  const after = answers === 0 ? "before the first answer" : `after ${counted(answers, "answer")}`;
  return `${by} ${listed(moves)} ${after}`;
}

function movedTarget(
  name: "helpfulness" | "adoption",
  from: KeptTerms,
  to: KeptTerms,
): string | null {
  if (from[name] === to[name]) return null;
  const verb = to[name] < from[name] ? "lowered" : "raised";
  return `${verb} the ${name} target from ${percent(from[name])} to ${percent(to[name])}`;
}

function movedUnit(from: KeptTerms, to: KeptTerms): string | null {
  if (from.unit === to.unit) return null;
  return `changed whose voice counts from each ${from.unit} to each ${to.unit}`;
}

function movedBase(from: KeptTerms, to: KeptTerms): string | null {
  if (from.population === to.population) return null;
  return `changed the customer base from ${base(from)} to ${base(to)}`;
}

function base({ population, unit }: KeptTerms): string {
  return population === null ? "everyone" : `a list of ${counted(population, unit)}`;
}

function movedRule(from: KeptTerms, to: KeptTerms): string | null {
  if (rule(from) === rule(to)) return null;
  return `changed what adopting it means from ${rule(from)} to ${rule(to)}`;
}

function rule({ rule, window }: KeptTerms): string {
  return `using it ${rule === "once" ? "once" : "on two days"} within ${window} days`;
}
