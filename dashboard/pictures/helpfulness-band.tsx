// The share who say it helped, over time, with the range that the answers of each day leave open.

import { area, curveStepAfter, line } from "d3-shape";
import { textToDay } from "../../contract/day.ts";
import { dayWords } from "../words/days.ts";
import { count, percent, span } from "../words/numbers.ts";
import { Figure } from "./figure.tsx";
import { type Axes, axesOf, EDGE, type IterationRun, type Row, tableDays } from "./time.ts";
import { TimeFrame } from "./time-frame.tsx";
import { useWidth } from "./width.ts";

interface BandProps {
  runs: readonly IterationRun[];
  target: number;
  says: string;
}

export function HelpfulnessBand({ runs, target, says }: BandProps) {
  const { box, width } = useWidth<HTMLDivElement>();
  const axes = axesOf(runs, { width, height: 240 }, 1);
  const last = runs.at(-1)?.series.findLast(answered);
  return (
    <Figure
      title="Helping"
      says={says}
      alternative={last ? sentenceOf(last, target) : "Nobody has answered yet."}
      table={{
        head: ["Day", "Iteration", "Answers", "Helped", "Range"],
        body: tableDays(runs)
          .filter(({ row }) => answered(row))
          .map(({ label, row }) => cellsOf(label, row)),
      }}
    >
      <div ref={box}>
        <svg class="over-time" width={width} height={240} aria-hidden="true">
          <TimeFrame
            axes={axes}
            runs={runs}
            ticks={[0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: percent(at) }))}
          />
          {runs.map((run) => (
            <Band key={run.label} rows={run.series.filter(answered)} axes={axes} />
          ))}
          <path class="wall" d={`M${EDGE.left} ${axes.y(target)}H${width - EDGE.right}`} />
          <text class="end" x={width - EDGE.right + 8} y={axes.y(target)} dy="0.35em">
            target {percent(target)}
          </text>
          {last && <LastShare row={last} axes={axes} target={target} />}
        </svg>
      </div>
    </Figure>
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

/** The last share at the band's end, moved aside where the target's name stands. */
function LastShare({ row, axes, target }: { row: Row; axes: Axes; target: number }) {
  const wanted = axes.y(shareOf(row));
  const wall = axes.y(target);
  const y = Math.abs(wanted - wall) < 16 ? wall + (wanted <= wall ? -16 : 16) : wanted;
  return (
    <text class="end helped" x={axes.width - EDGE.right + 8} y={y} dy="0.35em">
      {percent(shareOf(row))} helped
    </text>
  );
}

function answered({ helped, unhelped }: Row): boolean {
  return helped + unhelped > 0;
}

function shareOf({ helped, unhelped }: Row): number {
  return helped / (helped + unhelped);
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
