// What a Worker takes in: requests and signals a second, and how long a request takes, beside what does nothing.

import { put } from "./load.ts";
import { marked, medianOf, whole } from "./median.ts";
import { bareInserts, EMPTY, FACT_TABLE, ONE_INSERT, ONE_SELECT } from "./references.ts";
import { builtWorker, type Served, serve, serveLanded } from "./serving.ts";
import { printTable } from "./table.ts";
import { makeTenant, reportOf, type Tenant } from "./tenant.ts";

const ROUNDS = 5;
const CONNECTIONS = 16;
const SECONDS = 1.5;
const CALM_SECONDS = 3;
const BATCH = 1_000;

/** A server and what it is sent. */
interface Side {
  name: string;
  url: string;
  next: () => string;
}

let made = 0;
const used = () => ({ kind: "used", feature: "export", at: Date.now() - 1_000 });

/** Somebody not heard of before, each time. */
function newCustomer(tenant: Tenant): string {
  return reportOf(tenant, `new-${made++}`, [used()]);
}

function batch(tenant: Tenant): string {
  const signals = Array.from({ length: BATCH }, () => ({ ...used(), customer: `many-${made++}` }));
  return reportOf(tenant, "job", signals);
}

/** Requests a second of each side, round by round, so that all of them meet the machine in the same mood. */
async function saturated(sides: readonly Side[]): Promise<number[][]> {
  const rounds: number[][] = [];
  for (const { url, next } of sides) await put({ url, next, connections: CONNECTIONS, seconds: 1 });
  for (let round = 0; round < ROUNDS; round++) {
    const rates: number[] = [];
    for (const { name, url, next } of sides) {
      const load = { url, next, connections: CONNECTIONS, seconds: SECONDS };
      const { perSecond, refused } = await put(load);
      if (refused > 0) throw new Error(`${name}: ${refused} requests were refused`);
      rates.push(perSecond);
    }
    rounds.push(rates);
  }
  return rounds;
}

const column = (rounds: readonly number[][], side: number) =>
  rounds.map((rates) => rates[side] ?? Number.NaN);
const ratios = (rounds: readonly number[][], side: number, to: number) =>
  medianOf(rounds.map((rates) => (rates[side] ?? Number.NaN) / (rates[to] ?? Number.NaN)));

const MARKS: Record<string, number> = { "one new `used` each": 0.35, "a fact known already": 0.55 };

function printRates(sides: readonly Side[], rounds: readonly number[][]): void {
  const rows = sides.map(({ name }, side) => {
    const share = ratios(rounds, side, 0);
    const mark = MARKS[name];
    const ends = mark === undefined ? ["", ""] : marked(share, { atLeast: mark });
    const rate = whole(medianOf(column(rounds, side)));
    return [name, rate, share.toFixed(2), ratios(rounds, side, 1).toFixed(2), ...ends];
  });
  const head = ["requests", "a second", "÷ empty Worker", "÷ one SELECT 1", "mark", "met"];
  printTable(`Requests, ${CONNECTIONS} connections`, head, rows);
}

/** The slowest hundredth under half of what each takes. */
async function printWaits(sides: readonly Side[], rounds: readonly number[][]): Promise<void> {
  const waits: { median: number; p99: number }[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const each: { median: number; p99: number }[] = [];
    for (const [side, { url, next }] of sides.entries()) {
      const perSecond = medianOf(column(rounds, side)) / 2;
      const load = { url, next, perSecond, connections: CONNECTIONS, seconds: CALM_SECONDS };
      each.push(await put(load));
    }
    waits.push(each);
  }
  const p99s = waits.map((each) => each.map(({ p99 }) => p99));
  const rows = sides.map(({ name }, side) => {
    const times = ratios(p99s, side, 0);
    const ends = MARKS[name] === undefined ? ["", ""] : marked(times, { atMost: 4 });
    const median = medianOf(waits.map((each) => each[side]?.median ?? Number.NaN));
    const p99 = medianOf(column(p99s, side)).toFixed(1);
    return [name, median.toFixed(1), p99, times.toFixed(1), ...ends];
  });
  const head = ["requests", "median, ms", "p99, ms", "p99 ÷ empty Worker's", "mark", "met"];
  printTable("Waiting, each under half of what it takes", head, rows);
}

async function printFolds(tenant: Tenant): Promise<void> {
  const load = { url: tenant.served.url, next: () => batch(tenant), connections: 2, seconds: 2 };
  await put({ ...load, seconds: 1 });
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rates.push((await put(load)).perSecond * BATCH);
  const folded = medianOf(rates);
  const bare = await bareInserts(BATCH);
  const alone = await bareInserts(1);
  const share = (rate: number) => (rate / bare).toFixed(3);
  printTable(
    `Facts kept, in batches of ${whole(BATCH)}`,
    ["facts", "a second", "÷ bare INSERTs", "mark", "met"],
    [
      ["bare INSERTs, node:sqlite", whole(bare), "1", "", ""],
      ["the same, a transaction each", whole(alone), share(alone), "", ""],
      [
        "signals over HTTP, folded",
        whole(folded),
        share(folded),
        ...marked(folded / bare, { atLeast: 0.25 }),
      ],
    ],
  );
}

/** Prints the tables. */
export async function run(): Promise<void> {
  const landed = await serveLanded(builtWorker());
  const tenant = await makeTenant(landed);
  const [empty, select, insert] = [
    await serve(EMPTY),
    await serve(ONE_SELECT),
    await serve(ONE_INSERT),
  ];
  await insert.db.prepare(FACT_TABLE).run();
  const known = reportOf(tenant, "known", [used()]);
  const fresh = () => newCustomer(tenant);
  const own = { url: landed.url };
  const sides: Side[] = [
    { name: "empty Worker", url: empty.url, next: fresh },
    { name: "one SELECT 1 on D1", url: select.url, next: fresh },
    { name: "one bare INSERT on D1", url: insert.url, next: fresh },
    { name: "a fact known already", ...own, next: () => known },
    { name: "one new `used` each", ...own, next: fresh },
  ];
  const rounds = await saturated(sides);
  printRates(sides, rounds);
  await printWaits(sides, rounds);
  await printFolds(tenant);
  for (const served of [landed, empty, select, insert] satisfies Served[]) await served.close();
}
