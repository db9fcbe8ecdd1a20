// What a picture says at one place: a few short lines, kept inside the picture.

interface TipProps {
  /** Where it belongs, in px. */
  x: number;
  y: number;
  /** The picture's own width, in px. */
  width: number;
  title: string;
  lines: readonly string[];
}

const LINE = 17;
const LETTER = 6.9;
const PAD = 12;

export function Tip({ x, y, width, title, lines }: TipProps) {
  const longest = Math.max(title.length, ...lines.map((line) => line.length));
  const box = { width: longest * LETTER + 2 * PAD, height: (lines.length + 1) * LINE + 14 };
  const left = x + 12 + box.width > width ? x - 12 - box.width : x + 12;
  return (
    <svg class="detail" x={Math.max(0, left)} y={y} aria-hidden="true">
      <rect width={box.width} height={box.height} rx="8" />
      <text x={PAD} y="20" class="strong">
        {title}
      </text>
      {lines.map((line, index) => (
        <text key={line} x={PAD} y={20 + (index + 1) * LINE}>
          {line}
        </text>
      ))}
    </svg>
  );
}
