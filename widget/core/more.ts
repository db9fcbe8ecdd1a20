// The second file, which only some people need: the prompt, and what is rare.

import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Landed } from "../npm/index.d.ts";
import { emit } from "./events.ts";
import type { Batch } from "./outbox.ts";

/** What the server says; all of it may be missing, for anybody may stand in its place. */
export type Answer = Partial<SignalsAnswer>;

export interface More {
  /**
   * Waits for a good moment and shows the prompt, unless there is one already. `from` is the beginning of the request
   * that asked, `control` what was used.
   */
  show(answer: Answer, from: string, control: Element | undefined): Promise<void>;
  /** Asks the question that is part of the page, or shows what was said to it. */
  inline(place: Element): Promise<void>;
  /** Does what the server wishes. Nothing is returned when the batch has to be sent again. */
  heed(batch: Batch, response: Response, answer: Answer): Promise<Answer | undefined>;
  /** Begins to print decisions, or ends; the address may ask for a preview. */
  debug(landed: Landed, wanted: boolean | undefined): Promise<void>;
}

let file: More | undefined;
let load: () => Promise<More>;

/** Says how it is loaded; that is done until it has come. */
export function loadBy(loader: typeof load): void {
  load = loader;
}

/** The second file, or nothing where it cannot be loaded. */
export async function more(): Promise<More | undefined> {
  try {
    return (file ||= await load());
  } catch {
    emit("error", { reason: "prompt" });
  }
  return;
}
