// What moving a promise means, in plain words, before it is moved.

import type { AdoptionRule, Window } from "../../contract/verdict.ts";
import { count, counted, percent } from "./numbers.ts";

/** What a promise fixes, as far as a feature's own settings say it. */
export interface Terms {
  adoption: number;
  helpfulness: number;
  population: number | null;
  adoptionRule: AdoptionRule;
  window: Window;
}

export interface Heard {
  /** People or accounts that met the iteration. */
  reached: number;
  answers: number;
}

/** What of a promise is moved, each as it will stand beside the verdict; empty where nothing is. */
export function movesOf(from: Terms, to: Terms): string[] {
  return [
    moved("target", from.helpfulness, to.helpfulness),
    moved("adoption target", from.adoption, to.adoption),
    from.population === to.population
      ? null
      : `customer base changed from ${base(from)} to ${base(to)}`,
    rule(from) === rule(to) ? null : `adoption changed from ${rule(from)} to ${rule(to)}`,
  ].filter((one) => one !== null);
}

/** What that means, given what customers have said already. */
export function meaningOf(from: Terms, to: Terms, { reached, answers }: Heard): string[] {
  const moves = movesOf(from, to);
  if (moves.length === 0) return [];
  if (reached === 0) return ["Nothing has been heard yet: this simply becomes the promise."];
  const mark = answers > 0 ? ` after ${counted(answers, "answer")}` : "";
  return [
    `From now on “${moves.join(", ")}${mark}” is part of this iteration's story${answers > 0 ? ", and stands beside its verdict for good" : ""}.`,
    "A new span begins today: everything heard so far is judged once more by the new promise, and a verdict of the old one is not carried over.",
    ...(from.helpfulness > to.helpfulness || from.adoption > to.adoption
      ? [
          "It becomes easier to reach than what was promised before customers spoke. That can be right; the reason belongs in the definition of done.",
        ]
      : []),
  ];
}

function moved(name: string, from: number, to: number): string | null {
  if (from === to) return null;
  return `${name} ${to < from ? "lowered" : "raised"} from ${percent(from)} to ${percent(to)}`;
}

function base({ population }: Terms): string {
  return population === null ? "everyone" : `a closed list of ${count(population)}`;
}

function rule({ adoptionRule, window }: Terms): string {
  return `used ${adoptionRule} within ${window} days`;
}
