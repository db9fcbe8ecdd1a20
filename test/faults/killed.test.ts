// A server that is killed over and over at random moments under load: nothing acknowledged is lost, nothing counts twice.

import { cpSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { isLong, tell } from "./form.ts";
import { commentOf, expectedOf, FEATURES, requestsOf } from "./plan.ts";
import { deliver, makeProduct, mint, newTally, type Product, read, type Tally } from "./product.ts";
import { look, migrate, newFolder, prepare, type Running, remove, serve } from "./server.ts";
import { commentsOf, foldedCells, integrity, journeysOf, kept, ledgerCells } from "./tables.ts";

const KILLS = isLong ? 32 : 3;
const PEOPLE = isLong ? 62_000 : 1_500;
const SIGNALS_A_REQUEST = isLong ? 500 : 100;
const CLIENTS = 6;
const VISITORS = isLong ? 600 : 60;
const PAGE = "reports";

const folder = newFolder();
const copy = newFolder();
let server: Running | null = null;
afterAll(async () => {
  await server?.kill();
  remove(folder);
  remove(copy);
});

test("R01 after every kill all that was acknowledged is there, once, with no repair", async () => {
  migrate(folder);
  const token = await mint(folder);
  server = await serve(folder);
  const place = { url: server.url };
  const product = await makeProduct(place, token, [...FEATURES, PAGE]);
  await server.kill();
  cpSync(folder, copy, { recursive: true });
  prepare(copy);

  server = await serve(folder);
  place.url = server.url;
  const told = newTally();
  const acknowledged = { people: 0 };
  const asked = { granted: 0, visitors: 0 };
  const load = [backEnd(product, told, acknowledged), visit(product, told, asked)];
  let unanswered = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const due = ((kill + 1) / (KILLS + 1)) * PEOPLE;
    await Promise.race([until(() => acknowledged.people >= due), ...load.map(failing)]);
    await pause(Math.random() * 300);
    await server.kill();
    await pause(20);
    const stored = look(folder, (db) => journeysOf(db, FEATURES));
    expect(stored).toBeGreaterThanOrEqual(acknowledged.people);
    unanswered += stored - acknowledged.people;
    server = await serve(folder);
    place.url = server.url;
  }
  await Promise.all(load);

  for (const feature of FEATURES)
    expect(await funnel(product, feature)).toMatchObject(expectedOf(feature, PEOPLE));
  expect(await funnel(product, PAGE)).toMatchObject({
    seen: VISITORS,
    used: VISITORS,
    answered: asked.granted,
  });
  const health = await fetch(`${place.url}/v1/health`);
  expect(await health.json()).toMatchObject({ status: "ok" });
  await server.kill();
  const { lost, doubled } = look(folder, (db) => {
    expect(integrity(db)).toBe("ok");
    expect(ledgerCells(db)).toEqual(foldedCells(db));
    return missing(commentsOf(db));
  });
  tell("Killed under load", {
    kills: KILLS,
    sent: told.requests,
    tries: told.tries,
    "signals acknowledged": told.acknowledged,
    "people stored without an answer, then sent again": unanswered,
    "asks granted": asked.granted,
    lost,
    doubled,
  });
  expect([lost, doubled]).toEqual([0, 0]);
  expect(told.acknowledged).toBe(5 * PEOPLE + VISITORS + 2 * asked.granted);

  const disturbed = look(folder, (db) => kept(db, FEATURES));
  server = await serve(copy);
  place.url = server.url;
  await backEnd(product, newTally(), { people: 0 });
  await server.kill();
  expect(look(copy, (db) => kept(db, FEATURES)).join("\n") === disturbed.join("\n")).toBe(true);
});

/** A back end that tells of everybody, by several clients. */
async function backEnd(product: Product, tally: Tally, done: { people: number }): Promise<void> {
  const waiting = requestsOf(PEOPLE, SIGNALS_A_REQUEST);
  const client = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { people, signals } = next;
      const answer = await deliver(
        product,
        { customer: "nobody", signals },
        { from: "back end", tally },
      );
      expect(answer).toMatchObject({ accepted: signals.length, rejected: [] });
      done.people += people.length;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

/** Visitors of a page, one after another: they use the feature, and answer when they are asked. */
async function visit(
  product: Product,
  tally: Tally,
  count: { granted: number; visitors: number },
): Promise<void> {
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    const at = Date.now();
    const customer = `visitor-${visitor}`;
    const first = {
      customer,
      signals: [{ kind: "used", feature: PAGE, at }],
      ask: { feature: PAGE, token: `token-of-visitor-${visitor}` },
    };
    const { ask } = await deliver(product, first, { from: "page", tally });
    count.visitors++;
    if (!ask) continue;
    const signals = [
      { kind: "asked", feature: PAGE, at },
      { kind: "answered", feature: PAGE, at, helped: visitor % 2 === 0 },
    ];
    await deliver(product, { customer, signals }, { from: "page", tally });
    count.granted++;
  }
}

/** How often answers of people are missing, and how often they are there more than once. */
function missing(comments: Map<string, number>): { lost: number; doubled: number } {
  let lost = 0;
  let doubled = 0;
  for (let person = 0; person < PEOPLE; person++) {
    const times = comments.get(commentOf(person)) ?? 0;
    if (times === 0) lost++;
    if (times > 1) doubled++;
  }
  return { lost, doubled };
}

async function funnel(product: Product, feature: string): Promise<object> {
  const answer = await read(product, `/features/${feature}`);
  const { funnel: counts } = (await answer.json()) as { funnel: object };
  return counts;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** Never resolves, but fails with the work. */
function failing(work: Promise<unknown>): Promise<never> {
  return new Promise((_, reject) => void work.catch(reject));
}
