// Brings what waits to the server: when, and how often it is tried.

import type { AskRequest } from "../../contract/signals.ts";
import { alone } from "./alone.ts";
import { type Waiting, waiting } from "./outbox.ts";
import { senderNow } from "./person.ts";
import { type Answer, address, isReachable, post, skew, tryAnew, waitLeft } from "./post.ts";
import { hasConsent, isSilent } from "./privacy.ts";
import { bodyOf, firstBatch } from "./request.ts";

const BATCH_MS = 2_000;
/** 60,000 bytes and 16 KB at the most, in characters. */
const REQUEST_ROOM = 19_000;
const BEACON_ROOM = 5_000;

let timer: ReturnType<typeof setTimeout> | 0 = 0;

/** Sends in a while, together with whatever comes until then. */
export function sendSoon(ms = BATCH_MS): void {
  timer =
    timer ||
    setTimeout(() => {
      timer = 0;
      send();
    }, ms);
}

/** Sends all that waits, and an ask with it; resolves to the answer that the ask got, if any. */
export function send(ask?: AskRequest): Promise<Answer | undefined> {
  return alone("landed.send", false, () => sendAll(ask));
}

/** Back online: what could not be reached before is tried anew. */
export function sendAgain(): void {
  tryAnew();
  send();
}

/** The page is being hidden and may never come back: hands over what waits, in small pieces. */
export function sendBeacons(): void {
  let list = mayTry() ? waiting() : [];
  while (list[0]) {
    const batch = firstBatch(list, BEACON_ROOM);
    if (!navigator.sendBeacon(address(), bodyOf(batch, skew()))) return;
    list = without(batch, list);
  }
}

/** The ask goes last of its sender, so that the server decides knowing all that waited. */
async function sendAll(ask?: AskRequest): Promise<Answer | undefined> {
  // Of people who are not to be noted not even an id is made.
  let list = mayTry() ? waiting() : [];
  if (ask && mayTry())
    list.push({ ...senderNow(), name: "", signal: "", ask: `,"ask":${JSON.stringify(ask)}` });
  while (mayTry() && list[0]) {
    const batch = firstBatch(list, REQUEST_ROOM);
    const answer = await post(batch);
    if (!answer) sendSoon(waitLeft() || BATCH_MS);
    if (!answer || batch.at(-1)?.ask) return answer;
    list = without(batch, list);
  }
  if (waitLeft()) sendSoon(waitLeft());
  return;
}

function without(batch: Waiting[], list: Waiting[]): Waiting[] {
  return list.filter((each) => !batch.includes(each));
}

function mayTry(): boolean {
  return !isSilent() && hasConsent() && navigator.onLine && !waitLeft() && isReachable();
}
