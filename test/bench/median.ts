// Medians, and whether what they say meets its mark.

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The last two cells of a table's row: what was aimed at, and whether it is met. */
export function marked(value: number, mark: { atLeast: number } | { atMost: number }): string[] {
  const isLeast = "atLeast" in mark;
  const isMet = isLeast ? value >= mark.atLeast : value <= mark.atMost;
  return [isLeast ? `>= ${mark.atLeast}` : `<= ${mark.atMost}`, isMet ? "yes" : "no"];
}

export const whole = (value: number) => Math.round(value).toLocaleString("en-US");
