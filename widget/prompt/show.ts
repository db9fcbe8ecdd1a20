// Shows one prompt, from the pause before it to its last word.

import type { Moment } from "./moment.ts";
import { perform } from "./perform.ts";
import { quiet } from "./quiet.ts";

/** The server's leave lapses after this long, in ms. */
const LEAVE_MS = 1_800_000;

/** Resolves when the prompt is gone. One that is part of the page is left to the page at once. */
export async function show(moment: Moment): Promise<void> {
  const { ask, place, from, isHere, on } = moment;
  const due = Date.now() + LEAVE_MS;
  let gone = false;
  const stop = on("identify", () => {
    gone ||= !isHere(from);
  });
  if (!place) await quiet(ask.delayMs);
  stop();
  if (!gone && Date.now() < due) await perform(moment);
}
