// When a message that could not be folded comes again.

import type { Env } from "../env.ts";

/** The first wait, in seconds. */
const FIRST_SECONDS = 30;
/** Each wait is this many times the one before … */
const GROWTH = 4;
/** … up to an hour, so that 100 tries take more than the four days of a long outage. */
const LONGEST_SECONDS = 3_600;

/** How long a message waits after so many tries, in seconds: 30, 120, 480, 1920, and then an hour each. */
export function waitAfter(attempts: number, first = FIRST_SECONDS): number {
  return Math.min(LONGEST_SECONDS, first * GROWTH ** (attempts - 1));
}

/** Hands a message back to the queue for later. */
export function retryLater(message: Message, env: Env): void {
  const first = env.RETRY_SECONDS === undefined ? FIRST_SECONDS : Number(env.RETRY_SECONDS);
  message.retry({ delaySeconds: waitAfter(message.attempts, first) });
}
