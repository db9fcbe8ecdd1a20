// Where accepted facts go: into D1 at once, or through a queue where one is bound.

import type { Env } from "../env.ts";
import type { Project } from "../ledger/catalogue.ts";
import type { Fact } from "../ledger/fact.ts";
import { fold } from "../ledger/fold.ts";

/** What travels through the queue: one message a request. */
export interface Message {
  project: string;
  facts: Fact[];
}

/** Keeps facts for good, or throws: when this returns they are committed, or the queue holds them. */
export async function keep(env: Env, project: Project, facts: Fact[]): Promise<void> {
  if (facts.length === 0) return;
  if (!env.SIGNALS) return fold(env, facts);
  for (const part of cut(facts)) {
    const message: Message = { project: project.id, facts: part };
    await env.SIGNALS.send(message);
  }
}

/** A queue takes messages of 128 KB; this leaves room for its own wrapping. */
const MESSAGE_BYTES = 100_000;

function cut(facts: Fact[]): Fact[][] {
  const bytes = new TextEncoder().encode(JSON.stringify(facts)).byteLength;
  if (bytes <= MESSAGE_BYTES || facts.length === 1) return [facts];
  const half = Math.ceil(facts.length / 2);
  return [...cut(facts.slice(0, half)), ...cut(facts.slice(half))];
}
