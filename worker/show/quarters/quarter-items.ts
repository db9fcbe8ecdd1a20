// What a quarter holds, with what the judge said of it on the quarter's day.

import type { Day } from "../../../contract/day.ts";
import type { Env } from "../../env.ts";
import { limboOf, type Shipped } from "../../judge/pit-stop.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { judged } from "../../standing/portfolio.ts";
import type { Standing } from "../../standing/standing.ts";
import { type QuarterFacts, readQuarterFacts } from "./quarter-facts.ts";
import { type Held, heldBy, type Quartered } from "./quarter-held.ts";

/** Where and when somebody looks. */
export interface Look {
  env: Env;
  project: Project;
  now: number;
}

/** An iteration of a quarter as the pit stop counts it, and as pages show it. */
export interface Item extends Shipped {
  held: Held;
  standing: Standing;
}

export interface Items {
  shipped: Item[];
  carried: Item[];
}

/** The facts of some quarters, and today's standings, whose runs tell the states of every day before. */
export interface Read {
  facts: QuarterFacts;
  standings: ReadonlyMap<number, Standing>;
}

export async function readQuarters(look: Look, span: { from: Day; to: Day }): Promise<Read> {
  const { env, project, now } = look;
  const facts = await readQuarterFacts(env.DB, project, { ...span, now });
  const entries = facts.releases.filter(({ shippedOn }) => shippedOn <= facts.today);
  return { facts, standings: await judged(env, { project, entries, today: facts.today }) };
}

/** What a quarter holds, all of it judged as of the quarter's day. */
export async function itemsOf(look: Look, read: Read, quarter: Quartered): Promise<Items> {
  const held = heldBy(quarter, read.facts, read.standings);
  const wanted = [...held.shipped, ...held.carried];
  return itemsWith(held, quarter, await standingsOn(look, read, { quarter, wanted }));
}

/** The same for counting: only what is in limbo is judged again, for its forecast; of the rest the states hold. */
export async function countedItemsOf(look: Look, read: Read, quarter: Quartered): Promise<Items> {
  const held = heldBy(quarter, read.facts, read.standings);
  const { shipped, carried } = itemsWith(held, quarter, read.standings);
  const wanted = limboOf([...shipped, ...carried]).map((item) => item.held);
  return itemsWith(held, quarter, await standingsOn(look, read, { quarter, wanted }));
}

async function standingsOn(
  { env, project }: Look,
  { facts, standings }: Read,
  { quarter, wanted }: { quarter: Quartered; wanted: readonly Held[] },
): Promise<ReadonlyMap<number, Standing>> {
  const { asOf } = quarter;
  if (asOf === facts.today || wanted.length === 0) return standings;
  const then = await judged(env, { project, entries: wanted, today: facts.today, asOf });
  return new Map([...standings, ...then]);
}

function itemsWith(
  { shipped, carried }: { shipped: readonly Held[]; carried: readonly Held[] },
  quarter: Quartered,
  standings: ReadonlyMap<number, Standing>,
): Items {
  const itemOf = (held: Held): Item[] => {
    const standing = standings.get(held.iteration.id);
    return standing ? [{ ...toldOf(held, standing, quarter), held, standing }] : [];
  };
  return { shipped: shipped.flatMap(itemOf), carried: carried.flatMap(itemOf) };
}

function toldOf(held: Held, standing: Standing, quarter: Quartered): Shipped {
  return {
    feature: held.feature.key,
    iteration: held.iteration.label,
    state: held.state,
    forecast: standing.verdict.forecast,
    signed: held.signed,
    decided: held.decision !== null,
    ...(held.from !== quarter.id && { from: held.from }),
  };
}
