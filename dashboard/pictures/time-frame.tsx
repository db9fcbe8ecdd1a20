// The frame of a picture over time: axes, their ticks, and a mark for each iteration.

import { textToDay } from "../../contract/day.ts";
import { type Axes, dayTicks, EDGE, type IterationRun } from "./time.ts";

interface TimeFrameProps {
  axes: Axes;
  runs: readonly IterationRun[];
  ticks: readonly { at: number; text: string }[];
}

export function TimeFrame({ axes, runs, ticks }: TimeFrameProps) {
  const { x, y, width, height } = axes;
  const right = width - EDGE.right;
  return (
    <g>
      {ticks.map(({ at, text }) => (
        <g key={text}>
          <path class="grid" d={`M${EDGE.left} ${y(at)}H${right}`} />
          <text x={EDGE.left - 8} y={y(at)} dy="0.35em" text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      {dayTicks(axes).map(({ at, text }) => (
        <text key={text} x={at} y={height - 6} text-anchor="middle">
          {text}
        </text>
      ))}
      {runs.map(({ label, ships }) => (
        <g key={label} class="iteration-mark" transform={`translate(${x(textToDay(ships))} 0)`}>
          <path d={`M0 ${EDGE.top - 8}V${height - EDGE.bottom}`} />
          <circle cy={EDGE.top - 8} r="3" />
          <text x="7" y={EDGE.top - 8} dy="0.35em">
            {label.length > 10 ? `${label.slice(0, 9)}…` : label}
          </text>
        </g>
      ))}
    </g>
  );
}
