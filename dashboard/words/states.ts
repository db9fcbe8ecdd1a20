// What each state is called, what it says, and what to do about it.

import type { State } from "../../contract/verdict.ts";

interface StateWords {
  word: string;
  /** The verdict as a headline. */
  sentence: string;
  /** What it asks of the team. */
  advice: string;
}

export const stateWords: Record<State, StateWords> = {
  done: {
    word: "Done",
    sentence: "Customers confirm it.",
    advice: "Have the partners sign, and move on.",
  },
  slipping: {
    word: "Slipping",
    sentence: "It was done, and answers have become worse.",
    advice: "Find out what has changed, then ship again or note what you found.",
  },
  "not-reached": {
    word: "Not reached",
    sentence: "Too few customers take it up.",
    advice: "Help people find it, and make it easier to start with.",
  },
  "not-helping": {
    word: "Not helping",
    sentence: "Customers try it, and it does not do the job yet.",
    advice: "They need the job done: read the answers, improve it, ship again.",
  },
  neither: {
    word: "Neither",
    sentence: "Few take it up, and it does not help those who do.",
    advice: "Rethink it, or retire it.",
  },
  "too-close": {
    word: "Too close",
    sentence: "It is within five points of the target.",
    advice: "More answers would hardly settle it: decide deliberately, and write down why.",
  },
  collecting: {
    word: "Collecting",
    sentence: "Not confirmed yet.",
    advice: "Wait, and keep asking.",
  },
};

/** The order in which states want a person. */
export const STATE_ORDER: readonly State[] = [
  "slipping",
  "not-helping",
  "neither",
  "not-reached",
  "too-close",
  "collecting",
  "done",
];
