// Places names beside their points so that none covers another; what finds no place stays unnamed.

export interface Point {
  key: string;
  name: string;
  x: number;
  y: number;
}

export interface Label {
  x: number;
  y: number;
  anchor: "start" | "end" | "middle";
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Height of a line of small type, and the mean width of its letters, in px. */
const LINE = 15;
const LETTER = 6.4;
const GAP = 11;

/** Greedy, first come first placed: right of the point, then left, aslant, above, below. */
export function placeLabels(points: readonly Point[], frame: Box): Map<string, Label> {
  const taken: Box[] = points.map(({ x, y }) => box(x - 7, x + 7, y, 14));
  const labels = new Map<string, Label>();
  for (const point of points) {
    const free = candidates(point).find(
      ({ area }) => inside(area, frame) && !taken.some((other) => overlaps(area, other)),
    );
    if (!free) continue;
    taken.push(free.area);
    labels.set(point.key, free.label);
  }
  return labels;
}

function candidates({ name, x, y }: Point): { label: Label; area: Box }[] {
  const width = name.length * LETTER;
  const middle = box(x - width / 2, x + width / 2, 0, 0);
  return [
    { label: { x: x + GAP, y, anchor: "start" }, area: box(x + GAP, x + GAP + width, y, LINE) },
    { label: { x: x - GAP, y, anchor: "end" }, area: box(x - GAP - width, x - GAP, y, LINE) },
    ...[-11, 11].flatMap((down): { label: Label; area: Box }[] => [
      {
        label: { x: x + GAP - 2, y: y + down, anchor: "start" },
        area: box(x + GAP - 2, x + GAP + width, y + down, LINE),
      },
      {
        label: { x: x - GAP + 2, y: y + down, anchor: "end" },
        area: box(x - GAP - width, x - GAP + 2, y + down, LINE),
      },
    ]),
    {
      label: { x, y: y - 16, anchor: "middle" },
      area: box(middle.left, middle.right, y - 16, LINE),
    },
    {
      label: { x, y: y + 16, anchor: "middle" },
      area: box(middle.left, middle.right, y + 16, LINE),
    },
  ];
}

function box(left: number, right: number, middle: number, height: number): Box {
  return { left, right, top: middle - height / 2, bottom: middle + height / 2 };
}

function inside(area: Box, frame: Box): boolean {
  return (
    area.left >= frame.left &&
    area.right <= frame.right &&
    area.top >= frame.top &&
    area.bottom <= frame.bottom
  );
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.top < other.bottom &&
    one.bottom > other.top
  );
}
