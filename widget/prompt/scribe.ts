// Turns what happened to the prompt into the facts that are told, and brings back the server's word.

import type { Moment } from "../core/files.ts";
import type { Fate } from "../core/note.ts";
import type { Happening, State } from "./machine.ts";

/** An answer can be edited for an hour, ms; the contract's limit. */
const EDIT_MS = 3_600_000;

/** Takes what happened, the state it led to, and the comment as written. */
export type Scribe = (happening: Happening, state: State, comment: string) => void;

/** `answer` is called with what became of the last fact whenever the prompt waits for that. */
export function scribe({ tell }: Moment, answer: (fate: Fate) => void): Scribe {
  let at = 0;
  let said: { helped?: boolean; comment?: string } = {};
  let last: Promise<Fate> | undefined;
  const tellAnswer = (more: typeof said) => {
    const now = Date.now();
    at ||= now;
    said = { ...said, ...more };
    last = tell({ kind: "answered", at, edited: Math.min(now, at + EDIT_MS), ...said });
  };
  return (happening, { step }, comment) => {
    if (happening.type === "press") tellAnswer({ helped: happening.helped });
    if (happening.type === "send" && comment) tellAnswer({ comment });
    if (happening.type === "never") last = tell({ kind: "refused" });
    if (step === "dismissed") tell({ kind: "dismissed" });
    if (step === "sending") last?.then(answer);
  };
}
