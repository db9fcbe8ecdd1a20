// Twice as much as the server can take: it answers, honestly, and what it said it kept is there.

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { isLong, tell } from "./form.ts";
import { commentOf, FEATURES, signalsOf } from "./plan.ts";
import { makeProduct, mint, read, send } from "./product.ts";
import { look, migrate, newFolder, type Running, remove, serve } from "./server.ts";
import { commentsOf, foldedCells, ledgerCells } from "./tables.ts";

const PEAK_MS = isLong ? 10_000 : 2_000;
const OVERLOAD_MS = isLong ? 30_000 : 6_000;
/** Of the peak, so much must still be acknowledged; a few seconds end before what waits is counted. */
const LEAST_SHARE = isLong ? 0.5 : 0.3;
/** More wait before the Worker hears of them: the local proxy queues them, where no Worker can turn them away. */
const CONNECTIONS = 256;
/** The platform gives an isolate 128 MB; the local tool's four processes hold more, garbage too. */
const GROWTH_MB = 1_000;

const folder = newFolder();
let server: Running | null = null;
afterAll(async () => {
  await server?.kill();
  remove(folder);
});

interface Request {
  people: number[];
  signals: object[];
}

test("R14 at twice what it can take everything is answered, and what was acknowledged is there", async () => {
  migrate(folder);
  const token = await mint(folder);
  server = await serve(folder);
  const product = await makeProduct({ url: server.url }, token, FEATURES);
  const people = isLong ? 1_000_000 : 200_000;
  const requests = sequence(people);
  const kept: Request[] = [];
  const post = async (request: Request) => {
    const body = { customer: "nobody", signals: request.signals };
    const { status } = await send(product, body, "back end");
    if (status === 202) kept.push(request);
    return status;
  };

  const peak = await closedLoop(requests, post);
  const before = memoryOf(server.group);
  const { statuses, most, kept: during } = await openLoop(requests, post, 2 * peak);
  await pause(500);
  const after = memoryOf(server.group);

  const goodput = during / (OVERLOAD_MS / 1000);
  tell("Overload", {
    "requests a second at the peak": Math.round(peak),
    offered: Math.round(2 * peak),
    "acknowledged a second": Math.round(goodput),
    "most in flight": most,
    answers: [...statuses].map(([status, count]) => `${count} × ${status}`).join(" and "),
    "memory before and after, MB": `${before} and ${after}`,
  });
  expect([...statuses.keys()].filter((status) => ![202, 429, 503].includes(status))).toEqual([]);
  expect(goodput).toBeGreaterThan(LEAST_SHARE * peak);
  expect(after - before).toBeLessThan(GROWTH_MB);
  const features = await read(product, "/features");
  expect(features.status).toBe(200);
  await server.kill();
  const lost = look(folder, (db) => {
    expect(ledgerCells(db)).toEqual(foldedCells(db));
    const comments = commentsOf(db);
    return kept
      .flatMap((request) => request.people)
      .filter((person) => comments.get(commentOf(person)) !== 1);
  });
  expect(lost).toEqual([]);
});

/** Requests of twenty people, one after another. */
function* sequence(people: number): Generator<Request> {
  const each = 20;
  for (let first = 0; first < people; first += each) {
    const own = Array.from({ length: each }, (_, index) => first + index);
    yield { people: own, signals: own.flatMap(signalsOf) };
  }
}

/** How many requests a second are acknowledged where eight clients wait for each answer. */
async function closedLoop(
  requests: Iterator<Request>,
  post: (request: Request) => Promise<number>,
): Promise<number> {
  const until = Date.now() + PEAK_MS;
  let acknowledged = 0;
  const client = async () => {
    while (Date.now() < until) {
      const next = requests.next();
      if (next.done) return;
      if ((await post(next.value)) === 202) acknowledged++;
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return acknowledged / (PEAK_MS / 1000);
}

/** Sends at a rate, whatever comes back and however late, as far as connections go; the rest is never sent. */
async function openLoop(
  requests: Iterator<Request>,
  post: (request: Request) => Promise<number>,
  perSecond: number,
): Promise<{ statuses: Map<number, number>; most: number; kept: number }> {
  const statuses = new Map<number, number>();
  const open = new Set<Promise<void>>();
  const began = Date.now();
  let most = 0;
  let sent = 0;
  let kept = 0;
  while (Date.now() - began < OVERLOAD_MS) {
    const due = ((Date.now() - began) / 1000) * perSecond;
    for (; sent < due; sent++) {
      if (open.size >= CONNECTIONS) continue;
      const next = requests.next();
      if (next.done) break;
      const one: Promise<void> = post(next.value).then((status) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 202 && Date.now() - began < OVERLOAD_MS) kept++;
        open.delete(one);
      });
      open.add(one);
      most = Math.max(most, open.size);
    }
    await pause(5);
  }
  await Promise.all(open);
  return { statuses, most, kept };
}

/** Megabytes that a process group holds in memory. */
function memoryOf(group: number): number {
  let pages = 0;
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[2]) === group) pages += Number(fields[21]);
    } catch {
      // It ended while it was looked at.
    }
  return Math.round((pages * 4_096) / 2 ** 20);
}
