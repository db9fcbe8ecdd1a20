// What a customer's rows weigh in D1, indexes and half-filled pages included, and how fast one database folds them.

import type { Env } from "../../worker/env.ts";
import type { Fact } from "../../worker/ledger/fact.ts";
import { fold } from "../../worker/ledger/fold.ts";
import { EMPTY } from "./references.ts";
import { migrations, serve } from "./serving.ts";

const BATCHES = 20;
const EACH = 1_000;
const WORDS = "quicker than before, but it forgets my columns";

export interface Sizes {
  /** Bytes of a journey and of an answer, each the mean of 20,000 that came in no order. */
  perJourney: number;
  perAnswer: number;
  /** Facts that one local database folds in a second, a thousand at a time, one batch after the other. */
  factsPerSecond: number;
}

/** Folds some, and weighs them. */
export async function sizes(): Promise<Sizes> {
  const served = await serve(EMPTY);
  const env = { DB: served.db } as Env;
  await served.db.batch(migrations().map((sql) => served.db.prepare(sql)));
  const size = async () => (await served.db.prepare("SELECT 1").all()).meta.size_after ?? 0;
  const begin = await size();
  const began = performance.now();
  for (let batch = 0; batch < BATCHES; batch++) await fold(env, used(batch));
  const seconds = (performance.now() - began) / 1_000;
  const journeys = await size();
  for (let batch = 0; batch < BATCHES; batch++) await fold(env, used(batch).map(answered));
  const answers = await size();
  await served.close();
  const each = BATCHES * EACH;
  return {
    perJourney: (journeys - begin) / each,
    perAnswer: (answers - journeys) / each,
    factsPerSecond: each / seconds,
  };
}

function used(batch: number): Fact[] {
  return Array.from({ length: EACH }, (_, index) => ({
    kind: "used",
    iteration: 1,
    customer: `c${scattered(batch * EACH + index)}`,
    account: null,
    at: 1_790_000_000_000 + index,
    day: 20_000 + (index % 28),
    requireProof: false,
  }));
}

/** One in four has words. */
function answered(fact: Fact, index: number): Fact {
  const texts = { comment: index % 4 ? "" : WORDS, page: "/reports/quarterly", locale: "en-GB" };
  const stamps = { helped: true, proven: true, granted: false, edited: fact.at };
  return { ...fact, kind: "answered", answer: { id: fact.customer.slice(1), ...texts, ...stamps } };
}

/** 22 characters that follow no order, as hashes do. */
function scattered(number: number): string {
  const mixed = Math.imul(number + 1, 0x9e37_79b1) >>> 0;
  return `${mixed.toString(36)}-${number.toString(36)}`.padEnd(22, "x");
}
