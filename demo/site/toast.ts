// Short notes at the top of the page that say what was done.

const SHOWN_MS = 4_000;

export function say(text: string): void {
  const note = document.createElement("p");
  note.textContent = text;
  document.querySelector(".toasts")?.append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

/** Buttons that carry what they say; those with `data-once` can be pressed once. */
export function sayOnPress(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-says]")) {
    button.addEventListener("click", () => {
      say(button.dataset["says"] ?? "");
      doneOnce(button);
    });
  }
}

/** Shows on the button itself that it was pressed. */
export function doneOnce(button: HTMLButtonElement): void {
  const done = button.dataset["once"];
  if (!done) return;
  button.textContent = done;
  button.disabled = true;
}
