// Where each feature stands in the map, and the scales that put it there.

import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { FeatureRow } from "../../contract/api/features.ts";
import type { Verdict } from "../../contract/verdict.ts";

/** A feature that has both shares; those without one are counted, not drawn. */
export interface Placed {
  row: FeatureRow;
  verdict: Verdict;
  adoption: number;
  help: number;
}

export interface Targets {
  adoption: number;
  helpfulness: number;
}

export interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  width: number;
  height: number;
}

export const EDGE = { left: 44, right: 12, top: 28, bottom: 42 };

export function placedOf(row: FeatureRow): Placed[] {
  const { verdict } = row;
  if (!verdict || verdict.adoption.rate === null || verdict.helpfulness.rate === null) return [];
  return [{ row, verdict, adoption: verdict.adoption.rate, help: verdict.helpfulness.rate }];
}

/** Scales that leave room around every point; helpfulness begins where the lowest whisker ends. */
export function scalesOf(placed: readonly Placed[], targets: Targets, width: number): Scales {
  const height = Math.max(300, Math.min(440, width * 0.72));
  const most = Math.max(targets.adoption * 1.6, ...placed.map((one) => one.adoption)) + 0.06;
  const least = Math.min(
    targets.helpfulness - 0.25,
    ...placed.map(({ verdict }) => verdict.helpfulness.low),
  );
  const floor = Math.max(0, Math.floor((least - 0.06) * 10) / 10);
  return {
    x: scaleLinear([0, Math.min(1, most)], [EDGE.left, width - EDGE.right]),
    y: scaleLinear([floor, 1], [height - EDGE.bottom, EDGE.top]),
    width,
    height,
  };
}
