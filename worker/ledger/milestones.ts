// The ten milestones of a journey, and on which of the ledger's columns each is counted.

export const MILESTONES = [
  "seen",
  "used",
  "returned",
  "last_used",
  "asked",
  "dismissed",
  "helped",
  "unhelped",
  "again_helped",
  "again_unhelped",
] as const;
export type MilestoneName = (typeof MILESTONES)[number];

/** Ledger columns are named after whose milestones they count. */
export const WHOSE = [
  { column: "customers", letter: "c" },
  { column: "accounts", letter: "a" },
] as const;

/** Every counting column of the ledger, with the letter of its subjects and its milestone's place. */
export const COLUMNS = WHOSE.flatMap(({ column, letter }) =>
  MILESTONES.map((milestone, place) => ({
    name: `${column}_${milestone}` as const,
    letter,
    place,
  })),
);
