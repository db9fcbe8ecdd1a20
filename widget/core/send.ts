// Brings what waits to the server: when, in what pieces, and how often it is tried.

import type { AskRequest } from "../../contract/signals.ts";
import { waitLeft } from "./back-off.ts";
import { type Batch, toBatches, toBody } from "./batches.ts";
import { skew } from "./clock.ts";
import { exclusively } from "./locks.ts";
import { waiting } from "./outbox.ts";
import { type Answer, address, isReachable, post, reachAgain } from "./post.ts";
import { maySend } from "./privacy.ts";
import { senderNow } from "./sender.ts";
import { isRefusedSender } from "./take.ts";

const REQUEST_BYTES = 60_000;
const BEACON_BYTES = 16_000;
const BATCH_MS = 2_000;

let timer = 0;

/** Sends in a while, together with whatever comes until then. */
export function sendSoon(ms = BATCH_MS): void {
  timer ||= setTimeout(() => {
    timer = 0;
    send();
  }, ms);
}

/** Sends all that waits, and an ask with it. Resolves to the answer that the ask got, if any. */
export function send(ask?: AskRequest): Promise<Answer | undefined> {
  return exclusively("send", false, async () => {
    try {
      return await sendAll(ask);
    } catch {}
    return;
  });
}

/** Back online: what could not be reached before is tried anew. */
export function sendAgain(): void {
  reachAgain();
  send();
}

/** The page is being hidden and may never come back: hands over what waits, in small pieces. */
export function sendBeacons(): void {
  if (!mayTry()) return;
  for (const batch of toBatches(waiting(), senderNow(), BEACON_BYTES))
    if (!navigator.sendBeacon(address(), toBody(batch, skew()))) return;
}

async function sendAll(ask?: AskRequest): Promise<Answer | undefined> {
  if (mayTry())
    for (const batch of batchesWith(ask)) {
      const answer = await post(batch);
      if (answer?.mended) return sendAll(ask);
      if (!answer) break;
      if (batch.ask) return answer;
    }
  if (waitLeft()) sendSoon(waitLeft());
  return;
}

/** The ask goes last, so that the server decides knowing all that waited. */
function batchesWith(ask?: AskRequest): Batch[] {
  const here = senderNow();
  const batches = toBatches(waiting(), here, REQUEST_BYTES);
  if (ask) {
    const own = batches.findLastIndex(({ sender }) => sender === here.sender);
    const [batch = { ...here, signals: [], bytes: 0 }] = own < 0 ? [] : batches.splice(own, 1);
    batches.push({ ...batch, ask: JSON.stringify(ask) });
  }
  return batches.filter((batch) => !isRefusedSender(batch));
}

function mayTry(): boolean {
  return maySend() && navigator.onLine !== false && !waitLeft() && isReachable();
}
