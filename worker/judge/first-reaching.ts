// Finds the first whole number at which a rising quantity is no longer negative, in few looks.

/** A number and the quantity there. */
interface Point {
  at: number;
  value: number;
}

export interface Bracket {
  /** The quantity is known to be negative here, with its value where that is known. */
  above: number;
  value?: number;
  /** The quantity is known not to be negative here. */
  atMost: number;
  /** Where to look first. */
  guess: number;
}

/** Looks along secants so often; then halves what is left. */
const SECANTS = 8;

/** The least whole number in (above, atMost] with quantity(number) >= 0. */
export function firstReaching(quantity: (at: number) => number, bracket: Bracket): number {
  let { above, atMost, guess, value = Number.NaN } = bracket;
  let before: Point = { at: above, value };
  for (let looks = 1; atMost - above > 1; looks++) {
    const at = Math.min(atMost - 1, Math.max(above + 1, Math.floor(guess)));
    const point = { at, value: quantity(at) };
    if (point.value >= 0) atMost = at;
    else above = at;
    const next = looks < SECANTS ? crossing(before, point) : Number.NaN;
    guess = Number.isFinite(next) ? next : (above + atMost) / 2;
    before = point;
  }
  return atMost;
}

/** Beside where the line through two points crosses zero, on the side not yet looked at; not finite without such a line. */
function crossing(before: Point, point: Point): number {
  const slope = (point.value - before.value) / (point.at - before.at);
  const at = slope > 0 ? point.at - point.value / slope : neighbour(before, point);
  return point.value < 0 ? Math.ceil(at) : Math.ceil(at) - 1;
}

/** Where only one value is known, its neighbour is looked at next. */
function neighbour(before: Point, point: Point): number {
  return Number.isNaN(before.value) && Number.isFinite(point.value) ? point.at + 0.5 : Number.NaN;
}
