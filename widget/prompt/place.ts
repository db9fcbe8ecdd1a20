// Plain geometry of where a prompt may stand, in px of the window.

import type { Placement } from "../../contract/ask.ts";

export type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

/** Distance from the window's edges and from the control. */
const GAP = 12;

/** The corners in the order they are tried. */
export const CORNERS: readonly Placement[] = [
  "bottom-right",
  "bottom-left",
  "top-right",
  "top-left",
];

export function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

/** Below the control, or above it where there is no room below; never outside the window sideways. */
export function beside(
  control: Box,
  size: { width: number; height: number },
  room: { clientWidth: number; clientHeight: number },
): { x: number; y: number } {
  const below = control.bottom + GAP;
  const above = control.top - GAP - size.height;
  return {
    x: Math.max(GAP, Math.min(control.left, room.clientWidth - size.width - GAP)),
    y: below + size.height > room.clientHeight && above > 0 ? above : below,
  };
}
