// The map: each feature at (adoption, helpfulness), its intervals as whiskers, the targets as walls of four rooms.

import { type ScaleLinear, scaleLinear } from "d3-scale";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { FeatureRow } from "../../contract/api/features.ts";
import type { Verdict } from "../../contract/verdict.ts";
import { count, counted, percent, span } from "../words/numbers.ts";
import { stateWords } from "../words/states.ts";
import { Figure } from "./figure.tsx";
import { Mark } from "./glyph.tsx";
import { placeLabels } from "./labels.ts";
import { useWidth } from "./width.ts";

export interface MapProps {
  features: readonly FeatureRow[];
  targets: { adoption: number; helpfulness: number };
  asOf: string;
  hrefOf: (key: string) => string;
}

interface Placed {
  row: FeatureRow;
  verdict: Verdict;
  adoption: number;
  help: number;
}

const EDGE = { left: 44, right: 12, top: 10, bottom: 40 };
/** From this many points on, names and whiskers would only cover each other. */
const CROWDED = 40;

export function FeatureMap({ features, targets, asOf, hrefOf }: MapProps) {
  const { box, width } = useWidth<HTMLDivElement>(560);
  const placed = features.flatMap(placedOf);
  const missing = features.filter((one) => one.verdict !== null).length - placed.length;
  const height = Math.max(300, Math.min(420, width * 0.72));
  const most = Math.max(targets.adoption * 1.6, ...placed.map((one) => one.adoption)) + 0.06;
  const scales: Scales = {
    x: scaleLinear([0, Math.min(1, most)], [EDGE.left, width - EDGE.right]),
    y: scaleLinear([0, 1], [height - EDGE.bottom, EDGE.top]),
    width,
    height,
  };
  return (
    <Figure
      title="Where features stand"
      says={`${counted(placed.length, "feature")} as of ${asOf}, current iterations${missing > 0 ? `; ${missing} not drawn: fewer than 10 reached, or no answers yet` : ""}`}
      alternative={describe(placed)}
      table={{
        head: ["Feature", "Verdict", "Adoption", "Helpfulness", "Answers"],
        body: placed.map(cells),
      }}
    >
      <div class="map" ref={box}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <Rooms scales={scales} targets={targets} />
          <Points placed={placed} scales={scales} hrefOf={hrefOf} />
        </svg>
      </div>
    </Figure>
  );
}

interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  width: number;
  height: number;
}

function placedOf(row: FeatureRow): Placed[] {
  const { verdict } = row;
  if (!verdict || verdict.adoption.rate === null || verdict.helpfulness.rate === null) return [];
  return [{ row, verdict, adoption: verdict.adoption.rate, help: verdict.helpfulness.rate }];
}

/** Axes, targets and the names of the four rooms. */
function Rooms({
  scales: { x, y, width, height },
  targets,
}: {
  scales: Scales;
  targets: MapProps["targets"];
}) {
  const [across, up] = [x(targets.adoption), y(targets.helpfulness)];
  const bottom = height - EDGE.bottom;
  const right = width - EDGE.right;
  return (
    <g aria-hidden="true">
      <rect
        class="room good"
        x={across}
        y={EDGE.top}
        width={right - across}
        height={up - EDGE.top}
      />
      <path class="axis" d={`M${EDGE.left} ${EDGE.top}V${bottom}H${right}`} />
      {x.ticks(width < 420 ? 4 : 6).map((tick) => (
        <text key={tick} class="tick" x={x(tick)} y={bottom + 16} text-anchor="middle">
          {percent(tick)}
        </text>
      ))}
      {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
        <text key={tick} class="tick" x={EDGE.left - 8} y={y(tick)} dy="0.35em" text-anchor="end">
          {percent(tick)}
        </text>
      ))}
      <path class="wall" d={`M${across} ${EDGE.top}V${bottom}M${EDGE.left} ${up}H${right}`} />
      <text class="room-name" x={right - 8} y={EDGE.top + 16} text-anchor="end">
        helps, and is adopted
      </text>
      <text class="room-name" x={EDGE.left + 10} y={EDGE.top + 16}>
        {across - EDGE.left > 150 ? "helps, not yet found" : "helps"}
      </text>
      <text class="room-name" x={right - 8} y={bottom - 10} text-anchor="end">
        adopted, does not help
      </text>
      <text class="room-name" x={EDGE.left + 10} y={bottom - 10}>
        neither
      </text>
      <text class="axis-name" x={right} y={height - 6} text-anchor="end">
        adopted, of those reached →
      </text>
      <text class="axis-name" x={EDGE.left} y={height - 6}>
        ↑ helped, of those who answered
      </text>
    </g>
  );
}

function Points({
  placed,
  scales,
  hrefOf,
}: {
  placed: readonly Placed[];
  scales: Scales;
  hrefOf: MapProps["hrefOf"];
}) {
  const { route } = useLocation();
  const [chosen, choose] = useState<string | null>(null);
  const crowded = placed.length > CROWDED;
  const points = placed.map(({ row, adoption, help }) => ({
    key: row.key,
    name: row.name,
    x: scales.x(adoption),
    y: scales.y(help),
  }));
  const frame = {
    left: EDGE.left,
    right: scales.width - 4,
    top: EDGE.top + 24,
    bottom: scales.height - EDGE.bottom - 20,
  };
  const labels = crowded ? new Map() : placeLabels(points, frame);
  const active = placed.find(({ row }) => row.key === chosen);
  return (
    <g class={chosen ? "points chosen" : "points"}>
      {!crowded && placed.map((one) => <Whiskers key={one.row.key} one={one} scales={scales} />)}
      {active && <Whiskers one={active} scales={scales} strong />}
      {placed.map((one, index) => (
        <a
          key={one.row.key}
          href={hrefOf(one.row.key)}
          aria-label={sentenceOf(one)}
          data-state={one.verdict.state}
          class={one.row.key === chosen ? "active" : ""}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            route(hrefOf(one.row.key));
          }}
          onMouseEnter={() => choose(one.row.key)}
          onMouseLeave={() => choose(null)}
          onFocus={() => choose(one.row.key)}
          onBlur={() => choose(null)}
        >
          <circle class="reach" cx={points[index]?.x ?? 0} cy={points[index]?.y ?? 0} r="13" />
          <Mark
            shape={one.verdict.state}
            x={points[index]?.x ?? 0}
            y={points[index]?.y ?? 0}
            scale={crowded ? 0.7 : 0.95}
          />
          {labels.has(one.row.key) && (
            <text
              class="name"
              x={labels.get(one.row.key)?.x}
              y={labels.get(one.row.key)?.y}
              dy="0.35em"
              text-anchor={labels.get(one.row.key)?.anchor}
            >
              {one.row.name}
            </text>
          )}
        </a>
      ))}
      {active && <Detail one={active} scales={scales} />}
    </g>
  );
}

function Whiskers({
  one,
  scales: { x, y },
  strong = false,
}: {
  one: Placed;
  scales: Scales;
  strong?: boolean;
}) {
  const { helpfulness, adoption } = one.verdict;
  const [cx, cy] = [x(one.adoption), y(one.help)];
  const right = Math.min(x.range()[1] ?? 0, x(adoption.high ?? one.adoption));
  return (
    <path
      class={strong ? "whisker strong" : "whisker"}
      data-state={one.verdict.state}
      d={`M${cx} ${y(helpfulness.low)}V${y(helpfulness.high)}M${x(adoption.low ?? one.adoption)} ${cy}H${right}`}
    />
  );
}

const CARD = { width: 250, height: 68 };

/** What the pointed-at feature says, kept inside the picture. */
function Detail({ one, scales }: { one: Placed; scales: Scales }) {
  const { x, y, width } = scales;
  const left = Math.max(4, Math.min(width - CARD.width - 4, x(one.adoption) + 16));
  const below = y(one.help) < CARD.height + 30;
  const top = y(one.help) + (below ? 18 : -CARD.height - 14);
  const { helpfulness, adoption, state } = one.verdict;
  return (
    <g class="detail" transform={`translate(${left} ${top})`} aria-hidden="true" data-state={state}>
      <rect width={CARD.width} height={CARD.height} rx="8" />
      <text x="12" y="21" class="strong">
        {one.row.name.length > 24 ? `${one.row.name.slice(0, 23)}…` : one.row.name}
      </text>
      <text x={CARD.width - 12} y="21" text-anchor="end" class="state-word">
        {stateWords[state].word}
      </text>
      <text
        x="12"
        y="40"
      >{`Adopted ${percent(one.adoption)} of ${count(adoption.reached)}, target ${percent(adoption.target)}`}</text>
      <text
        x="12"
        y="57"
      >{`Helps ${span(helpfulness.low, helpfulness.high)}, n ${count(helpfulness.answers)}, target ${percent(helpfulness.target)}`}</text>
    </g>
  );
}

function sentenceOf({ row, verdict, adoption, help }: Placed): string {
  return `${row.name}: ${stateWords[verdict.state].word}. Adopted by ${percent(adoption)}, helped ${percent(help)} of ${counted(verdict.helpfulness.answers, "answer")}.`;
}

function describe(placed: readonly Placed[]): string {
  if (placed.length === 0) return "No feature has enough people and answers to be drawn yet.";
  return `A map of ${counted(placed.length, "feature")} by adoption and helpfulness. ${placed.slice(0, 50).map(sentenceOf).join(" ")}`;
}

function cells({ row, verdict, adoption }: Placed): string[] {
  const { helpfulness } = verdict;
  return [
    row.name,
    stateWords[verdict.state].word,
    `${percent(adoption)} of ${count(verdict.adoption.reached)}, target ${percent(verdict.adoption.target)}`,
    `${span(helpfulness.low, helpfulness.high)}, target ${percent(helpfulness.target)}`,
    count(helpfulness.answers),
  ];
}
