// Adopted so far since shipping, small enough for a row.

import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { count } from "../words/numbers.ts";

const WIDTH = 88;
const HEIGHT = 26;

export function Sparkline({ values }: { values: readonly number[] }) {
  const last = values.at(-1) ?? 0;
  if (values.length < 2 || last === 0) return <span class="soft small">–</span>;
  const x = scaleLinear([0, values.length - 1], [1, WIDTH - 3]);
  const y = scaleLinear([0, Math.max(...values)], [HEIGHT - 1, 3]);
  const points = [...values.entries()];
  const stroke = line<[number, number]>(
    ([index]) => x(index),
    ([, value]) => y(value),
  );
  const fill = area<[number, number]>(
    ([index]) => x(index),
    HEIGHT,
    ([, value]) => y(value),
  );
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${count(last)} adopted since shipping`}
    >
      <path class="under" d={fill(points) ?? ""} />
      <path class="curve" d={stroke(points) ?? ""} />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2" />
    </svg>
  );
}
