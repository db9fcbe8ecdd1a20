// Asks the server whether to ask, and hands its leave to the prompt: one prompt at a time in all tabs.

import type { AskRequest } from "../../contract/signals.ts";
import { waitLeft } from "./back-off.ts";
import { exclusively } from "./locks.ts";
import type { Answer } from "./post.ts";
import { present } from "./present.ts";
import { isSilent } from "./privacy.ts";
import { randomId } from "./random.ts";
import { send } from "./send.ts";
import { senderNow } from "./sender.ts";
import { read, write } from "./storage.ts";

/** The server knows a token for this long, in ms. */
const TOKEN_MS = 1_800_000;
const PAUSE_MS = 5_000;

let busy = false;

/** Asks about a feature, unless a prompt is on its way already. `control` is what was used. */
export function askAbout(feature: string, control?: Element): void {
  if (!isSilent()) follow({ feature, token: randomId() }, Date.now(), control);
}

/** Takes up, with the same token, an ask that the last page left behind. */
export function resumeAsk(): void {
  const [sender, at = "", feature = "", token = ""] = read("ask").split("\n");
  if (sender && !isSilent() && sender === senderNow().sender) follow({ feature, token }, +at);
}

/** The question at the end of a panel or page: no other prompt keeps it waiting. */
export async function askInline(place: Element): Promise<void> {
  const feature = place.getAttribute("feature");
  if (!feature || isSilent()) return;
  const sender = senderNow();
  const ask = { feature, token: randomId(), inline: true };
  const answer = await leaveFor(ask, Date.now());
  if (answer) await present({ answer, feature, sender, place });
}

/** An ask is remembered until something came of it, so that the next page can take it up. */
async function follow(ask: AskRequest, at: number, control?: Element): Promise<void> {
  if (busy) return;
  busy = true;
  await exclusively("ask", true, async () => {
    const sender = senderNow();
    write("ask", [sender.sender, at, ask.feature, ask.token].join("\n"));
    const answer = await leaveFor(ask, at);
    if (answer) await present({ answer, feature: ask.feature, sender, control });
    write("ask", "");
  });
  busy = false;
}

/** Repeats an ask that nobody answered, for as long as its token is known. */
async function leaveFor(ask: AskRequest, at: number): Promise<Answer | undefined> {
  const { sender } = senderNow();
  while (Date.now() - at < TOKEN_MS && sender === senderNow().sender && !isSilent()) {
    const answer = await send(ask);
    if (answer) return answer;
    await new Promise((resume) => setTimeout(resume, waitLeft() || PAUSE_MS));
  }
  return;
}
