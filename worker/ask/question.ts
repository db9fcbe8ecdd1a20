// The question of an ask: who would be asked about what, and about which iteration of it.

import { type Iteration, iterationAt, type Project, type Shipped } from "../ledger/catalogue.ts";
import type { Fact } from "../ledger/fact.ts";
import { isSealed } from "../ledger/sealing.ts";

/** Who would be asked about what. */
export interface AskQuestion {
  project: Project;
  shipped: Shipped;
  /** The iteration's label, where a staged rollout runs two at once. */
  label?: string | undefined;
  customer: string;
  account: string | null;
  token: string | null;
  inline: boolean;
  optedOut: boolean;
  proofMissing: boolean;
  /** The request's own facts, counted as folded even if they are still in the queue. */
  own: readonly Fact[];
  now: number;
}

/** The iteration a question is about: the labelled one, or the current one. About a sealed one nobody is asked. */
export function askedIteration({ shipped, label, now }: AskQuestion): Iteration | undefined {
  const iteration =
    label === undefined
      ? iterationAt(shipped.iterations, now)
      : shipped.iterations.find((each) => each.label === label);
  return iteration && !isSealed(iteration, now) ? iteration : undefined;
}
