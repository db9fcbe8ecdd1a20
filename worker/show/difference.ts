// What a change touches, as it was and as it is, for the audit log.

export interface Difference {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** The fields of two states that differ, by name; null where none does. */
export function difference<T extends object>(before: T, after: T): Difference | null {
  const names = Object.keys(after) as (keyof T & string)[];
  const moved = names.filter((name) => !isSame(before[name], after[name]));
  if (moved.length === 0) return null;
  const only = (all: T) => Object.fromEntries(moved.map((name) => [name, all[name]]));
  return { before: only(before), after: only(after) };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
