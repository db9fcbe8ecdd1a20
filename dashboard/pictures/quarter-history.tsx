// Quarters side by side: what was shipped, and what of it landed, was contradicted, or is undecided.

import type { QuarterSummary } from "../../contract/api/quarters.ts";
import { quarterName } from "../words/quarters.ts";
import { Figure } from "./figure.tsx";
import { Mark, type Shape } from "./glyph.tsx";

const PARTS: readonly {
  key: "landed" | "undecided" | "contradicted";
  shape: Shape;
  word: string;
}[] = [
  { key: "landed", shape: "done", word: "landed" },
  { key: "undecided", shape: "collecting", word: "undecided" },
  { key: "contradicted", shape: "not-helping", word: "contradicted" },
];

const CELL = 20;
const COLUMN = 64;

interface HistoryProps {
  /** Oldest first. */
  quarters: readonly QuarterSummary[];
  current: string;
}

/** Each iteration is one mark, stacked: landed at the bottom, so that its height can be compared. */
export function QuarterHistory({ quarters, current }: HistoryProps) {
  const most = Math.max(3, ...quarters.map(({ counts }) => counts.shipped));
  const perRow = most > 12 ? Math.ceil(most / 12) : 1;
  const cell = CELL / Math.sqrt(perRow);
  const height = Math.ceil(most / perRow) * cell + 30;
  const width = Math.max(1, quarters.length) * COLUMN;
  return (
    <Figure
      title="Quarter by quarter"
      says={`Iterations shipped in ${quarters.length === 1 ? "the quarter" : `each of ${quarters.length} quarters`}, as of its last day or today; the gap is what was shipped and has not landed`}
      alternative={quarters.map(sentenceOf).join(" ")}
      table={{
        head: ["Quarter", "Shipped", "Landed", "Contradicted", "Undecided", "Signed", "Gap"],
        body: quarters.map(cellsOf),
      }}
    >
      <div class="scroll">
        <svg class="quarters" width={width} height={height} aria-hidden="true">
          <path class="axis" d={`M0 ${height - 26}H${width}`} />
          {quarters.map((quarter, column) => (
            <g
              key={quarter.id}
              transform={`translate(${column * COLUMN + COLUMN / 2} ${height - 26})`}
            >
              {placed(marksOf(quarter)).map(({ shape, place }) => (
                <Mark
                  key={place}
                  shape={shape}
                  x={((place % perRow) - (perRow - 1) / 2) * cell}
                  y={-(Math.floor(place / perRow) + 0.55) * cell}
                  scale={(cell / CELL) * 1.05}
                />
              ))}
              <text y="18" text-anchor="middle" class={quarter.id === current ? "now" : ""}>
                {quarterName(quarter.id)}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </Figure>
  );
}

function marksOf({ counts }: QuarterSummary): Shape[] {
  return PARTS.flatMap(({ key, shape }) => Array<Shape>(counts[key]).fill(shape));
}

/** Each shape with its place in the heap, from the ground up. */
function placed(shapes: readonly Shape[]): { shape: Shape; place: number }[] {
  return shapes.map((shape, place) => ({ shape, place }));
}

function sentenceOf({ id, counts }: QuarterSummary): string {
  return `${quarterName(id)}: ${counts.shipped} shipped, ${counts.landed} landed, ${counts.contradicted} contradicted, ${counts.undecided} undecided.`;
}

function cellsOf({ id, counts }: QuarterSummary): (string | number)[] {
  const { shipped, landed, contradicted, undecided, signed } = counts;
  return [quarterName(id), shipped, landed, contradicted, undecided, signed, shipped - landed];
}
