// One request. What is simply taken is done with here; every other word of the server's is for the second file.

import { type Answer, type More, more } from "./more.ts";
import { WAIT } from "./names.ts";
import { type Batch, bodyOf } from "./outbox.ts";
import { mayLeave } from "./privacy.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

const TIMEOUT_MS = 20_000;
/** A first wait after a request that nobody answered, or up to twice as much; each further one quadruples it. */
const WAIT_MS = 5_000;
/** Whoever is told to wait for longer, some two days, had another clock when told. */
const LONGEST_MS = 200_000_000;
/** Requests in a row that nobody answered, until this page gives up: a blocker is not worn down. */
const UNREACHED = 4;

let unreached = 0;

/** How long it is to be waited yet, in ms, if at all. */
export function waitLeft(): number | false {
  const left = (read(WAIT) as unknown as number) - Date.now();
  return left < LONGEST_MS && left > 0 && left;
}

/** Whether anything may leave now. Of people who are not to be noted not even an id is made. */
export function mayTry(): boolean {
  return mayLeave() && navigator.onLine && unreached < UNREACHED && !waitLeft();
}

/** Forgets what failed, and the wait with it. */
export function tryAnew(): void {
  unreached = 0;
  write(WAIT);
}

/** Where signals go: below the endpoint. */
export function address(): string {
  return (settings.endpoint as string).replace(/\/?$/, "/v1/signals");
}

/** Sends a batch, and forgets what the server took. Nothing is returned when it has to be tried again later. */
export async function post(batch: Batch): Promise<Answer | undefined> {
  try {
    const response = await fetch(address(), {
      method: "POST",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // The whole page shares 64 KiB of keepalive; a second try does without.
      keepalive: !unreached,
      credentials: "omit",
      body: bodyOf(batch),
    });
    const answer = (response.ok && (await response.json())) as Answer;
    const heeded =
      answer.accepted === batch.length - 1
        ? answer
        : await ((await more()) as More).heed(batch, response, answer);
    // Whoever cannot be told what the server says has not reached it.
    unreached = 0;
    // The first is no name, and forgets nothing.
    if (heeded) for (const name of batch) write(name);
    return heeded;
  } catch {
    write(WAIT, Date.now() + 4 ** unreached++ * WAIT_MS * (1 + Math.random()));
  }
  return;
}
