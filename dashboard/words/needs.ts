// What a feature needs from a person now, if anything.

import type { FeatureRow } from "../../contract/api/features.ts";
import type { Forecast, State } from "../../contract/verdict.ts";
import { about, counted } from "./numbers.ts";
import { sentenceCase } from "./sentences.ts";

export interface Need {
  /** The lower, the sooner it wants a person. */
  rank: number;
  /** Whether it waits for a person at all. */
  you: boolean;
  words: string;
}

const STEPS: Record<Exclude<State, "done" | "collecting">, Need> = {
  slipping: { rank: 0, you: true, words: "Look into what changed" },
  "not-helping": { rank: 2, you: true, words: "Improve it" },
  neither: { rank: 3, you: true, words: "Rethink or retire it" },
  "not-reached": { rank: 4, you: true, words: "Help people find it" },
  "too-close": { rank: 5, you: true, words: "Decide deliberately" },
};

export function needOf({ verdict, confirmation, retired, discovered }: FeatureRow): Need {
  if (retired) return { rank: 9, you: false, words: "Retired" };
  if (verdict === null || discovered) return { rank: 6, you: false, words: "Adopt or discard it" };
  const { state } = verdict;
  if (state === "collecting") return { rank: 7, you: false, words: waiting(verdict.forecast) };
  if (state === "slipping") return STEPS.slipping;
  if (confirmation.complete) return { rank: 8, you: false, words: "Signed off" };
  if (state === "done") return { rank: 1, you: true, words: "Sign it off" };
  return STEPS[state];
}

/** What one is waiting for: "about 38 more answers, 9 days". */
export function waiting({ answers, days, say }: Forecast): string {
  if (say !== null) return sentenceCase(say);
  if (answers === null) return "Waiting for answers";
  if (answers === 0) return "Waiting for its time to be up";
  const more = `About ${about(answers)} more ${answers === 1 ? "answer" : "answers"}`;
  return days === null ? more : `${more}, ${counted(Math.ceil(days), "day")}`;
}
