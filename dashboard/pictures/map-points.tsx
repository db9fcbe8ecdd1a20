// The map's points: a link each, with whiskers, a name where there is room, and its detail when pointed at.

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { count, counted, percent, span } from "../words/numbers.ts";
import { stateWords } from "../words/states.ts";
import { Mark } from "./glyph.tsx";
import { type Label, placeLabels } from "./labels.ts";
import { EDGE, type Placed, type Scales } from "./map-places.ts";

interface PointsProps {
  placed: readonly Placed[];
  scales: Scales;
  hrefOf: (key: string) => string;
}

/** From this many points on, names and whiskers would only cover each other. */
const CROWDED = 40;

export function Points({ placed, scales, hrefOf }: PointsProps) {
  const [chosen, choose] = useState<string | null>(null);
  const { route } = useLocation();
  const crowded = placed.length > CROWDED;
  const labels = crowded ? new Map<string, Label>() : labelsOf(placed, scales);
  const active = placed.find(({ row }) => row.key === chosen);
  return (
    <g class={active ? "points chosen" : "points"}>
      {!crowded && placed.map((one) => <Whiskers key={one.row.key} one={one} scales={scales} />)}
      {active && <Whiskers one={active} scales={scales} strong />}
      {placed.map((one) => (
        <PointLink
          key={one.row.key}
          one={one}
          scales={scales}
          href={hrefOf(one.row.key)}
          route={route}
          label={labels.get(one.row.key)}
          scale={crowded ? 0.7 : 0.95}
          active={one === active}
          choose={choose}
        />
      ))}
      {active && <Detail one={active} scales={scales} />}
    </g>
  );
}

function labelsOf(placed: readonly Placed[], { x, y, width, height }: Scales) {
  const points = placed.map(({ row, adoption, help }) => ({
    key: row.key,
    name: row.name,
    x: x(adoption),
    y: y(help),
  }));
  const [left, top] = [EDGE.left, EDGE.top];
  return placeLabels(points, { left, top, right: width - 4, bottom: height - EDGE.bottom - 20 });
}

interface PointLinkProps {
  one: Placed;
  scales: Scales;
  href: string;
  route: (url: string) => void;
  label: Label | undefined;
  scale: number;
  active: boolean;
  choose: (key: string | null) => void;
}

function PointLink(props: PointLinkProps) {
  const { one, scales, href, route, label, scale, active, choose } = props;
  const [x, y] = [scales.x(one.adoption), scales.y(one.help)];
  // A link within a picture is not followed by the router itself.
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    route(href);
  };
  return (
    <a
      href={href}
      aria-label={sentenceOf(one)}
      data-state={one.verdict.state}
      class={active ? "active" : ""}
      onClick={follow}
      onMouseEnter={() => choose(one.row.key)}
      onMouseLeave={() => choose(null)}
      onFocus={() => choose(one.row.key)}
      onBlur={() => choose(null)}
    >
      <circle class="reach" cx={x} cy={y} r="13" />
      <Mark shape={one.verdict.state} x={x} y={y} scale={scale} />
      {label && (
        <text class="name" x={label.x} y={label.y} dy="0.35em" text-anchor={label.anchor}>
          {one.row.name}
        </text>
      )}
    </a>
  );
}

interface WhiskersProps {
  one: Placed;
  scales: Scales;
  strong?: boolean;
}

function Whiskers({ one, scales: { x, y }, strong = false }: WhiskersProps) {
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

const CARD = { width: 256, height: 68 };
const LETTERS = 26;

/** What the pointed-at feature says, kept inside the picture. */
function Detail({ one, scales }: { one: Placed; scales: Scales }) {
  const { x, y, width } = scales;
  const left = Math.max(4, Math.min(width - CARD.width - 4, x(one.adoption) + 16));
  const below = y(one.help) < CARD.height + 40;
  const { helpfulness, adoption, state } = one.verdict;
  return (
    <svg
      class="detail"
      x={left}
      y={y(one.help) + (below ? 18 : -CARD.height - 14)}
      aria-hidden="true"
      data-state={state}
    >
      <rect width={CARD.width} height={CARD.height} rx="8" />
      <text x="12" y="21" class="strong">
        {one.row.name.length > LETTERS ? `${one.row.name.slice(0, LETTERS - 1)}…` : one.row.name}
      </text>
      <text x={CARD.width - 12} y="21" text-anchor="end">
        {stateWords[state].word}
      </text>
      <text x="12" y="40">
        {`Adopted ${percent(one.adoption)} of ${count(adoption.reached)}, target ${percent(adoption.target)}`}
      </text>
      <text x="12" y="57">
        {`Helps ${span(helpfulness.low, helpfulness.high)}, n ${count(helpfulness.answers)}, target ${percent(helpfulness.target)}`}
      </text>
    </svg>
  );
}

/** One feature in words. */
export function sentenceOf({ row, verdict, adoption, help }: Placed): string {
  return `${row.name}: ${stateWords[verdict.state].word}. Adopted by ${percent(adoption)}, helped ${percent(help)} of ${counted(verdict.helpfulness.answers, "answer")}.`;
}
