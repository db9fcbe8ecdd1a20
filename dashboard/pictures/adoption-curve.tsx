// Reached, used and adopted over time, counted together since each iteration shipped, against the target.

import { curveStepAfter, line } from "d3-shape";
import { useState } from "preact/hooks";
import { textToDay } from "../../contract/day.ts";
import type { Adoption } from "../../contract/verdict.ts";
import { dayWords } from "../words/days.ts";
import { count, percent } from "../words/numbers.ts";
import { type End, Ends, spread } from "./ends.tsx";
import { Figure } from "./figure.tsx";
import { Scrub } from "./scrub.tsx";
import { TargetZone, zoneOf } from "./target-zone.tsx";
import { type Axes, axesOf, EDGE, type IterationRun, type Row, rowOn, tableDays } from "./time.ts";
import { TimeFrame } from "./time-frame.tsx";
import { Tip } from "./tip.tsx";
import { useWidth } from "./width.ts";

interface CurveProps {
  runs: readonly IterationRun[];
  /** Adopted is used once, where a feature is used once by nature. */
  once: boolean;
  /** Of the last run: its target and window. */
  adoption: Adoption;
  says: string;
}

type Line = { key: "seen" | "used" | "returned"; name: string };

const HEIGHT = 280;

export function AdoptionCurve({ runs, once, adoption, says }: CurveProps) {
  const last = runs.at(-1)?.series.at(-1);
  return (
    <Figure
      title="Taking it up"
      says={says}
      alternative={last ? sentenceOf(last, once, adoption) : "Nobody has met it yet."}
      table={{
        head: ["Day", "Iteration", "Reached", "Used", "Adopted"],
        body: tableDays(runs).map(({ label, row }) => cellsOf(label, row, once)),
      }}
    >
      <Plot runs={runs} once={once} adoption={adoption} />
    </Figure>
  );
}

function Plot({ runs, once, adoption }: Omit<CurveProps, "says">) {
  const { box, width } = useWidth<HTMLDivElement>();
  const [day, choose] = useState<string | null>(null);
  const lines = linesOf(once);
  const most = Math.max(10, ...runs.flatMap(({ series }) => series.map(({ seen }) => seen)));
  const axes = axesOf(runs, { width, height: HEIGHT }, most * 1.04);
  const current = runs.at(-1);
  const last = current?.series.at(-1);
  const at = day === null ? null : rowOn(runs, day);
  return (
    <div class="plot" ref={box}>
      <svg class="over-time" width={width} height={HEIGHT} aria-hidden="true">
        <TimeFrame
          axes={axes}
          runs={runs}
          ticks={axes.y.ticks(4).map((tick) => ({ at: tick, text: count(tick) }))}
        />
        {current && (
          <TargetZone zone={zoneOf(current, adoption.target, adoption.window)} axes={axes} />
        )}
        {runs.map((run) =>
          lines.map(({ key, name }) => (
            <path
              key={`${run.label} ${name}`}
              class={`curve-line ${name}`}
              d={pathOf(run.series, key, axes) ?? ""}
            />
          )),
        )}
        {last && <Ends ends={endsOf(lines, last, { axes, adoption })} x={width - EDGE.right + 8} />}
        {at && day && (
          <g>
            <path
              class="cursor"
              d={`M${axes.x(textToDay(day))} ${EDGE.top}V${HEIGHT - EDGE.bottom}`}
            />
            <Tip
              x={axes.x(textToDay(day))}
              y={EDGE.top}
              width={width}
              title={dayWords(day)}
              lines={tipOf(at.row, once, at.run.label)}
            />
          </g>
        )}
      </svg>
      <Scrub
        axes={axes}
        label="Taking it up, day by day"
        day={day}
        choose={choose}
        says={at && day ? `${dayWords(day)}: ${tipOf(at.row, once, at.run.label).join(", ")}` : ""}
      />
    </div>
  );
}

function linesOf(once: boolean): Line[] {
  return [
    { key: "seen", name: "reached" },
    ...(once ? [] : [{ key: "used", name: "used" } as const]),
    { key: once ? "used" : "returned", name: "adopted" },
  ];
}

function pathOf(series: readonly Row[], key: Line["key"], { x, y }: Axes) {
  return line<Row>(
    (row) => x(textToDay(row.day)),
    (row) => y(row[key]),
  ).curve(curveStepAfter)([...series]);
}

function endsOf(
  lines: readonly Line[],
  last: Row,
  { axes: { y }, adoption }: { axes: Axes; adoption: Adoption },
): End[] {
  const needed = Math.ceil(Number((adoption.target * last.seen).toFixed(6)));
  return spread([
    ...lines.map(({ key, name }) => ({
      name,
      text: `${count(last[key])} ${name}`,
      y: y(last[key]),
    })),
    { name: "target", text: `${count(needed)} target`, y: y(needed) },
  ]);
}

function adoptedBy(row: Row, once: boolean): number {
  return once ? row.used : row.returned;
}

function tipOf(row: Row, once: boolean, label: string): string[] {
  const adopted = adoptedBy(row, once);
  const share = row.seen > 0 ? `, ${percent(adopted / row.seen)}` : "";
  return [
    `Iteration ${label}`,
    `${count(row.seen)} reached`,
    `${count(row.used)} used it`,
    `${count(adopted)} adopted${share}`,
  ];
}

function sentenceOf(last: Row, once: boolean, { target, window }: Adoption): string {
  const adopted = adoptedBy(last, once);
  const share = last.seen > 0 ? `, ${percent(adopted / last.seen)} of those reached` : "";
  return `By ${dayWords(last.day)}: ${count(last.seen)} reached, ${count(last.used)} used it, ${count(adopted)} adopted it${share}. The target is ${percent(target)} within ${window} days.`;
}

function cellsOf(label: string, row: Row, once: boolean): string[] {
  const adopted = adoptedBy(row, once);
  return [dayWords(row.day), label, count(row.seen), count(row.used), count(adopted)];
}
