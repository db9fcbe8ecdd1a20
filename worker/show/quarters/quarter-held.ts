// Which iterations a quarter holds: those shipped in it, and those that earlier ones carry into it.

import type { Day } from "../../../contract/day.ts";
import { quarterAfter, quarterOf, type Span, spanOf } from "../../../contract/quarter.ts";
import type { State } from "../../../contract/verdict.ts";
import { startOf } from "../../ledger/calendar.ts";
import type { DecisionTable } from "../../schema.ts";
import type { Standing } from "../../standing/standing.ts";
import type { Mention, QuarterFacts, Release } from "./quarter-facts.ts";

/** A quarter by its id, its days, and the day its verdicts are told as of: its last one, or today while it runs. */
export interface Quartered extends Span {
  id: string;
  asOf: Day;
  over: boolean;
}

export function quartered(id: string, fiscalStartMonth: number, today: Day): Quartered | null {
  const span = spanOf(id, fiscalStartMonth);
  return span && { id, ...span, asOf: Math.min(span.to, today), over: span.to < today };
}

export interface Held extends Release {
  /** The quarter it was shipped in. */
  from: string;
  /** As of the quarter's last day, or today. */
  state: State;
  /** Decided in this quarter. */
  decision: DecisionTable | null;
}

type Standings = ReadonlyMap<number, Standing>;

/** What a quarter holds. The runs of today's standings tell the state of any day before. */
export function heldBy(quarter: Quartered, facts: QuarterFacts, standings: Standings) {
  const begun = facts.releases.filter(({ shippedOn }) => shippedOn <= quarter.asOf);
  const held = (release: Release): Held => ({
    ...release,
    from: shippedIn(release, facts),
    state: stateOn(standings.get(release.iteration.id), quarter.asOf),
    decision: decisionOf(release, quarter.id, facts),
  });
  const isCarried = carriedInto(quarter, facts, standings);
  return {
    shipped: begun.filter(({ shippedOn }) => shippedOn >= quarter.from).map(held),
    carried: begun.filter(isCarried).map(held),
  };
}

function shippedIn({ shippedOn }: Release, { project }: QuarterFacts): string {
  return quarterOf(shippedOn, project.fiscal_start_month);
}

/** Before its first day nothing is said of an iteration: it is collecting. */
export function stateOn(standing: Standing | undefined, day: Day): State {
  return standing?.runs.findLast(({ since }) => since <= day)?.state ?? "collecting";
}

/** In limbo when the quarter before ended, and still a question: neither replaced nor retired by then. */
function carriedInto(quarter: Quartered, facts: QuarterFacts, standings: Standings) {
  const start = startOf(quarter.from, facts.project.time_zone);
  const before = quarterAfter(quarter.id, -1);
  return (release: Release): boolean => {
    const { feature, iteration, shippedOn } = release;
    if (shippedOn >= quarter.from || quarter.from > facts.today || before === null) return false;
    if ((iteration.superseded_at ?? start) < start || (feature.retired_at ?? start) < start)
      return false;
    return wasInLimbo(release, before, { facts, standings });
  };
}

/**
 * Whether an iteration was in limbo when a quarter ended. A closed quarter's own word holds, for what it knew of;
 * else it was shipped in that quarter or carried into it, and was then neither done nor decided.
 */
function wasInLimbo(
  release: Release,
  quarter: string,
  known: { facts: QuarterFacts; standings: Standings },
): boolean {
  const { facts, standings } = known;
  const span = spanOf(quarter, facts.project.fiscal_start_month);
  if (!span || release.shippedOn > span.to) return false;
  const closed = facts.closed.get(quarter);
  if (closed?.held.some(isThe(release))) return closed.limbo.some(isThe(release));
  if (decisionOf(release, quarter, facts)) return false;
  if (stateOn(standings.get(release.iteration.id), span.to) === "done") return false;
  const before = quarterAfter(quarter, -1);
  if (release.shippedOn >= span.from || before === null) return true;
  return wasInLimbo(release, before, known);
}

function isThe({ feature, iteration }: Release) {
  return (mention: Mention) =>
    mention.feature === feature.key && mention.iteration === iteration.label;
}

function decisionOf({ iteration }: Release, quarter: string, { decisions }: QuarterFacts) {
  return (
    decisions.find((each) => each.iteration === iteration.id && each.quarter === quarter) ?? null
  );
}
