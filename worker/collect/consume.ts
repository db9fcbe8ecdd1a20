// Takes messages from the queue and folds them: many in one go, and where that fails one by one.

import type { Env } from "../env.ts";
import { deliver } from "../ledger/delivery.ts";
import { type Message as Facts, readMessage } from "../ledger/message.ts";
import { shardMismatch } from "../ledger/shards.ts";
import { whyUnavailable } from "../unavailable.ts";
import { retryLater } from "./retry.ts";

/** A message that can be read, with its facts. */
interface Readable {
  message: Message;
  facts: Facts;
}

/** Folds a batch. What was folded is acknowledged, the rest comes again later; coming again is harmless. */
export async function consume(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const mismatch = await shardMismatch(env);
  if (mismatch) return retryAll(batch.messages, env, mismatch.detail);
  const { readable, malformed } = sort(batch.messages);
  retryAll(malformed, env, "malformed");
  const failed = await foldAll(env, readable);
  const unfolded = new Set(failed.map(({ message }) => message));
  for (const { message } of readable) if (!unfolded.has(message)) message.ack();
  retryAll([...unfolded], env, "not folded");
  console.log(
    JSON.stringify({
      event: "consumed",
      messages: batch.messages.length,
      facts: readable.reduce((sum, { facts }) => sum + facts.facts.length, 0),
      failed: failed.length,
      malformed: malformed.length,
    }),
  );
}

function sort(messages: readonly Message[]) {
  const readable: Readable[] = [];
  const malformed: Message[] = [];
  for (const message of messages) {
    const facts = readMessage(message.body);
    if ("malformed" in facts) malformed.push(message);
    else readable.push({ message, facts });
  }
  return { readable, malformed };
}

/** Folds everything, in one go where it is not a large back-fill; what cannot be folded. */
async function foldAll(env: Env, readable: readonly Readable[]): Promise<Readable[]> {
  const failed: Readable[] = [];
  for (const group of grouped(readable)) failed.push(...(await foldGroup(env, group)));
  return failed;
}

/** Facts folded in one go, so that it ends well within the 30 seconds that D1 gives a transaction. */
const FACTS_AT_ONCE = 5_000;

function grouped(readable: readonly Readable[]): Readable[][] {
  const groups: Readable[][] = [];
  let room = 0;
  for (const each of readable) {
    const size = each.facts.facts.length;
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = FACTS_AT_ONCE;
    }
    groups.at(-1)?.push(each);
    room -= size;
  }
  return groups;
}

/** Folds a group at once, a second time, then one by one; what cannot be folded even so. */
async function foldGroup(env: Env, group: readonly Readable[]): Promise<Readable[]> {
  const all = group.map(({ facts }) => facts);
  if ((await folds(env, all)) || (await folds(env, all))) return [];
  const failed: Readable[] = [];
  for (const each of group) if (!(await folds(env, [each.facts]))) failed.push(each);
  return failed;
}

async function folds(env: Env, messages: readonly Facts[]): Promise<boolean> {
  try {
    const dropped = await deliver(env, messages);
    const count = Object.values(dropped).reduce((sum, each) => sum + each, 0);
    if (count > 0) console.log(JSON.stringify({ event: "left out", ...dropped }));
    return true;
  } catch (error) {
    const kind = whyUnavailable(error, Date.now()) ? "storage" : "bug";
    console.error(JSON.stringify({ event: "fold failed", messages: messages.length, kind }));
    return false;
  }
}

function retryAll(messages: readonly Message[], env: Env, why: string): void {
  if (messages.length === 0) return;
  console.error(JSON.stringify({ event: "retry", messages: messages.length, why }));
  for (const message of messages) retryLater(message, env);
}
