// What each state looks like: one line of text that is read out, and what can be done about it.

// biome-ignore lint/correctness/noUnusedImports: what the elements below are made with
import { h } from "preact";
import type { Ask } from "../../contract/ask.ts";
import type { Happening, State, Step } from "./machine.ts";

/** What the view needs besides the state. */
export interface Look {
  ask: Ask;
  /** Whether it stands in the page, where nothing has to be closed. */
  inline: boolean;
  /** True at first: a line that was there when the prompt came would not be read out. */
  silent: boolean;
  happen(happening: Happening): void;
}

export function view(state: State, look: Look) {
  const { ask, inline, silent, happen } = look;
  const { labels, lang, dir } = ask;
  return (
    <section
      part="prompt"
      aria-label={labels.region}
      lang={lang}
      dir={dir}
      tabIndex={-1}
      popover={inline ? undefined : "manual"}
    >
      <div>
        <p id="text" role="status" part="text">
          <span aria-hidden={silent}>{textOf(state, ask)}</span>
        </p>
        {!inline && (
          <button
            type="button"
            class="quiet"
            part="close"
            aria-label={labels.close}
            onClick={() => happen({ type: "close" })}
          >
            ✕
          </button>
        )}
      </div>
      {controls(state, look)}
    </section>
  );
}

/** The line of each state; while something is being sent, what was there before. */
function textOf({ step, helped }: State, { question, labels, followUp }: Ask): string {
  const own: Partial<Record<Step, string>> = {
    asked: question,
    thanked: labels.thanks,
    refused: labels.neverConfirmed,
    saved: labels.saved,
    failed: labels.failed,
  };
  return own[step] ?? (helped === undefined ? question : helped ? followUp.yes : followUp.no);
}

function controls(state: State, look: Look) {
  const { step, never } = state;
  if (step === "asked" || never) return step === "refused" ? null : question(state, look);
  const isOpen = step === "answered" || step === "commenting" || step === "sending";
  if (isOpen) return comment(state, look);
  return (
    look.inline &&
    !state.old &&
    quiet(look.ask.labels.change, () => look.happen({ type: "change" }))
  );
}

function question({ helped }: State, { ask: { labels }, inline, happen }: Look) {
  const choice = (yes: boolean) => (
    <button
      type="button"
      class="go"
      part={yes ? "yes" : "no"}
      aria-pressed={helped === undefined ? undefined : helped === yes}
      onClick={() => happen({ type: "press", helped: yes })}
    >
      {yes ? labels.yes : labels.no}
    </button>
  );
  return (
    <div>
      {choice(true)}
      {choice(false)}
      {!inline && quiet(labels.notNow, () => happen({ type: "close" }))}
      {!inline && quiet(labels.never, () => happen({ type: "never" }))}
    </div>
  );
}

/** The optional line, its label being the text above it. It is no form, for sandboxes forbid those. */
function comment({ step }: State, { ask: { labels }, happen }: Look) {
  const busy = step === "sending";
  const send = () => happen({ type: "send" });
  return (
    <div>
      <input
        aria-labelledby="text"
        aria-describedby="note"
        maxLength={2000}
        disabled={busy}
        autocomplete="off"
        onInput={() => happen({ type: "write" })}
        onKeyDown={({ key, isComposing }) => key === "Enter" && !isComposing && send()}
      />
      <button
        type="button"
        class="go"
        part="send"
        disabled={busy}
        // It stands where No stood: the second half of a double click is meant for that.
        onClick={({ detail }) => detail < 2 && send()}
      >
        {labels.send}
      </button>
      <small id="note">{labels.privacy}</small>
      {quiet(labels.change, () => happen({ type: "change" }))}
    </div>
  );
}

function quiet(text: string, onClick: () => void) {
  return (
    <button type="button" class="quiet" onClick={onClick}>
      {text}
    </button>
  );
}
