// Where accepted facts go: into D1 at once, or through a queue where one is bound.

import type { Env } from "../env.ts";
import type { Project } from "../ledger/catalogue.ts";
import type { Fact } from "../ledger/fact.ts";
import { fold } from "../ledger/fold.ts";
import type { Message } from "../ledger/message.ts";
import { claimShards } from "../ledger/shards.ts";

/** Keeps facts for good, or throws: when this returns they are committed, or the queue holds them. */
export async function keep(env: Env, project: Project, facts: Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const refusal = await claimShards(env, project);
  // Only where two deployments with different shards hear their first signals at one moment.
  if (refusal) throw new Error(`storage: ${refusal.detail}`);
  if (!env.SIGNALS) return fold(env, facts, [{ project: project.id, of: 1 }]);
  for (const part of cut(facts)) await send(env.SIGNALS, { project: project.id, facts: part });
}

async function send(queue: Queue<unknown>, message: Message): Promise<void> {
  try {
    await queue.send(message, { contentType: "json" });
  } catch (cause) {
    // Whatever its words are, the caller learns whose they are.
    throw new Error("the queue did not take a message", { cause });
  }
}

/** A queue takes messages of 128 KB; this leaves room for its own wrapping. */
export const MESSAGE_BYTES = 100_000;

function cut(facts: Fact[]): Fact[][] {
  const bytes = new TextEncoder().encode(JSON.stringify(facts)).byteLength;
  if (bytes <= MESSAGE_BYTES || facts.length === 1) return [facts];
  const half = Math.ceil(facts.length / 2);
  return [...cut(facts.slice(0, half)), ...cut(facts.slice(half))];
}
