// A state's shape: filled where customers have decided, open where they have not.

import type { State } from "../../contract/verdict.ts";
import { stateWords } from "../words/states.ts";

export type Shape = State | "discovered";

/** Shapes in a box of 16 × 16 around the middle; `cut` is drawn in the ground's colour. */
const SHAPES: Record<Shape, { body: string; cut?: string; open?: boolean }> = {
  done: { body: circle(7), cut: "M-3.4 .2 -1 2.7 3.6-2.6" },
  slipping: { body: circle(7), cut: "M0-3.4V3M-2.8 .4 0 3.2 2.8 .4" },
  "not-reached": { body: "M-7 0 5-6.8V6.8Z" },
  "not-helping": { body: "M0 7-6.8-5H6.8Z" },
  neither: { body: "M0-7.4 7.4 0 0 7.4-7.4 0Z", cut: "M-2.2-2.2 2.2 2.2M2.2-2.2-2.2 2.2" },
  "too-close": { body: circle(6), cut: "M-6 0H6", open: true },
  collecting: { body: circle(6), open: true },
  discovered: { body: "M-5.6-5.6H5.6V5.6H-5.6Z", open: true },
};

function circle(radius: number): string {
  return `M-${radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1-${radius} 0Z`;
}

/** The shape alone, for use inside another picture; `at` is its middle. */
export function Mark({
  shape,
  x = 0,
  y = 0,
  scale = 1,
}: {
  shape: Shape;
  x?: number;
  y?: number;
  scale?: number;
}) {
  const { body, cut, open } = SHAPES[shape];
  return (
    <g
      class={open ? "mark open" : "mark"}
      transform={`translate(${x} ${y}) scale(${scale})`}
      data-state={shape}
    >
      <path class="body" d={body} />
      {cut && <path class="cut" d={cut} />}
    </g>
  );
}

export function Glyph({ shape, size = 16 }: { shape: Shape; size?: number }) {
  return (
    <svg class="glyph" viewBox="-8 -8 16 16" width={size} height={size} aria-hidden="true">
      <Mark shape={shape} />
    </svg>
  );
}

/** Shape, word and colour of a state together. */
export function StateWord({ state, size }: { state: Shape; size?: number }) {
  return (
    <span class="state" data-state={state}>
      <Glyph shape={state} {...(size && { size })} />
      {state === "discovered" ? "Discovered" : stateWords[state].word}
    </span>
  );
}
