// Reading a picture over time day by day: by pointer, by touch, and by the arrow keys of a real slider.

import { useState } from "preact/hooks";
import { dayToText, textToDay } from "../../contract/day.ts";
import { dayWords } from "../words/days.ts";
import { type Axes, EDGE } from "./time.ts";
import { Tip } from "./tip.tsx";

interface ScrubProps {
  axes: Axes;
  label: string;
  /** The day looked at, `YYYY-MM-DD`; null while nobody looks. */
  day: string | null;
  choose: (day: string | null) => void;
  /** What the picture says on that day, for those who hear it. */
  says: string;
}

/** An invisible slider over the plot: where it stands is drawn by the picture itself. */
export function Scrub({ axes, label, day, choose, says }: ScrubProps) {
  const [from = 0, to = 0] = axes.x.domain();
  const [value, setValue] = useState(to);
  const move = (next: number) => {
    const within = Math.min(to, Math.max(from, Math.round(next)));
    setValue(within);
    choose(dayToText(within));
  };
  return (
    <input
      class="scrub"
      type="range"
      min={from}
      max={to}
      step={1}
      value={value}
      aria-label={label}
      aria-valuetext={day === null ? "no day chosen" : says}
      style={{ left: EDGE.left, right: EDGE.right }}
      onInput={({ currentTarget }) => move(Number(currentTarget.value))}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        move(axes.x.invert(event.clientX - box.left + EDGE.left));
      }}
      onFocus={() => move(value)}
      onPointerLeave={({ currentTarget }) => {
        if (currentTarget !== document.activeElement) choose(null);
      }}
      onBlur={() => choose(null)}
    />
  );
}

interface DayTipProps {
  axes: Axes;
  day: string;
  lines: readonly string[];
}

/** The day looked at: a line through the picture, and what it says there. */
export function DayTip({ axes, day, lines }: DayTipProps) {
  const x = axes.x(textToDay(day));
  return (
    <g>
      <path class="cursor" d={`M${x} ${EDGE.top}V${axes.height - EDGE.bottom}`} />
      <Tip x={x} y={EDGE.top} width={axes.width} title={dayWords(day)} lines={lines} />
    </g>
  );
}
