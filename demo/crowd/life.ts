// One customer's half year: visits, features met, tried and kept, prompts answered, closed or ignored.

import type { Day } from "../../contract/day.ts";
import type { Conduct, DemoFeature, DemoIteration, Phase } from "../features/feature.ts";
import { momentOf, trafficOf } from "./calendar.ts";
import type { Customer } from "./people.ts";
import { type Random, randomOf } from "./random.ts";

/** Something a customer did. An answer's words and whether it is a yes are given later, over all answers. */
export interface Deed {
  kind: "seen" | "used" | "asked" | "answered" | "dismissed" | "refused";
  feature: DemoFeature;
  iteration: DemoIteration;
  customer: Customer;
  at: number;
  /** Days since the iteration shipped. */
  age: number;
}

/** Nobody is asked twice within this many days, but by questions that stand in a page. */
const REST_DAYS = 14;
/** Of those who close a prompt, some never want to see one again. */
const REFUSES = 0.05;
/** Half a minute between two things done on a visit. */
const STEP_MS = 30_000;

/** What a customer remembers from visit to visit. */
interface Memory {
  lastAsked: Day;
  refused: boolean;
}

/** A customer's own way with one iteration. */
interface Relation {
  feature: DemoFeature;
  iteration: DemoIteration;
  conduct: Conduct;
  random: Random;
  shippedOn: Day;
  /** The day on which the next iteration takes its place. */
  endsOn: Day;
  tries: boolean;
  keeps: boolean;
  met: boolean;
  uses: number;
  asked: boolean;
}

/** Everything a customer did until the day before the anchor, in order. */
export function lifeOf(customer: Customer, features: readonly DemoFeature[], anchor: Day): Deed[] {
  const random = randomOf("life", customer.id);
  const relations = features.flatMap((feature) => relationsOf(customer, feature, anchor));
  const memory: Memory = { lastAsked: Number.NEGATIVE_INFINITY, refused: false };
  const deeds: Deed[] = [];
  const first = anchor - Math.min(customer.joinedAgo, longestAgo(features));
  for (let day = first; day < anchor; day++) {
    const comes = random() < customer.activity * trafficOf(day);
    const start = momentOf(day, random());
    if (comes) deeds.push(...visit(customer, relations, { memory, day, start }));
  }
  return deeds;
}

function longestAgo(features: readonly DemoFeature[]): number {
  return Math.max(...features.flatMap(({ iterations }) => iterations.map((i) => i.shippedAgo)));
}

function relationsOf(customer: Customer, feature: DemoFeature, anchor: Day): Relation[] {
  return feature.iterations.flatMap((iteration, index) => {
    const { conduct, shippedAgo } = iteration;
    const isThere = randomOf("audience", feature.key, customer.account)() < conduct.audience;
    if (!isThere) return [];
    const random = randomOf("relation", customer.id, feature.key, iteration.label);
    const next = feature.iterations[index + 1];
    const tries = random() < conduct.tries;
    const keeps = random() < conduct.keeps;
    const shippedOn = anchor - shippedAgo;
    const endsOn = next ? anchor - next.shippedAgo : Number.POSITIVE_INFINITY;
    const fresh = { tries, keeps, met: false, uses: 0, asked: false };
    return [{ feature, iteration, conduct, random, shippedOn, endsOn, ...fresh }];
  });
}

interface Visit {
  memory: Memory;
  day: Day;
  start: number;
}

function visit(customer: Customer, relations: Relation[], { memory, day, start }: Visit): Deed[] {
  const deeds: Deed[] = [];
  let at = start;
  for (const relation of relations) {
    if (day < relation.shippedOn || day >= relation.endsOn) continue;
    const kinds = encounter(relation, memory, day);
    for (const kind of kinds) {
      at += STEP_MS;
      const { feature, iteration, shippedOn } = relation;
      deeds.push({ kind, feature, iteration, customer, at, age: day - shippedOn });
    }
  }
  return deeds;
}

function encounter(relation: Relation, memory: Memory, day: Day): Deed["kind"][] {
  const { conduct, random } = relation;
  const kinds: Deed["kind"][] = [];
  const isNew = !relation.met && random() < conduct.meets;
  if (isNew) kinds.push("seen");
  relation.met ||= isNew;
  if (!relation.met || !relation.tries || !usesNow(relation)) return kinds;
  relation.uses++;
  kinds.push("used");
  if (isAsked(relation, memory, day)) kinds.push("asked", ...reaction(relation, memory));
  return kinds;
}

/** Who tries it does so when they meet it; who keeps it comes back to it on some visits. */
function usesNow({ uses, keeps, random, conduct }: Relation): boolean {
  if (uses === 0) return true;
  return keeps && random() < conduct.uses;
}

function isAsked(relation: Relation, memory: Memory, day: Day): boolean {
  const { conduct, random, asked, shippedOn } = relation;
  const rested = conduct.inline === true || day - memory.lastAsked > REST_DAYS;
  const drawn = random() < phaseOf(conduct.phases, day - shippedOn).asked;
  if (asked || memory.refused || !rested || !drawn) return false;
  relation.asked = true;
  if (!conduct.inline) memory.lastAsked = day;
  return true;
}

function reaction({ conduct, random }: Relation, memory: Memory): Deed["kind"][] {
  if (random() < conduct.answers) return ["answered"];
  if (random() >= conduct.dismisses) return [];
  memory.refused = random() < REFUSES;
  return [memory.refused ? "refused" : "dismissed"];
}

/** The phase that holds so many days after shipping. */
export function phaseOf(phases: readonly Phase[], age: number): Phase {
  const found = phases.findLast(({ from }) => from <= age);
  if (!found) throw new RangeError("the first phase begins on the shipping day");
  return found;
}
