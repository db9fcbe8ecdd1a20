// Asks the server whether to ask, and hands its leave to the prompt: one prompt at a time in all tabs.

import type { AskRequest } from "../../contract/signals.ts";
import { alone } from "./alone.ts";
import { emit, on } from "./events.ts";
import { files, type Spot } from "./files.ts";
import { note } from "./note.ts";
import { type Sender, senderNow } from "./person.ts";
import { type Answer, refused, waitLeft } from "./post.ts";
import { isSilent } from "./privacy.ts";
import { quietly } from "./quietly.ts";
import { randomId } from "./random.ts";
import { send } from "./send.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

const PENDING = "landed.ask";
/** The server knows a token for this long, in ms. */
const TOKEN_MS = 1_800_000;
const PAUSE_MS = 5_000;

/** Asks about a feature, unless a prompt is on its way already. `control` is what was used. */
export const askAbout = quietly(
  (feature: string, control?: Element, token: string = randomId(), at: number = Date.now()) =>
    alone(PENDING, true, async () => {
      write(PENDING, [feature, token, at, senderNow().sender].join("\n"));
      await pursue({ feature, token }, at, { control });
      write(PENDING, "");
    }),
);

/** Takes up, with the same token, an ask that the last page left behind. */
export function resumeAsk(): void {
  const [feature, token, at, sender] = read(PENDING).split("\n");
  if (feature && !isSilent() && sender === senderNow().sender)
    askAbout(feature, undefined, token, Number(at));
}

/** The question that is part of the page: no other prompt keeps it waiting. */
export const askInline = quietly((place: Element, feature: string) =>
  pursue({ feature, token: randomId(), inline: true }, Date.now(), { place }),
);

/** Repeats an ask that nobody answered, for as long as its token is known; then shows what is asked. */
async function pursue(ask: AskRequest, at: number, spot: Spot): Promise<void> {
  while (!isSilent() && Date.now() - at < TOKEN_MS) {
    const from = senderNow();
    const answer = await send(ask);
    // The answer is about whoever was here when it was asked for.
    if (from.sender !== senderNow().sender) return;
    if (answer) return present(ask.feature, answer, from, spot);
    await new Promise((resume) => setTimeout(resume, waitLeft() || PAUSE_MS));
  }
}

/** Resolves when the prompt is gone, or at once when there is nothing to ask or to remember. */
async function present(
  feature: string,
  { ask, why }: Answer,
  from: Sender,
  spot: Spot,
): Promise<void> {
  const memory = `landed.said ${feature} ${from.sender}`;
  emit("decided", { feature, ask, why });
  if (!ask && !(spot.place && read(memory))) return;
  try {
    const { show } = await files.prompt();
    await show({
      ...spot,
      ask,
      feature,
      from,
      memory,
      settings,
      note,
      send,
      on,
      read,
      write,
      refused,
    });
  } catch {
    emit("error", { reason: "prompt" });
  }
}
