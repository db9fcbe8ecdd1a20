// Asks the server whether to ask, and hands its leave to the prompt: one prompt at a time in all tabs.

import { alone } from "./alone.ts";
import { emit } from "./events.ts";
import { type Granted, type More, more } from "./more.ts";
import { proofNow, senderNow } from "./person.ts";
import { waitLeft } from "./post.ts";
import { isHere, isSilent, mayLeave } from "./privacy.ts";
import { send } from "./send.ts";
import { read, write } from "./storage.ts";

const PENDING = "landed.ask";
/** The server knows a token for this long, in ms. */
const TOKEN_MS = 1_800_000;
const PAUSE_MS = 5_000;

/** Asks about a feature, unless a prompt is on its way already. `control` is what was used. */
export function askAbout(ask: string, control?: Element, at = Date.now()): void {
  const pending = [ask, at, senderNow()].join("\n");
  alone(PENDING, true, async () => {
    write(PENDING, pending);
    const granted = await pursue(ask, at);
    if (granted?.ask) await prompt((file) => file.show(granted, control));
    write(PENDING);
  });
}

/** The question that is part of the page. Of people who are not to be noted nothing is loaded either. */
export function askInline(place: Element): void {
  if (mayLeave()) prompt((file) => file.inline(place));
}

/** Takes up, with the same token, an ask that the last page left behind. */
export function resumeAsk(): void {
  const [ask = "", at, sender] = read(PENDING).split("\n");
  if (ask && isHere(sender)) askAbout(ask, undefined, Number(at));
}

/** Repeats an ask that nobody answered, for as long as its token is known. */
export async function pursue(ask: string, at = Date.now()): Promise<Granted | undefined> {
  while (!isSilent() && Date.now() - at < TOKEN_MS) {
    const sender = senderNow();
    const proof = proofNow();
    const answer = await send(ask, sender);
    // The answer is about whoever was here when it was asked for.
    if (!isHere(sender)) break;
    if (answer) {
      emit("decided", { ...JSON.parse(ask), ...answer });
      return { ...answer, sender, proof };
    }
    await new Promise((resume) => setTimeout(resume, waitLeft() || PAUSE_MS));
  }
  return;
}

async function prompt(ask: (file: More) => Promise<void>): Promise<void> {
  try {
    await ask(await more());
  } catch {
    emit("error", { reason: "prompt" });
  }
}
