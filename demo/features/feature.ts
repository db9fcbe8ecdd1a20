// A feature of the demo as data: what the team promised, when it shipped, and how customers take to it.

import type { BodyInput } from "../../contract/api/routes.ts";

type Operation = "POST /projects/{project}/features";

export interface DemoFeature {
  key: string;
  /** What the team sets before shipping; null for one that nobody has made yet: signals discover it. */
  promise: Omit<BodyInput<Operation>, "key"> | null;
  /** Where in the product it is used. */
  page: string;
  /** Oldest first; the first is labelled 1. */
  iterations: readonly DemoIteration[];
  /** What the pit stop says of it. */
  review?: Review;
}

export interface DemoIteration {
  label: string;
  /** Days before the anchor. */
  shippedAgo: number;
  notes: string | null;
  conduct: Conduct;
  comments: readonly Comment[];
}

/** How customers behave towards one iteration. All but `phases` are shares or chances, 0 to 1. */
export interface Conduct {
  /** Of all accounts, those it is there for. */
  audience: number;
  /** On a visit, to come across it for the first time. */
  meets: number;
  /** Of those who met it, those who ever try it. */
  tries: number;
  /** Of those who tried it, those who use it again. */
  keeps: number;
  /** On a visit, to use it once more, for those who do. */
  uses: number;
  /** Of those asked, those who answer; of the others, those who close the prompt. */
  answers: number;
  dismisses: number;
  /** The question stands in the page itself, so it rests for nobody. */
  inline?: boolean;
  /** Ascending. */
  phases: readonly Phase[];
}

/** From so many days after shipping on: how many are asked when they use it, and how many say it helped. */
export interface Phase {
  from: number;
  asked: number;
  helped: number;
}

export interface Comment {
  helped: boolean;
  /** ISO 639-1; given to somebody who speaks it. */
  language: string;
  text: string;
}

/** The team's side: goals by quarter, decisions by iteration, and who signs once customers confirm. */
export interface Review {
  goals?: Partial<Record<QuarterName, string>>;
  decisions?: Record<string, { decision: Decision; reason: string }>;
  signs?: readonly { partner: string; by: string; note: string }[];
}

export type QuarterName = "current" | "previous";
type Decision =
  BodyInput<"PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}">["decision"];
