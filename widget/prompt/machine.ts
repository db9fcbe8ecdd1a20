// The prompt's states and what leads from one to the next; it knows neither page nor clock.

/** What became of a fact: acknowledged, waiting to be sent, or refused by the server. */
export type Fate = "kept" | "waiting" | "refused";

/**
 * - `asked`: the question and its two buttons
 * - `answered`: a button was pressed; one optional line of text
 * - `commenting`: that line is being written
 * - `sending`: waiting for the server's word before anything is said about it
 * - `thanked`, `refused`: the server has acknowledged an answer, or the wish not to be asked again
 * - `saved`: it waits in the outbox; `failed`: the server would not take it
 * - `dismissed`: closed without an answer; `left`: ignored or done, and gone
 */
export type Step =
  | "asked"
  | "answered"
  | "commenting"
  | "sending"
  | "thanked"
  | "refused"
  | "saved"
  | "failed"
  | "dismissed"
  | "left";

export interface State {
  step: Step;
  /** The button that was pressed last. */
  helped?: boolean | undefined;
  /** Whether the person does not want to be asked again. */
  never?: boolean;
  /** Whether this was said on an earlier page, and cannot be changed any more. */
  old?: boolean;
  /** Seconds of being ignored until the prompt leaves. */
  patience: number;
}

export type Happening =
  | { type: "press"; helped: boolean }
  | { type: "write" | "send" | "change" | "close" | "never" | "second" | "leave" }
  | { type: "fate"; fate: Fate };

/** How long a question waits, a line that was begun, and a last word, in seconds. */
export const PATIENCE = 20;
export const BEGUN = 60;
export const LAST_WORD = 5;

const OVER: readonly Step[] = ["dismissed", "left"];

/** Whether nothing is shown any more. */
export function isOver({ step }: State): boolean {
  return OVER.includes(step);
}

/** The state after something happened; the same one where it means nothing. */
export function next(state: State, happening: Happening): State {
  if (isOver(state)) return state;
  const to = (step: Step, patience = PATIENCE): State => ({ ...state, step, patience });
  switch (happening.type) {
    case "press":
      return state.step === "asked" ? { ...to("answered"), helped: happening.helped } : state;
    case "write":
      return isOpen(state) ? to("commenting", BEGUN) : state;
    case "send":
      return isOpen(state) ? to("sending") : state;
    case "never":
      return state.step === "asked" ? { ...to("sending"), never: true } : state;
    case "change":
      return state.step === "sending" ? state : to("asked");
    case "fate":
      return state.step === "sending" ? to(lastWord(state, happening.fate), LAST_WORD) : state;
    case "close":
      return to(state.step === "asked" && state.helped === undefined ? "dismissed" : "left");
    case "leave":
      return to("left");
    case "second":
      return wait(state);
  }
}

function isOpen({ step }: State): boolean {
  return step === "answered" || step === "commenting";
}

function lastWord({ never }: State, fate: Fate): Step {
  if (fate !== "kept") return fate === "waiting" ? "saved" : "failed";
  return never ? "refused" : "thanked";
}

/** What is being sent is not hurried: its last word is yet to be said. */
function wait(state: State): State {
  if (state.step === "sending") return state;
  const patience = state.patience - 1;
  return { ...state, patience, step: patience > 0 ? state.step : "left" };
}
