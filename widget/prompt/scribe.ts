// Turns what happened to the prompt into facts, and brings back the server's word on the last of them.

import type { Fate, Happening, State } from "./machine.ts";
import type { PromptFact } from "./tell.ts";

/** An answer can be edited for an hour, in ms. */
const EDIT_MS = 3_600_000;

/** Takes what happened, the state it led to, and the comment as it is written. */
export type Scribe = (happening: Happening, state: State, comment: string) => void;

/** `answer` is called with the fate of the last fact whenever the prompt waits for that. */
export function scribe(
  tell: (fact: PromptFact) => Promise<Fate>,
  answer: (fate: Fate) => void,
): Scribe {
  let at = 0;
  let said: Pick<PromptFact, "helped" | "comment"> = {};
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
