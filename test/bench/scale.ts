// What more customers than any one machine sees would need: a model, fed by rows and bytes that were measured.

import { type Sizes, sizes } from "./bytes.ts";
import { usageOf } from "./cost.ts";
import { whole } from "./median.ts";
import { DAYS_OF_USE, liveMonths, type Months } from "./month.ts";
import { cloudflare } from "./prices.ts";
import { printTable } from "./table.ts";

const CUSTOMERS = [1e6, 10e6, 100e6, 1e9];
const FEATURES = Object.keys(DAYS_OF_USE).length;
const MONTH_S = 30 * 86_400;

/** The busiest second, as a multiple of the mean one. */
export const PEAK = 4;
/** Iterations of each feature whose journeys are kept at a time: the current one, and one not yet sealed. */
export const KEPT_ITERATIONS = 2;
/** Customers who are kept for each who came this month: those of earlier months too. */
export const KEPT_PER_MONTHLY = 2;
/** No database is planned fuller, or busier, than this share of what it holds and takes. */
export const ROOM = 0.6;

/** Cloudflare's published limits, read on 25 November 2026: D1's, the account's and a queue's. */
export const LIMITS = {
  databaseGb: 10,
  accountGb: 1_000,
  queueMessagesPerSecond: 5_000,
  /** Calls under way at a time in one invocation; a fold calls every shard. */
  connections: 6,
};

interface Measured {
  months: Months;
  weights: Sizes;
}

interface Need {
  customers: number;
  requestsPerSecond: number;
  factsPerSecond: number;
  storedGb: number;
  shards: number;
  rowsPerSecondAndShard: number;
  dollars: number;
}

/** What so many monthly customers need, in a month like the first: when all are new, which is the dearest. */
function needOf(customers: number, { months, weights }: Measured): Need {
  const { first } = months;
  const perSecond = (each: number) => (customers * each * PEAK) / MONTH_S;
  const bytes = FEATURES * weights.perJourney + first.answers * weights.perAnswer;
  const bytesEach = bytes * KEPT_ITERATIONS * KEPT_PER_MONTHLY;
  const storedGb = (customers * bytesEach) / 1e9;
  const factsPerSecond = perSecond(first.signals);
  const shards = Math.max(
    Math.ceil(storedGb / (LIMITS.databaseGb * ROOM)),
    Math.ceil(factsPerSecond / (weights.factsPerSecond * ROOM)),
  );
  return {
    customers,
    requestsPerSecond: perSecond(first.requests),
    factsPerSecond,
    storedGb,
    shards,
    rowsPerSecondAndShard: perSecond(first.rowsWritten) / shards,
    dollars: cloudflare(usageOf(customers, first, bytesEach)).total,
  };
}

/** How often the need uses up what one of each holds, or takes. */
function limitsOf(need: Need, weights: Sizes): Record<string, number> {
  return {
    "one database's size, 10 GB": need.storedGb / LIMITS.databaseGb,
    "one database's folds, as measured": need.factsPerSecond / weights.factsPerSecond,
    "one queue's messages, 5,000/s": need.requestsPerSecond / LIMITS.queueMessagesPerSecond,
    "an account's storage, 1 TB unless raised": need.storedGb / LIMITS.accountGb,
    "calls at a time in one fold, 6": need.shards / LIMITS.connections,
  };
}

const times = (use: number) => (use < 10 ? use.toFixed(2) : whole(use));

function printLimits(needs: readonly Need[], weights: Sizes): void {
  const uses = needs.map((need) => limitsOf(need, weights));
  const names = Object.keys(uses[0] ?? {});
  printTable(
    "How many times over each limit is used up, by one alone",
    ["limit", ...needs.map(({ customers }) => whole(customers))],
    names.map((name) => [name, ...uses.map((use) => times(use[name] ?? Number.NaN))]),
  );
}

function rowOf(need: Need): string[] {
  const { customers, requestsPerSecond, factsPerSecond, storedGb, shards } = need;
  const queues = Math.ceil(requestsPerSecond / (LIMITS.queueMessagesPerSecond * ROOM));
  return [
    whole(customers),
    whole(requestsPerSecond),
    whole(requestsPerSecond * 3),
    whole(factsPerSecond),
    storedGb.toFixed(1),
    whole(shards),
    (storedGb / shards).toFixed(1),
    whole(need.rowsPerSecondAndShard),
    whole(queues),
    `$${whole(need.dollars)}`,
  ];
}

/** Prints what was measured, and the model. */
export async function run(): Promise<void> {
  const measured = { months: await liveMonths("queued"), weights: await sizes() };
  const needs = CUSTOMERS.map((customers) => needOf(customers, measured));
  const { first } = measured.months;
  const { perJourney, perAnswer, factsPerSecond } = measured.weights;
  printTable(
    "What the model is fed",
    ["measured", "value"],
    [
      ["requests of a customer in a month", first.requests.toFixed(1)],
      ["signals", first.signals.toFixed(1)],
      ["answers", first.answers.toFixed(2)],
      ["rows written, through the queue", first.rowsWritten.toFixed(1)],
      ["bytes of a journey", whole(perJourney)],
      ["bytes of an answer", whole(perAnswer)],
      ["facts a second that one local database folds", whole(factsPerSecond)],
    ],
  );
  printTable(
    "What monthly customers need",
    [
      "customers",
      "requests/s, peak",
      "queue operations/s",
      "facts/s",
      "stored, GB",
      "shards",
      "GB each",
      "rows written/s each",
      "queues",
      "a month",
    ],
    needs.map(rowOf),
  );
  printLimits(needs, measured.weights);
}
