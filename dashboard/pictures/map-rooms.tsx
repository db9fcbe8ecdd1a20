// The map's ground: axes, the two targets as walls, and the names of the four rooms between them.

import { percent } from "../words/numbers.ts";
import { EDGE, type Scales, type Targets } from "./map-places.ts";

interface RoomsProps {
  scales: Scales;
  targets: Targets;
}

export function Rooms({ scales, targets }: RoomsProps) {
  const { x, y, width, height } = scales;
  const [across, up] = [x(targets.adoption), y(targets.helpfulness)];
  const bottom = height - EDGE.bottom;
  const right = width - EDGE.right;
  return (
    <svg aria-hidden="true">
      <rect
        class="room good"
        x={across}
        y={EDGE.top}
        width={Math.max(0, right - across)}
        height={up - EDGE.top}
      />
      <path class="axis" d={`M${EDGE.left} ${EDGE.top}V${bottom}H${right}`} />
      <Ticks scales={scales} />
      <path class="wall" d={`M${across} ${EDGE.top}V${bottom}M${EDGE.left} ${up}H${right}`} />
      <RoomNames across={across} bottom={bottom} right={right} />
      <text class="axis-name" x={right} y={height - 6} text-anchor="end">
        {width < 440 ? "adopted →" : "adopted, of those reached →"}
      </text>
      <text class="axis-name" x={EDGE.left} y={height - 6}>
        {width < 440 ? "↑ helped" : "↑ helped, of those who answered"}
      </text>
    </svg>
  );
}

function Ticks({ scales: { x, y, width, height } }: { scales: Scales }) {
  const few = width < 420;
  // At the edge of the picture half of it would be cut off.
  const isLast = (tick: number) => x(tick) > width - 20;
  return (
    <>
      {x.ticks(few ? 4 : 6).map((tick) => (
        <text
          key={tick}
          class="tick"
          x={isLast(tick) ? width : x(tick)}
          y={height - EDGE.bottom + 16}
          text-anchor={isLast(tick) ? "end" : "middle"}
        >
          {percent(tick)}
        </text>
      ))}
      {y.ticks(few ? 4 : 5).map((tick) => (
        <text key={tick} class="tick" x={EDGE.left - 8} y={y(tick)} dy="0.35em" text-anchor="end">
          {percent(tick)}
        </text>
      ))}
    </>
  );
}

/** The upper names stand above their rooms, the lower ones on their floors: points keep out of both. */
function RoomNames({ across, bottom, right }: { across: number; bottom: number; right: number }) {
  const narrow = across - EDGE.left < 130;
  return (
    <>
      <text class="room-name" x={right} y={EDGE.top - 9} text-anchor="end">
        helps, and is adopted
      </text>
      <text class="room-name" x={EDGE.left} y={EDGE.top - 9}>
        {narrow ? "helps" : "helps, not yet found"}
      </text>
      <text class="room-name" x={right - 8} y={bottom - 9} text-anchor="end">
        adopted, does not help
      </text>
      <text class="room-name" x={EDGE.left + 8} y={bottom - 9}>
        neither
      </text>
    </>
  );
}
