// The files that only some people need, and what the prompt is handed.

import type { Ask } from "../../contract/ask.ts";
import type { Landed, Settings } from "../npm/index.d.ts";
import type { State } from "../prompt/machine.ts";
import type { on } from "./events.ts";
import type { note } from "./note.ts";
import type { Sender } from "./person.ts";
import type { refused } from "./post.ts";
import type { send } from "./send.ts";
import type { read, write } from "./storage.ts";

/** Where in the page a question belongs. */
export interface Spot {
  /** The control that was used: never covered, and what an anchored prompt stands at. */
  control?: Element | undefined;
  /** The element that the prompt stands in, where it is part of the page. */
  place?: Element | undefined;
}

/** One asking, with what the prompt needs of this file's side. */
export interface Moment extends Spot {
  /** Absent where there is only something said before to be shown. */
  ask?: Ask | undefined;
  feature: string;
  /** Whom the leave to ask was given for. */
  from: Sender;
  /** Where it is kept what this person said about this feature. */
  memory: string;
  settings: Settings | undefined;
  /** A state to begin with, for a preview. */
  begin?: State;
  note: typeof note;
  send: typeof send;
  on: typeof on;
  read: typeof read;
  write: typeof write;
  refused: typeof refused;
}

export interface PromptFile {
  /** Waits for a good moment, shows the prompt, and resolves when it is gone. */
  show(moment: Moment): Promise<void>;
}

export interface DebugFile {
  /** Begins to print decisions, or ends; the address may ask for a preview. */
  start(landed: Landed, files: Files, wanted: boolean): void;
}

export interface Files {
  prompt(): Promise<PromptFile>;
  debug(): Promise<DebugFile>;
}

export let files: Files;

export function setFiles(given: Files): void {
  files = given;
}
