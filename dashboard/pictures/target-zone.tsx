// The zone between a target met and a target missed: adopted above it is met, below it missed, within it open.

import { area, curveStepAfter, line } from "d3-shape";
import { dayToText, textToDay } from "../../contract/day.ts";
import type { Axes, IterationRun } from "./time.ts";

export interface Zone {
  day: number;
  /** Adopted must be at least this for the target to be met. */
  met: number;
  /** Under this it is missed, whatever those do whose time is not up. */
  missed: number;
}

/** The edges of each day: the target's share of all reached, and of those who have had their time. */
export function zoneOf(
  { series, ships, ends }: IterationRun,
  target: number,
  window: number,
): Zone[] {
  const reachedOn = (day: number) => {
    const text = dayToText(day);
    return series.findLast((row) => row.day <= text)?.seen ?? 0;
  };
  const days: Zone[] = [];
  for (let day = textToDay(ships); day <= textToDay(ends); day++)
    days.push({ day, met: target * reachedOn(day), missed: target * reachedOn(day - window) });
  return days;
}

export function TargetZone({ zone, axes: { x, y } }: { zone: Zone[]; axes: Axes }) {
  const between = area<Zone>(
    ({ day }) => x(day),
    ({ missed }) => y(missed),
    ({ met }) => y(met),
  ).curve(curveStepAfter);
  const edge = line<Zone>(
    ({ day }) => x(day),
    ({ met }) => y(met),
  ).curve(curveStepAfter);
  return (
    <g>
      <path class="zone" d={between(zone) ?? ""} />
      <path class="wall" d={edge(zone) ?? ""} />
    </g>
  );
}
