// The Worker: requests, messages from the queue, and the clock.

import { app } from "./app.ts";
import type { Env } from "./env.ts";

export default {
  fetch: app.fetch,
} satisfies ExportedHandler<Env>;
