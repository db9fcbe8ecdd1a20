// Brings what waits to the server, and with it the question whether to ask; hands its leave to the prompt.

import type { AskRequest } from "../../contract/signals.ts";
import { emit } from "./events.ts";
import { more } from "./more.ts";
import { ASK, TOKEN_MS } from "./names.ts";
import { batches, bodyOf } from "./outbox.ts";
import { senderNow } from "./person.ts";
import { address, mayTry, post, waitLeft } from "./post.ts";
import { isHere, isSilent } from "./privacy.ts";
import { quietly } from "./quietly.ts";
import { randomId } from "./random.ts";
import { settings } from "./settings.ts";
import { keep, kept, write } from "./storage.ts";

const BATCH_MS = 2_000;

let timer: ReturnType<typeof setTimeout> | undefined;
/** The ask that this page has yet to hear about, or whether there may be one. One is open at a time in all tabs. */
let isOpen: string | boolean | undefined;
/** What was used, where this page knows it. */
let control: Element | undefined;

/** Where the ask of whoever is here is kept until it is answered and its prompt gone, for the next page too. */
function place(): string {
  return ASK + senderNow();
}

function askNow(): string | false | undefined {
  return kept(place(), TOKEN_MS);
}

/** Asks about a feature, or repeats what was asked before with the same token. */
export function askAbout(feature: string, used?: Element): void {
  if (!isSilent()) {
    if (!askNow()) {
      control = used;
      keep(
        place(),
        JSON.stringify({
          feature,
          locale: settings.locale || document.documentElement.lang,
          token: randomId(),
        } satisfies AskRequest),
      );
    }
    isOpen = true;
    send();
  }
}

/** Sends all that waits, one tab at a time where the browser can see to that. */
export const send = quietly(async () => {
  try {
    await navigator.locks.request("landed", flush);
  } catch {
    await flush();
  }
});

/** Sends in a while, together with whatever comes until then. */
export function sendSoon(): void {
  timer ||= setTimeout(send, waitLeft() || BATCH_MS);
}

/** The same, and takes up what the last page, or this person before, has asked. */
export function resume(): void {
  isOpen = true;
  sendSoon();
}

async function flush(): Promise<void> {
  // It gives nothing back, and that is what is left of the timer.
  timer = clearTimeout(timer) as undefined;
  if (mayTry()) {
    isOpen &&= askNow();
    let ask = isOpen;
    for (const batch of batches(ask)) {
      const answer = await post(batch);
      if (!answer) break;
      // What it says is about whoever was here when it was asked for.
      if (ask && isHere(batch[0])) {
        isOpen = false;
        emit("ask", [ask, answer]);
        if (answer.ask) more().then((file) => file?.show(answer, batch[0], control));
        else write(place());
      }
      ask = "";
    }
  }
  if (waitLeft()) sendSoon();
}

/** The page is being hidden and may never come back: hands over what waits, in small pieces, without an answer. */
export function sendBeacons(): void {
  if (document.hidden && mayTry())
    for (const batch of batches()) navigator.sendBeacon(address(), bodyOf(batch));
}
