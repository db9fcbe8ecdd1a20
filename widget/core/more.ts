// The second file, which only some people need: the prompt, and what is rare.

import type { SignalsAnswer } from "../../contract/signals.ts";
import type { Landed, Settings } from "../npm/index.d.ts";
import type { Granted, pursue } from "./asking.ts";
import type { emit, on } from "./events.ts";
import type { note } from "./note.ts";
import type { Batch } from "./outbox.ts";
import type { send } from "./send.ts";
import type { read, write } from "./storage.ts";

/** What the server says; all of it may be missing, for anybody may stand in its place. */
export type Answer = Partial<SignalsAnswer>;

/** What it is lent. */
export interface Core {
  settings: Partial<Settings>;
  note: typeof note;
  send: typeof send;
  pursue: typeof pursue;
  on: typeof on;
  emit: typeof emit;
  read: typeof read;
  write: typeof write;
}

/** What that file does for this one. */
export interface More {
  /** Waits for a good moment, shows the prompt, and resolves when it is gone. `control` is what was used. */
  show(granted: Granted, control: Element | undefined): Promise<void>;
  /** Asks the question that is part of the page, or shows what was said to it. */
  inline(place: Element): Promise<void>;
  /** Does what the server wishes. Nothing is returned when the batch has to be sent again. */
  heed(batch: Batch, response: Response, answer: Answer | undefined): Answer | undefined;
  /** Begins to print decisions, or ends; the address may ask for a preview. */
  debug(landed: Landed, wanted: boolean): void;
}

export interface MoreFile {
  serve(core: Core): More;
}

/** Loads it. */
export let more: () => Promise<More>;

export function setMore(load: () => Promise<MoreFile>, core: Core): void {
  more = async () => (await load()).serve(core);
}
