// The rows a project may write in a day: a warning well before, then unproven traffic waits, and last all of it.

import type { Env } from "../env.ts";
import type { Refusal } from "../problem.ts";
import { secondsToMidnight } from "../unavailable.ts";

/** From this share of the budget on, every request's log line is a warning. */
const WARNING = 0.8;
/** Proven traffic goes on up to this multiple of the budget. */
const HARD = 1.5;

/** Refuses a request for which no rows are left today; they begin anew at 00:00 UTC. */
export function overBudget(
  env: Env,
  given: { project: string; written: number; trusted: boolean; now: number },
): Refusal | null {
  const budget = Number(env.DAILY_ROWS || Number.POSITIVE_INFINITY);
  const used = given.written / budget;
  if (!(used >= WARNING)) return null;
  console.warn(
    JSON.stringify({ event: "row-budget", project: given.project, used: Number(used.toFixed(2)) }),
  );
  if (used < (given.trusted ? HARD : 1)) return null;
  return {
    refused: "too-many",
    detail:
      "This project has written its rows for today; nothing was kept. Send it again tomorrow.",
    retryAfter: secondsToMidnight(given.now),
  };
}
