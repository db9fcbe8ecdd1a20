// What can become of an iteration, and how far a goal has come, as people say it.

import type { Decision, Quarter } from "../../contract/api/quarters.ts";

export type DecisionName = Decision["decision"];

/** In the order in which one chooses among them. */
export const DECISION_NAMES: readonly DecisionName[] = ["done", "improve", "park", "retire"];

export const decisionWords: Record<DecisionName, { word: string; says: string }> = {
  done: {
    word: "Done",
    says: "Customers have what they were promised, or as much of it as we owe.",
  },
  improve: { word: "Keep improving", says: "It is worth another iteration." },
  park: { word: "Park", says: "It stays as it is; nobody works on it for now." },
  retire: { word: "Retire", says: "It goes. Customers are better off without it." },
};

export const goalWords: Record<Quarter["goals"][number]["status"], string> = {
  planned: "Planned",
  shipped: "Shipped",
  landed: "Landed",
  "carried-over": "Carried over",
};
