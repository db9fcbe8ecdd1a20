// The quarter in numbers, beside the four before it.

import type { QuarterSummary } from "../../contract/api/quarters.ts";
import { QuarterHistory } from "../pictures/quarter-history.tsx";
import type { QuarterProps } from "./given.ts";
import { useQuarters } from "./reading.ts";

/** This quarter and four before it. */
const SHOWN = 5;

export function Numbers({ project, quarter }: QuarterProps) {
  const all = useQuarters(project.id);
  const before = (all.value?.items ?? []).filter(({ id }) => id < quarter.id).slice(0, SHOWN - 1);
  const quarters: QuarterSummary[] = [quarter, ...before].toReversed();
  if (quarters.every(({ counts }) => counts.shipped === 0)) return null;
  const { shipped, landed, contradicted, undecided, signed } = quarter.counts;
  return (
    <section class="card in-numbers" aria-label="In numbers">
      <dl>
        <Figure name="Shipped" value={shipped} says="iterations" />
        <Figure name="Landed" value={landed} says="customers confirm them" />
        <Figure name="Contradicted" value={contradicted} says="customers say otherwise" />
        <Figure name="Undecided" value={undecided} says="too few answers, or too close" />
        <Figure name="Signed" value={signed} says="by all partners" />
        <Figure name="Gap" value={shipped - landed} says="shipped, not landed" />
      </dl>
      <QuarterHistory quarters={quarters} current={quarter.id} />
    </section>
  );
}

function Figure({ name, value, says }: { name: string; value: number; says: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> <span class="soft small">{says}</span>
      </dd>
    </div>
  );
}
