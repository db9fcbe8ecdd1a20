// Each gate between a person and the question, in words: what it asks for, and what it found.

import type { Gate, GateResult } from "../../contract/ask.ts";
import { dayWords } from "./days.ts";
import { percent } from "./numbers.ts";

interface GateWords {
  /** What must hold. */
  name: string;
  /** What it means that it does not. */
  failed: string;
}

export const gateWords: Record<Gate, GateWords> = {
  paused: {
    name: "Asking is not paused",
    failed: "Asking is paused for this feature or for the whole project.",
  },
  discovered: {
    name: "The feature is adopted",
    failed: "The feature was only heard of. Adopt it, and its question is asked.",
  },
  "no-consent": {
    name: "The browser does not object",
    failed: "The browser sends Global Privacy Control, and that is honoured.",
  },
  "proof-required": {
    name: "It is known who it is",
    failed: "The project asks for proof of identity, and there was none for this person.",
  },
  refused: {
    name: "Has not asked to be left alone",
    failed: "This person chose “Don't ask me again”. That holds on every device.",
  },
  answered: {
    name: "Has not answered about this iteration",
    failed: "This person has answered about this iteration.",
  },
  asked: {
    name: "Was not asked about this iteration",
    failed: "This person was asked about this iteration already.",
  },
  resting: {
    name: "Has rested since the last question",
    failed: "This person was shown a question about something not long ago.",
  },
  "account-heard": {
    name: "The account has not spoken yet",
    failed: "Somebody of the account has answered, and accounts are what counts.",
  },
  "too-early": {
    name: "The moment has come",
    failed: "The feature's moment for asking has not come for this person.",
  },
  enough: {
    name: "Answers are still needed",
    failed: "There are answers enough: nobody is asked at the moment.",
  },
  "not-sampled": {
    name: "Is in this week's sample",
    failed: "Only some are asked at the moment, and this person is not among them.",
  },
};

/** What the gate saw, where that says more than yes or no. */
export function seenBy({ gate, value }: GateResult): string {
  if (value === null || typeof value === "boolean") return "";
  if (typeof value === "number") {
    if (gate === "enough") return `${percent(value)} are asked`;
    if (gate === "not-sampled") return `drawn at ${percent(value)}`;
    return String(value);
  }
  const day = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(value)?.[1];
  return day ? dayWords(day) : value;
}
