// The map: each feature at (adoption, helpfulness), its intervals as whiskers, the targets as walls of four rooms.

import type { FeatureRow } from "../../contract/api/features.ts";
import { count, counted, percent, span } from "../words/numbers.ts";
import { stateWords } from "../words/states.ts";
import { Figure } from "./figure.tsx";
import { type Placed, placedOf, scalesOf, type Targets } from "./map-places.ts";
import { Points, sentenceOf } from "./map-points.tsx";
import { Rooms } from "./map-rooms.tsx";
import { useWidth } from "./width.ts";

interface MapProps {
  features: readonly FeatureRow[];
  targets: Targets;
  asOf: string;
  hrefOf: (key: string) => string;
}

/** The text alternative names at most this many; the table names all. */
const NAMED = 50;

export function FeatureMap({ features, targets, asOf, hrefOf }: MapProps) {
  const { box, width } = useWidth<HTMLDivElement>(560);
  const placed = features.flatMap(placedOf);
  const missing = features.filter((one) => one.verdict !== null).length - placed.length;
  const scales = scalesOf(placed, targets, width);
  return (
    <Figure
      title="Where features stand"
      says={saysOf(placed.length, missing, asOf)}
      alternative={describe(placed)}
      table={{
        head: ["Feature", "Verdict", "Adoption", "Helpfulness", "Answers"],
        body: placed.map(cells),
      }}
    >
      <div class="map" ref={box}>
        <svg
          viewBox={`0 0 ${width} ${scales.height}`}
          width={width}
          height={scales.height}
          aria-label="Map of features"
        >
          <Rooms scales={scales} targets={targets} />
          <Points placed={placed} scales={scales} hrefOf={hrefOf} />
        </svg>
      </div>
    </Figure>
  );
}

function saysOf(drawn: number, missing: number, asOf: string): string {
  const left =
    missing > 0 ? `; ${missing} not drawn: fewer than 10 reached, or no answers yet` : "";
  return `${counted(drawn, "feature")} as of ${asOf}, current iterations, project targets${left}`;
}

function describe(placed: readonly Placed[]): string {
  if (placed.length === 0) return "No feature has enough people and answers to be drawn yet.";
  const sentences = placed.slice(0, NAMED).map(sentenceOf).join(" ");
  return `A map of ${counted(placed.length, "feature")} by adoption and helpfulness. ${sentences}`;
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
