// The share who say it helped, over time, with the range that the answers of each day leave open.

import { area, curveStepAfter, line } from "d3-shape";
import { useState } from "preact/hooks";
import { textToDay } from "../../contract/day.ts";
import { dayWords } from "../words/days.ts";
import { count, percent, span } from "../words/numbers.ts";
import { type End, Ends, spread } from "./ends.tsx";
import { Figure } from "./figure.tsx";
import { DayTip, Scrub } from "./scrub.tsx";
import { type Axes, axesOf, EDGE, type IterationRun, type Row, rowOn, thinned } from "./time.ts";
import { TimeFrame } from "./time-frame.tsx";
import { useWidth } from "./width.ts";

interface BandProps {
  runs: readonly IterationRun[];
  target: number;
  says: string;
}

const HEIGHT = 260;

export function HelpfulnessBand({ runs, target, says }: BandProps) {
  const last = runs.at(-1)?.series.findLast(answered);
  return (
    <Figure
      title="Helping"
      says={says}
      alternative={last ? sentenceOf(last, target) : "Nobody has answered yet."}
      table={{
        head: ["Day", "Iteration", "Answers", "Helped", "Range"],
        body: thinned(
          runs.flatMap(({ label, series }) =>
            series.filter(answered).map((row) => cellsOf(label, row)),
          ),
        ).toReversed(),
      }}
    >
      <Plot runs={runs} target={target} />
    </Figure>
  );
}

function Plot({ runs, target }: Omit<BandProps, "says">) {
  const { box, width } = useWidth<HTMLDivElement>();
  const [day, choose] = useState<string | null>(null);
  const axes = axesOf(runs, { width, height: HEIGHT }, 1);
  const last = runs.at(-1)?.series.findLast(answered);
  const at = day === null ? null : rowOn(runs, day);
  const tip = at ? tipOf(at.row, at.run.label) : ["no answers yet"];
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
          ticks={[0, 0.25, 0.5, 0.75, 1].map((tick) => ({ at: tick, text: percent(tick) }))}
        />
        {runs.map((run) => (
          <Band key={run.label} rows={run.series.filter(answered)} axes={axes} />
        ))}
        <path class="wall" d={`M${EDGE.left} ${axes.y(target)}H${width - EDGE.right}`} />
        <Ends ends={endsOf(last, target, axes)} x={width - EDGE.right + 8} />
        {day && <DayTip axes={axes} day={day} lines={tip} />}
      </svg>
      <Scrub
        axes={axes}
        label="Helping, day by day"
        day={day}
        choose={choose}
        says={day ? `${dayWords(day)}: ${tip.join(", ")}` : ""}
      />
    </div>
  );
}

function Band({ rows, axes: { x, y } }: { rows: Row[]; axes: Axes }) {
  const at = ({ day }: Row) => x(textToDay(day));
  const band = area<Row>(
    at,
    (row) => y(row.low ?? 0),
    (row) => y(row.high ?? 1),
  ).curve(curveStepAfter);
  const share = line<Row>(at, (row) => y(shareOf(row))).curve(curveStepAfter);
  return (
    <g>
      <path class="band" d={band(rows) ?? ""} />
      <path class="curve-line helped" d={share(rows) ?? ""} />
    </g>
  );
}

function endsOf(last: Row | undefined, target: number, { y }: Axes): End[] {
  const aim = { name: "target", text: `target ${percent(target)}`, y: y(target) };
  if (!last) return [aim];
  return spread([
    { name: "helped", text: `${percent(shareOf(last))} helped`, y: y(shareOf(last)) },
    aim,
  ]);
}

function answered({ helped, unhelped }: Row): boolean {
  return helped + unhelped > 0;
}

function shareOf({ helped, unhelped }: Row): number {
  return helped / (helped + unhelped);
}

function tipOf(row: Row, label: string): string[] {
  if (!answered(row)) return [`Iteration ${label}`, "no answers yet"];
  const range = row.low === null || row.high === null ? [] : [`range ${span(row.low, row.high)}`];
  return [
    `Iteration ${label}`,
    `${count(row.helped)} of ${count(row.helped + row.unhelped)} helped, ${percent(shareOf(row))}`,
    ...range,
  ];
}

function sentenceOf(row: Row, target: number): string {
  const range =
    row.low === null || row.high === null
      ? ""
      : `; the true share is between ${percent(row.low)} and ${percent(row.high)}`;
  return `By ${dayWords(row.day)}, ${count(row.helped)} of ${count(row.helped + row.unhelped)} answers say it helped${range}. Target ${percent(target)}.`;
}

function cellsOf(label: string, row: Row): string[] {
  const range = row.low === null || row.high === null ? "–" : span(row.low, row.high);
  return [dayWords(row.day), label, count(row.helped + row.unhelped), percent(shareOf(row)), range];
}
