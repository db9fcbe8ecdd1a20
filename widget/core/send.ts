// Brings what waits to the server: when, and how often it is tried.

import { alone } from "./alone.ts";
import type { Answer } from "./more.ts";
import { bodyOf, nextBatch } from "./outbox.ts";
import { proofNow, senderNow } from "./person.ts";
import { address, mayReach, post, tryAnew, waitLeft } from "./post.ts";
import { mayLeave } from "./privacy.ts";

const BATCH_MS = 2_000;
/** 60,000 bytes and 16 KB at the most, in characters. */
const REQUEST_ROOM = 19_000;
const BEACON_ROOM = 5_000;

let timer: ReturnType<typeof setTimeout> | 0 = 0;

/** Sends in a while, together with whatever comes until then. */
export function sendSoon(): void {
  timer =
    timer ||
    setTimeout(() => {
      timer = 0;
      send();
    }, waitLeft() || BATCH_MS);
}

/**
 * Sends all that waits, and an ask with it, as JSON, if its sender is still here; resolves to the answer
 * that the ask got, if any.
 */
export function send(ask?: string, sender?: string): Promise<Answer | undefined> {
  return alone("landed.send", false, async () => {
    if (waitLeft()) sendSoon();
    while (mayTry()) {
      const batch = nextBatch(REQUEST_ROOM);
      const isOurs = sender === senderNow() && batch.from === sender + proofNow();
      const mine = isOurs ? ask : undefined;
      if (!mine && !batch.list[0]) return;
      const answer = await post(batch, mine);
      if (!answer) sendSoon();
      // Where nothing that it went with was taken, the ask has not been heard.
      if (!answer || (mine && (answer.accepted || !batch.list[0]))) return answer;
    }
    return;
  });
}

/** Back online: what could not be reached before is tried anew. */
export function sendAgain(): void {
  tryAnew();
  send();
}

/** The page is being hidden and may never come back: hands over what waits, in small pieces. */
export function sendBeacons(): void {
  let batch = mayTry() ? nextBatch(BEACON_ROOM) : undefined;
  while (batch?.list[0] && navigator.sendBeacon(address(), bodyOf(batch)))
    batch = nextBatch(BEACON_ROOM, batch.rest);
}

/** Of people who are not to be noted not even an id is made. */
function mayTry(): boolean {
  return mayLeave() && mayReach();
}
