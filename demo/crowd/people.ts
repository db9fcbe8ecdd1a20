// Who uses Ledgerly: 3,000 customers in 300 accounts, a few large, most small, from several countries.

import { randomOf } from "./random.ts";

/** A customer of the demo product, as its own back end knows them. */
export interface Customer {
  id: string;
  account: string;
  /** BCP 47. */
  locale: string;
  /** Days before the anchor on which they began; larger than any history for those of old. */
  joinedAgo: number;
  /** Chance of a visit on a working day. */
  activity: number;
}

const ACCOUNTS = 300;
const CUSTOMERS = 3_000;
/** Longer ago than any iteration of the demo was shipped. */
const OF_OLD = 400;
/** New accounts came within this many days before the anchor. */
const NEW_WITHIN = 150;
const NEW_ACCOUNTS = 0.18;

/** Countries by how many accounts come from there; shares add up to 1. */
const LOCALES: readonly [locale: string, share: number][] = [
  ["en-GB", 0.24],
  ["en-US", 0.12],
  ["de-DE", 0.2],
  ["de-AT", 0.05],
  ["fr-FR", 0.12],
  ["es-ES", 0.08],
  ["it-IT", 0.06],
  ["nl-NL", 0.06],
  ["pl-PL", 0.04],
  ["pt-PT", 0.03],
];

/** How often people come by: a few every day, many once or twice a month. */
const HABITS: readonly [activity: number, share: number][] = [
  [0.62, 0.14],
  [0.22, 0.38],
  [0.07, 0.48],
];

/** Everyone, in the same order with the same traits each time. */
export function everyone(): Customer[] {
  return sizesOfAccounts().flatMap((size, index) => membersOf(index, size));
}

function membersOf(index: number, size: number): Customer[] {
  const random = randomOf("account", index);
  const locale = pick(LOCALES, random());
  const isNew = random() < NEW_ACCOUNTS;
  const joinedAgo = isNew ? Math.ceil(random() * NEW_WITHIN) : OF_OLD;
  const account = `acct_${String(index + 1).padStart(3, "0")}`;
  return Array.from({ length: size }, (_, member) => ({
    id: `u_${String(index + 1).padStart(3, "0")}_${String(member + 1).padStart(2, "0")}`,
    account,
    locale,
    joinedAgo,
    activity: pick(HABITS, random()) * (0.75 + 0.5 * random()),
  }));
}

/** Sizes that fall off like one over the rank, and add up to all customers. */
function sizesOfAccounts(): number[] {
  const weights = Array.from({ length: ACCOUNTS }, (_, rank) => 1 / (rank + 25));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const size = Math.round((CUSTOMERS * before) / total) - given;
    given += size;
    return size;
  });
}

function pick<T>(choices: readonly [T, number][], chance: number): T {
  let left = chance;
  for (const [choice, share] of choices) {
    if (left < share) return choice;
    left -= share;
  }
  return (choices.at(-1) as [T, number])[0];
}
