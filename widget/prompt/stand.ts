// Finds the prompt a place where it does not cover the control that was used.

import type { Placement } from "../../contract/ask.ts";
import { beside, CORNERS, overlap } from "./place.ts";

/** Stands where the project wishes, if that leaves the control free. Returns what ends it. */
export function stand(
  section: HTMLElement,
  rule: CSSStyleDeclaration,
  { wished, control }: { wished: Placement; control: Element | undefined },
): () => void {
  section.showPopover?.();
  if (wished === "anchored" && control?.isConnected) return standBeside(section, rule, control);
  for (const corner of [wished, ...CORNERS]) {
    section.className = `float ${corner}`;
    if (!control || !overlap(section.getBoundingClientRect(), control.getBoundingClientRect()))
      break;
  }
  return () => {};
}

/** The rule carries the place, for no element of ours has an inline style. */
function standBeside(
  section: HTMLElement,
  rule: CSSStyleDeclaration,
  control: Element,
): () => void {
  section.className = "float anchored";
  const move = () => {
    const size = section.getBoundingClientRect();
    const { x, y } = beside(control.getBoundingClientRect(), size, document.documentElement);
    rule.setProperty("--x", `${x}px`);
    rule.setProperty("--y", `${y}px`);
  };
  move();
  const watched = { capture: true, passive: true };
  for (const kind of MOVES) addEventListener(kind, move, watched);
  return () => {
    for (const kind of MOVES) removeEventListener(kind, move, watched);
  };
}

const MOVES = ["scroll", "resize"];
