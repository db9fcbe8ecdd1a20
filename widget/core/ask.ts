// What is asked of the server.

import type { AskRequest } from "../../contract/signals.ts";
import { randomId } from "./random.ts";

/** JSON, with a token that no other ask has. */
export function newAsk(feature: string, inline?: true): string {
  return JSON.stringify({ feature, token: randomId(), inline } satisfies AskRequest);
}
