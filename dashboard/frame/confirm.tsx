// Asks before what cannot be undone: what it does, in words, and a button that names it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Problem, Result } from "../api.ts";
import { sentenceOf } from "../words/sentences.ts";
import { Dialog } from "./dialog.tsx";

interface ConfirmProps<T> {
  title: string;
  /** What the button says: the act itself, never "OK". */
  act: string;
  dangerous?: boolean;
  send: () => Promise<Result<T>>;
  then: (value: T) => void;
  onClose: () => void;
  children: ComponentChildren;
}

export function Confirm<T>(props: ConfirmProps<T>) {
  const { title, act, dangerous = false, send, then, onClose, children } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const result = await send();
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    onClose();
    then(result.value);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="stack">
        {children}
        {problem && (
          <p class="wrong" role="alert">
            {sentenceOf(problem.detail)}
          </p>
        )}
        <div class="buttons">
          <button
            type="button"
            class={`button ${dangerous ? "danger" : "main"}`}
            disabled={busy}
            onClick={() => void confirm()}
          >
            {busy ? "One moment…" : act}
          </button>
          <button type="button" class="button quiet" onClick={onClose}>
            Leave it
          </button>
        </div>
      </div>
    </Dialog>
  );
}
