// Customers who live through two months with a product, by the Worker's own code and a real D1: what that costs.

import { receive } from "../../worker/collect/receive.ts";
import type { Env } from "../../worker/env.ts";
import { deliver } from "../../worker/ledger/delivery.ts";
import type { Message } from "../../worker/ledger/message.ts";
import { type Ran, watched } from "../worker/collect/direct.ts";
import { builtWorker, SECRET, serveLanded } from "./serving.ts";
import { makeTenant, post } from "./tenant.ts";

/** A month of a customer, as the rates below are for: on how many of 28 days each feature is used. */
export const DAYS_OF_USE = { export: 8, search: 4, share: 2, import: 0, print: 0 };
/** Besides one request on each day of use, so many bring nothing new. */
export const IDLE_REQUESTS = 4;
const CUSTOMERS = 48;
const MONTH = 28;
const DAY_MS = 86_400_000;
/** Of those asked, these shares answer, and dismiss. */
const ANSWER = 0.4;
const DISMISS = 0.2;
/** Messages that the queue's consumer folds at a time. */
const MESSAGES = 100;
const ORIGIN = "https://app.example.com";

/** What one customer's month takes. */
export interface Month {
  requests: number;
  signals: number;
  /** Of the signals, those that say no more than that a feature was on the screen. */
  seen: number;
  answers: number;
  rowsRead: number;
  rowsWritten: number;
  /** What went through the queue. */
  messages: number;
}

/** The first month of new customers, and the one after. */
export interface Months {
  first: Month;
  later: Month;
}

const nothing = (): Month => ({
  requests: 0,
  signals: 0,
  seen: 0,
  answers: 0,
  rowsRead: 0,
  rowsWritten: 0,
  messages: 0,
});

/** Numbers from 0 to 1 that are the same in every run (Park and Miller). */
function dice(): () => number {
  let state = 20_261;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Lives two months, each request on its own or through the queue. The Worker's log lines are not shown. */
export async function liveMonths(mode: "direct" | "queued"): Promise<Months> {
  const show = console.log;
  console.log = () => undefined;
  try {
    return await live(mode);
  } finally {
    console.log = show;
  }
}

async function live(mode: "direct" | "queued"): Promise<Months> {
  const world = await openWorld(mode);
  const roll = dice();
  const start = Date.now() - 2 * MONTH * DAY_MS;
  const asked = new Set<string>();
  const months = [nothing(), nothing()];
  for (const [index, month] of months.entries()) {
    world.month = month;
    for (let day = 0; day < MONTH; day++) {
      const now = start + (index * MONTH + day) * DAY_MS;
      for (let customer = 0; customer < CUSTOMERS; customer++)
        await liveDay(world, { customer: `customer-${customer}`, day, now, asked, roll });
    }
    await world.drain(1);
  }
  await world.close();
  const [first = nothing(), later = nothing()] = months.map(perCustomer);
  return { first, later };
}

const perCustomer = (month: Month): Month => ({
  requests: month.requests / CUSTOMERS,
  signals: month.signals / CUSTOMERS,
  seen: month.seen / CUSTOMERS,
  answers: month.answers / CUSTOMERS,
  rowsRead: month.rowsRead / CUSTOMERS,
  rowsWritten: month.rowsWritten / CUSTOMERS,
  messages: month.messages / CUSTOMERS,
});

interface Today {
  customer: string;
  day: number;
  now: number;
  /** Whose prompt was displayed and not yet answered. */
  asked: Set<string>;
  roll: () => number;
}

/** The requests that a customer's pages make on a day: none on most days. */
async function liveDay(world: World, today: Today): Promise<void> {
  const { customer, day, now, roll } = today;
  const offset = Number(customer.slice(9)) % 3;
  const uses = Object.entries(DAYS_OF_USE).flatMap(([feature, days]) =>
    days > 0 && (day + offset) % Math.floor(MONTH / days) === 0 ? [feature] : [],
  );
  if (uses.length > 0) {
    const seen = Object.keys(DAYS_OF_USE).map((feature) => ({ kind: "seen", feature, at: now }));
    const used = uses.map((feature) => ({ kind: "used", feature, at: now }));
    const ask = { feature: uses[0], token: `t-${customer}-${day}`.padEnd(22, "x") };
    const granted = await world.send({ customer, signals: [...seen, ...used], ask }, now);
    if (granted) await meetPrompt(world, { ...today, roll }, uses[0] ?? "");
  }
  if ((day + offset) % (MONTH / IDLE_REQUESTS) === 3)
    await world.send({ customer, signals: [{ kind: "seen", feature: "export", at: now }] }, now);
}

async function meetPrompt(world: World, today: Today, feature: string): Promise<void> {
  const { customer, now, roll } = today;
  const said = roll();
  const signals: Sent["signals"] = [{ kind: "asked", feature, at: now }];
  if (said < ANSWER) {
    world.month.answers++;
    const comment = said < ANSWER / 4 ? "quicker than before, but it forgets my columns" : "";
    signals.push(
      Object.assign({ kind: "answered", feature, at: now }, { helped: roll() < 0.8, comment }),
    );
  } else if (said < ANSWER + DISMISS) signals.push({ kind: "dismissed", feature, at: now });
  await world.send({ customer, signals }, now);
}

interface Sent {
  customer: string;
  signals: { kind: string; feature: string; at: number }[];
  ask?: object;
}

interface World {
  month: Month;
  /** Sends a page's request; whether it was given leave to ask. */
  send: (body: Sent, now: number) => Promise<boolean>;
  /** Folds what waits in the queue, if it is so many messages or more. */
  drain: (least: number) => Promise<void>;
  close: () => Promise<void>;
}

async function openWorld(mode: "direct" | "queued"): Promise<World> {
  const served = await serveLanded(builtWorker());
  const tenant = await makeTenant(served, { origins: [ORIGIN] });
  for (const key of Object.keys(DAYS_OF_USE))
    await post(tenant, `/api/projects/${tenant.project}/features`, { key });
  await served.db.prepare("UPDATE iteration SET shipped_at = 0").run();
  const log: Ran[] = [];
  const waiting: Message[] = [];
  const queue = { send: async (message: Message) => void waiting.push(message) };
  const env = {
    DB: watched(served.db, log),
    LANDED_SECRET: SECRET,
    ...(mode === "queued" && { SIGNALS: queue }),
  } as unknown as Env;
  const world: World = {
    month: nothing(),
    async send(body, now) {
      const response = await receive(request({ key: tenant.key, ...body }), env, now);
      if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
      world.month.requests++;
      world.month.signals += body.signals.length;
      world.month.seen += body.signals.filter(({ kind }) => kind === "seen").length;
      charge(world.month, log);
      await world.drain(MESSAGES);
      return "ask" in ((await response.json()) as object);
    },
    async drain(least) {
      if (waiting.length < least) return;
      world.month.messages += waiting.length;
      await deliver(env, waiting.splice(0));
      charge(world.month, log);
    },
    close: () => served.close(),
  };
  return world;
}

function charge(month: Month, log: Ran[]): void {
  for (const { read, written } of log.splice(0)) {
    month.rowsRead += read;
    month.rowsWritten += written;
  }
}

function request(body: object): Request {
  const headers = { "content-type": "application/json", origin: ORIGIN };
  const url = "https://landed.example.com/v1/signals";
  return new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
}
