// Which of a subject's answers count, worked out plainly: the same as worker/ledger/counted.ts says in SQL.

import type { AnswerTable, JourneyTable } from "../schema.ts";
import { AGAIN_MS } from "./counted.ts";

/** An answer as far as counting is concerned. */
export type Counting = Pick<
  AnswerTable,
  "customer" | "at" | "on_day" | "helped" | "proven" | "granted" | "edited"
>;

/** What counting depends on besides the answers. */
export interface Circumstances {
  requireProof: boolean;
  /** Spans of time whose unproven answers somebody excluded, ms; `to` is the first moment after. */
  excluded: readonly { from: number; to: number }[];
}

type Counted = Pick<JourneyTable, "answered_at" | "answered_on" | "helped" | "again">;

/** What a subject's journey says of its answers. */
export function recount(answers: readonly Counting[], given: Circumstances): Counted {
  const chains = [...Map.groupBy(answers, ({ customer }) => customer).values()].map((own) =>
    spaced(countable(own, given).sort((a, b) => a.at - b.at)),
  );
  const [first, ...again] = spaced(chains.flat().sort(inOrder));
  return {
    answered_at: first?.at ?? null,
    answered_on: first?.on_day ?? null,
    helped: first?.helped ?? null,
    again:
      again.length > 0 ? JSON.stringify(again.map(({ on_day, helped }) => [on_day, helped])) : null,
  };
}

/** One customer's answers that may count. */
function countable(own: readonly Counting[], { requireProof, excluded }: Circumstances) {
  const proven = own.filter((answer) => answer.proven === 1);
  if (proven.length > 0 || requireProof) return proven;
  const isExcluded = ({ at }: Counting) => excluded.some(({ from, to }) => from <= at && at < to);
  return own.filter((answer) => answer.granted === 1 && !isExcluded(answer));
}

/** What follows in the row's fixed order cannot change what is counted. */
function inOrder(a: Counting, b: Counting): number {
  return (
    a.at - b.at ||
    b.proven - a.proven ||
    b.granted - a.granted ||
    b.edited - a.edited ||
    a.helped - b.helped
  );
}

function spaced(sorted: readonly Counting[]): Counting[] {
  const kept: Counting[] = [];
  for (const answer of sorted) {
    const last = kept.at(-1);
    if (!last || answer.at >= last.at + AGAIN_MS) kept.push(answer);
  }
  return kept;
}
