// What a signal states, and what became of it, in words for whoever puts the widget in.

import type { HeardSignal } from "../../contract/api/operations.ts";

type Kind = NonNullable<HeardSignal["kind"]>;

export const kindWords: Record<Kind, string> = {
  seen: "Met",
  used: "Used",
  asked: "Question shown",
  answered: "Answered",
  dismissed: "Question closed",
  refused: "Asked not to be asked",
};

/** One word, and what to do about it. */
export const outcomeWords: Record<HeardSignal["outcome"], { word: string; says: string }> = {
  accepted: { word: "Accepted", says: "" },
  clock: {
    word: "Clock",
    says: "The sender's clock is ahead. The widget mends it and sends again; a back end should set its clock.",
  },
  invalid: {
    word: "Not valid",
    says: "A field holds something it may not. The answer to the request names it.",
  },
  "unknown-field": {
    word: "Unknown field",
    says: "It has a field that signals do not have. The answer to the request names it.",
  },
  "too-old": {
    word: "Too old",
    says: "Older than 30 days from a page, or 400 days from a back end.",
  },
  "unknown-iteration": {
    word: "Unknown iteration",
    says: "It names an iteration that was not shipped here. Ship it first, or leave the label out.",
  },
  "feature-limit": {
    word: "Too many features",
    says: "200 features were heard of and not adopted. Adopt or discard some.",
  },
  retired: { word: "Retired", says: "The feature is retired. Revive it to hear of it again." },
  sealed: { word: "Sealed", says: "That iteration is long over, and its sums no longer change." },
  erased: { word: "Erased", says: "This person was erased, and is not taken up again." },
  internal: { word: "Internal", says: "One of your own people: they do not count." },
  "opted-out": {
    word: "Opted out",
    says: "The browser asks not to be followed (Global Privacy Control), and that is honoured.",
  },
};
