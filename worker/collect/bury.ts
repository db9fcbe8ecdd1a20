// Writes dead letters down: messages that a hundred tries could not fold, with why, until someone replays them.

import { prepare, query } from "../database.ts";
import type { Env } from "../env.ts";
import { whyUndelivered } from "../ledger/delivery.ts";
import { retryLater } from "./retry.ts";

/** Tries each dead letter a last time, alone, and keeps those that fail. */
export async function bury(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    try {
      const reason = await whyUndelivered(env, [message.body]);
      if (reason !== null) await write(message, env, reason);
      message.ack();
    } catch {
      retryLater(message, env);
    }
  }
}

async function write(message: Message, env: Env, reason: string): Promise<void> {
  const { project, signals } = outline(message.body);
  const row = {
    id: message.id,
    project,
    at: message.timestamp.getTime(),
    reason,
    signals,
    body: JSON.stringify(message.body ?? null),
    replayed_at: null,
  };
  const insert = query
    .insertInto("dead_letter")
    .values(row)
    .onConflict((same) => same.doNothing());
  await prepare(env.DB, insert).run();
  console.error(JSON.stringify({ event: "dead letter", project, signals, reason }));
}

/** Whose a message is and how many signals it holds, as far as that can be told. */
function outline(body: unknown): { project: string; signals: number } {
  if (typeof body !== "object" || body === null) return { project: "", signals: 0 };
  const project = "project" in body && typeof body.project === "string" ? body.project : "";
  const signals = "facts" in body && Array.isArray(body.facts) ? body.facts.length : 0;
  return { project, signals };
}
