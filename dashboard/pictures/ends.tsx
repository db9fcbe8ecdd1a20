// Names at the ends of lines, pushed apart where they would touch.

export interface End {
  name: string;
  text: string;
  y: number;
}

/** Height of a line of small type, in px. */
const LINE = 15;

/** The same ends from top to bottom, none closer to the one above than a line. */
export function spread(ends: readonly End[]): End[] {
  const sorted = ends.toSorted((a, b) => a.y - b.y).map((end) => ({ ...end }));
  for (const [index, end] of sorted.entries()) {
    const above = sorted[index - 1];
    if (above) end.y = Math.max(end.y, above.y + LINE);
  }
  return sorted;
}

export function Ends({ ends, x }: { ends: readonly End[]; x: number }) {
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
