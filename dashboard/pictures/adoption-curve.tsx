// Reached, used and adopted over time, counted together since each iteration shipped.

import { curveStepAfter, line } from "d3-shape";
import { textToDay } from "../../contract/day.ts";
import { dayWords } from "../words/days.ts";
import { count, percent } from "../words/numbers.ts";
import { Figure } from "./figure.tsx";
import { axesOf, EDGE, type IterationRun, type Row, tableDays } from "./time.ts";
import { TimeFrame } from "./time-frame.tsx";
import { useWidth } from "./width.ts";

interface CurveProps {
  runs: readonly IterationRun[];
  /** Adopted is used once, where a feature is used once by nature. */
  once: boolean;
  says: string;
}

type Line = { key: "seen" | "used" | "returned"; name: string };

export function AdoptionCurve({ runs, once, says }: CurveProps) {
  const { box, width } = useWidth<HTMLDivElement>();
  const lines: Line[] = [
    { key: "seen", name: "reached" },
    ...(once ? [] : [{ key: "used", name: "used" } as const]),
    { key: once ? "used" : "returned", name: "adopted" },
  ];
  const most = Math.max(10, ...runs.flatMap(({ series }) => series.map(({ seen }) => seen)));
  const axes = axesOf(runs, { width, height: 260 }, most * 1.04);
  const last = runs.at(-1)?.series.at(-1);
  return (
    <Figure
      title="Taking it up"
      says={says}
      alternative={last ? sentenceOf(last, once) : "Nobody has met it yet."}
      table={{
        head: ["Day", "Iteration", "Reached", "Used", "Adopted"],
        body: tableDays(runs).map(({ label, row }) => cellsOf(label, row, once)),
      }}
    >
      <div ref={box}>
        <svg class="over-time" width={width} height={260} aria-hidden="true">
          <TimeFrame
            axes={axes}
            runs={runs}
            ticks={axes.y.ticks(4).map((at) => ({ at, text: count(at) }))}
          />
          {runs.map((run) =>
            lines.map(({ key, name }) => (
              <path
                key={`${run.label} ${name}`}
                class={`curve-line ${name}`}
                d={pathOf(run.series, key, axes) ?? ""}
              />
            )),
          )}
          {last && <Ends ends={endsOf(lines, last, axes.y)} x={width - EDGE.right + 8} />}
        </svg>
      </div>
    </Figure>
  );
}

function pathOf(series: readonly Row[], key: Line["key"], { x, y }: ReturnType<typeof axesOf>) {
  return line<Row>(
    (row) => x(textToDay(row.day)),
    (row) => y(row[key]),
  ).curve(curveStepAfter)([...series]);
}

interface End {
  name: string;
  text: string;
  y: number;
}

/** Names at the lines' ends, pushed apart where they would touch. */
function endsOf(lines: readonly Line[], last: Row, y: (value: number) => number): End[] {
  const ends = lines.map(({ key, name }) => ({
    name,
    text: `${count(last[key])} ${name}`,
    y: y(last[key]),
  }));
  for (let index = 1; index < ends.length; index++) {
    const [above, below] = [ends[index - 1], ends[index]];
    if (above && below) below.y = Math.max(below.y, above.y + 15);
  }
  return ends;
}

function Ends({ ends, x }: { ends: readonly End[]; x: number }) {
  return (
    <g>
      {ends.map(({ name, text, y }) => (
        <text key={name} class={`end ${name}`} x={x} y={y} dy="0.35em">
          {text}
        </text>
      ))}
    </g>
  );
}

function sentenceOf(last: Row, once: boolean): string {
  const adopted = once ? last.used : last.returned;
  const share = last.seen > 0 ? `, ${percent(adopted / last.seen)} of those reached` : "";
  return `By ${dayWords(last.day)}: ${count(last.seen)} reached, ${count(last.used)} used it, ${count(adopted)} adopted it${share}.`;
}

function cellsOf(label: string, row: Row, once: boolean): string[] {
  return [
    dayWords(row.day),
    label,
    count(row.seen),
    count(row.used),
    count(once ? row.used : row.returned),
  ];
}
