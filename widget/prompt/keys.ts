// The prompt's keys: a shortcut to it and back, Esc inside it; the page's own shortcuts hear none of them.

const KINDS = ["keydown", "keyup", "keypress"];

/** `letter` goes with Alt and Shift. Returns what ends it and gives focus back. */
export function listenToKeys(root: ShadowRoot, letter: string, close: () => void): () => void {
  let before: Element | null = null;
  const goBack = () => {
    if (root.activeElement && before instanceof HTMLElement) before.focus();
  };
  const reach = ({ altKey, shiftKey, code }: KeyboardEvent) => {
    if (!altKey || !shiftKey || code !== `Key${letter.toUpperCase()}`) return;
    if (root.activeElement) return goBack();
    before = document.activeElement;
    const [first] = root.querySelectorAll<HTMLElement>(".go");
    (first ?? root.querySelector("button"))?.focus();
  };
  const keep = (event: Event) => {
    event.stopPropagation();
    if (event instanceof KeyboardEvent && event.key === "Escape") close();
  };
  for (const kind of KINDS) root.addEventListener(kind, keep);
  addEventListener("keydown", reach, { capture: true, passive: true });
  return () => {
    removeEventListener("keydown", reach, true);
    goBack();
  };
}
