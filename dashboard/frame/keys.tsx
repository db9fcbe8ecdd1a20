// The keyboard: one listener for the whole page, and the list of what it understands.

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Dialog } from "./dialog.tsx";

const KEYS: readonly (readonly [key: string, does: string])[] = [
  ["/", "Search on this page"],
  ["j", "Next row"],
  ["k", "Previous row"],
  ["Enter", "Open the row"],
  ["c", "Sign off, on a feature's page"],
  ["u", "Undo, while a message offers it"],
  ["?", "This help"],
  ["Esc", "Close what is open"],
];

export const helping = signal(false);

export function Keys() {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (!helping.value) return null;
  return (
    <Dialog
      title="Keyboard"
      onClose={() => {
        helping.value = false;
      }}
    >
      <table class="table">
        <tbody>
          {KEYS.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = ACTIONS[event.key];
  if (act?.()) event.preventDefault();
}

/** Each says whether there was anything to do. */
const ACTIONS: Record<string, () => boolean> = {
  "/": () => focus(document.querySelector<HTMLElement>("input[type=search]")),
  j: () => step(1),
  k: () => step(-1),
  c: () => press(document.querySelector<HTMLElement>("[data-key=c]")),
  u: () => press([...document.querySelectorAll<HTMLElement>("[data-key=u]")].at(-1) ?? null),
  "?": () => {
    helping.value = true;
    return true;
  },
};

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
  );
}

/** Moves between the links of a page's rows. */
function step(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const here = rows.findIndex((row) => row.matches(":focus"));
  const next = here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by;
  return focus(rows[next] ?? null);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
  return element !== null;
}

function press(element: HTMLElement | null): boolean {
  // What opens a dialog has the focus again once that is closed.
  element?.focus();
  element?.click();
  return element !== null;
}
