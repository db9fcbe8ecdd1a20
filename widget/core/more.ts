// The second file, which only some people need: the prompt, and what is rare.

import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Landed } from "../npm/index.d.ts";
import type { Batch } from "./outbox.ts";

/** What the server says; all of it may be missing, for anybody may stand in its place. */
export type Answer = Partial<SignalsAnswer>;

/** What the server answered to an ask, and whom it was about. */
export interface Granted extends Answer {
  sender: string;
  proof: string;
}

export interface More {
  /** Waits for a good moment, shows the prompt, and resolves when it is gone. `control` is what was used. */
  show(granted: Granted, control: Element | undefined): Promise<void>;
  /** Asks the question that is part of the page, or shows what was said to it. */
  inline(place: Element): Promise<void>;
  /** Does what the server wishes. Nothing is returned when the batch has to be sent again. */
  heed(batch: Batch, response: Response, answer: Answer | undefined): Answer | undefined;
  /** Begins to print decisions, or ends; the address may ask for a preview. */
  debug(landed: Landed, wanted: boolean): Promise<void>;
}

/** Loads it. */
export let more: () => Promise<More>;

export function setMore(load: () => Promise<More>): void {
  more = load;
}
