// The share who adopted it, over time, with what it can still become while people have time, against the target.

import { area, curveStepAfter, line } from "d3-shape";
import { useState } from "preact/hooks";
import { dayToText, textToDay } from "../../contract/day.ts";
import type { Adoption } from "../../contract/verdict.ts";
import { dayWords } from "../words/days.ts";
import { count, percent } from "../words/numbers.ts";
import { type AdoptionDay, adoptionDays } from "./adoption-shares.ts";
import { type End, Ends, spread } from "./ends.tsx";
import { Figure } from "./figure.tsx";
import { DayTip, Scrub } from "./scrub.tsx";
import { type Axes, axesOf, EDGE, type IterationRun, thinned } from "./time.ts";
import { TimeFrame } from "./time-frame.tsx";
import { useWidth } from "./width.ts";

interface CurveProps {
  runs: readonly IterationRun[];
  /** Of the last run: its target, rule and window. */
  adoption: Adoption;
  says: string;
}

const HEIGHT = 280;

interface RunDays {
  label: string;
  days: AdoptionDay[];
}

export function AdoptionCurve({ runs, adoption, says }: CurveProps) {
  const all = runs.map((run) => ({ label: run.label, days: adoptionDays(run, adoption) }));
  const last = all.at(-1)?.days.at(-1);
  return (
    <Figure
      title="Taking it up"
      says={says}
      alternative={last ? sentenceOf(last, adoption) : "Fewer than 10 have met it yet."}
      table={{
        head: ["Day", "Iteration", "Reached", "Used", "Adopted", "Share", "Can still become"],
        body: thinned(
          all.flatMap(({ label, days }) => days.map((day) => cellsOf(label, day))),
        ).toReversed(),
      }}
    >
      <Plot runs={runs} all={all} adoption={adoption} />
    </Figure>
  );
}

interface PlotProps {
  runs: readonly IterationRun[];
  all: readonly RunDays[];
  adoption: Adoption;
}

function Plot({ runs, all, adoption }: PlotProps) {
  const { box, width } = useWidth<HTMLDivElement>();
  const [day, choose] = useState<string | null>(null);
  const once = adoption.rule === "once";
  const shares = all.flatMap(({ days }) => days.map(({ used }) => used));
  const top = Math.min(1, Math.max(adoption.target * 1.5, ...shares) + 0.05);
  const axes = axesOf(runs, { width, height: HEIGHT }, top);
  const last = all.at(-1)?.days.at(-1);
  const tip = day === null ? null : tipOn(all, day);
  return (
    <div class="plot" ref={box}>
      <svg
        class="over-time"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        width={width}
        height={HEIGHT}
        aria-hidden="true"
      >
        <TimeFrame
          axes={axes}
          runs={runs}
          ticks={axes.y.ticks(4).map((at) => ({ at, text: percent(at) }))}
        />
        {all.map(({ label, days }) => (
          <Shares key={label} days={days} axes={axes} once={once} top={top} />
        ))}
        <path class="wall" d={`M${EDGE.left} ${axes.y(adoption.target)}H${width - EDGE.right}`} />
        <Ends ends={endsOf(last, adoption, axes)} x={width - EDGE.right + 8} />
        {day && tip && <DayTip axes={axes} day={day} lines={tip} />}
      </svg>
      <Scrub
        axes={axes}
        label="Taking it up, day by day"
        day={day}
        choose={choose}
        says={day && tip ? `${dayWords(day)}: ${tip.join(", ")}` : ""}
      />
    </div>
  );
}

interface SharesProps {
  days: AdoptionDay[];
  axes: Axes;
  once: boolean;
  /** The highest share drawn; a band above it is cut there. */
  top: number;
}

function Shares({ days, axes: { x, y }, once, top }: SharesProps) {
  const at = ({ day }: AdoptionDay) => x(day);
  const open = area<AdoptionDay>(
    at,
    ({ low }) => y(low),
    ({ high }) => y(Math.min(high, top)),
  ).curve(curveStepAfter);
  const adopted = line<AdoptionDay>(at, ({ low }) => y(low)).curve(curveStepAfter);
  const used = line<AdoptionDay>(at, ({ used: share }) => y(share)).curve(curveStepAfter);
  return (
    <g>
      <path class="band" d={open(days) ?? ""} />
      {!once && <path class="curve-line used" d={used(days) ?? ""} />}
      <path class="curve-line adopted" d={adopted(days) ?? ""} />
    </g>
  );
}

function endsOf(last: AdoptionDay | undefined, { target, rule }: Adoption, { y }: Axes): End[] {
  const aim = { name: "target", text: `target ${percent(target)}`, y: y(target) };
  if (!last) return [aim];
  const used = { name: "used", text: `${percent(last.used)} used`, y: y(last.used) };
  const adopted = { name: "adopted", text: `${percent(last.low)} adopted`, y: y(last.low) };
  return spread(rule === "once" ? [adopted, aim] : [used, adopted, aim]);
}

function tipOn(all: readonly RunDays[], day: string): string[] {
  const at = textToDay(day);
  const run = all.findLast(({ days }) => (days[0]?.day ?? at + 1) <= at);
  const found = run?.days.findLast((one) => one.day <= at);
  if (!run || !found) return ["fewer than 10 reached"];
  const { row, adopted, low } = found;
  return [
    `Iteration ${run.label}`,
    `${count(row.seen)} reached, ${count(row.used)} used it`,
    `${count(adopted)} adopted, ${percent(low)}`,
    ...stillOpen(found),
  ];
}

function stillOpen({ low, high }: AdoptionDay): string[] {
  return percent(low) === percent(high) ? [] : [`can still become ${percent(high)}`];
}

function sentenceOf(last: AdoptionDay, { target, window }: Adoption): string {
  const { day, row, adopted, low, high } = last;
  return `By ${dayWords(dayToText(day))}: ${count(row.seen)} reached, ${count(row.used)} used it, ${count(adopted)} adopted it, ${percent(low)} of those reached; it can still become ${percent(high)} when everybody has had ${window} days. The target is ${percent(target)}.`;
}

function cellsOf(label: string, { day, row, adopted, low, high }: AdoptionDay): string[] {
  const counts = [count(row.seen), count(row.used), count(adopted)];
  return [dayWords(dayToText(day)), label, ...counts, percent(low), percent(high)];
}
