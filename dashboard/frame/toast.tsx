// Short messages at the foot of the page: what was done, how to undo it, what did not work.

import { signal } from "@preact/signals";

interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Long enough to read, and to think better of it where that can be undone, in ms. */
const SHOWN_MS = 8_000;
const UNDOABLE_MS = 20_000;

export function toast(text: string, undo?: () => void): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-2), { id, text, undo }];
  setTimeout(() => dismiss(id), undo ? UNDOABLE_MS : SHOWN_MS);
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-label="Messages">
      {toasts.value.map(({ id, text, undo }) => (
        <div class="toast" key={id}>
          <span>{text}</span>
          {undo && (
            <button
              type="button"
              data-key="u"
              aria-keyshortcuts="u"
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              Undo
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
