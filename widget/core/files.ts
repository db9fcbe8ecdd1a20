// The files that only some people need, and what they are handed.

import type { Ask } from "../../contract/ask.ts";
import type { Landed } from "../npm/index.d.ts";
import type { State } from "../prompt/machine.ts";
import type { Fate } from "./note.ts";

/** One asking, as the prompt needs it. */
export interface Moment {
  ask: Ask;
  /** The control that was used: never covered, and what an anchored prompt stands at. */
  control?: Element | undefined;
  /** The element that the prompt stands in, where it is part of the page. */
  place?: Element | undefined;
  /** How it begins, where that is not with the question: an answer that was given before, a preview. */
  begin?: Partial<State> | undefined;
  /** The letter that moves focus to the prompt and back. */
  shortcut: string;
  /** Notes what the person did; the iteration is the one that was asked about. */
  tell(fact: PromptFact): Promise<Fate>;
  /** Calls back when the person has changed or opted out: the prompt has to go. */
  onLeave(leave: () => void): () => void;
}

export interface PromptFact {
  kind: "asked" | "answered" | "dismissed" | "refused";
  at?: number;
  edited?: number;
  helped?: boolean;
  comment?: string;
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

let files: Files;

export function setFiles(given: Files): void {
  files = given;
}

export function filesHere(): Files {
  return files;
}
