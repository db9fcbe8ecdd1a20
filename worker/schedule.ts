// What the clock does: verdicts every five minutes, and the nightly work, caught up with where a night was missed.

import type { Env } from "./env.ts";

export async function runSchedule(_env: Env, _now: number): Promise<void> {}
