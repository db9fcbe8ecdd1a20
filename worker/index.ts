// The Worker: requests, messages from the queue, and the clock.

import { app } from "./app.ts";
import { bury } from "./collect/bury.ts";
import { consume } from "./collect/consume.ts";
import type { Env } from "./env.ts";
import { runSchedule } from "./schedule.ts";

export default {
  fetch: app.fetch,
  queue: (batch, env) =>
    batch.queue.endsWith("-dead-letters") ? bury(batch, env) : consume(batch, env),
  scheduled: (controller, env) => runSchedule(env, controller.scheduledTime),
} satisfies ExportedHandler<Env>;
