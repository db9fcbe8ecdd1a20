// The prompt's own words in English: what customers are sent, and what teams are shown where they have written none.

import type { Ask } from "./ask.ts";

export const english: Pick<Ask, "labels" | "followUp"> & { question: (name: string) => string } = {
  question: (name) => `Did ${name} help?`,
  followUp: {
    yes: "What did it help you do?",
    no: "What got in the way?",
  },
  labels: {
    yes: "Yes",
    no: "No",
    notNow: "Not now",
    close: "Close",
    never: "Don’t ask me again",
    send: "Send",
    thanks: "Thank you, that helps.",
    saved: "Saved. It will be sent when you are back online.",
    failed: "That could not be sent.",
    neverConfirmed: "You won’t be asked again.",
    change: "Change my answer",
    region: "Feedback",
    privacy: "No personal details, please.",
  },
};
