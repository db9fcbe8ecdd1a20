// What an export may tell of somebody who was forgotten: only what happened after it, to the millisecond.

import { expect, test } from "vitest";
import { addTombstone, erasedFault, newStory } from "../../worker/show/moving/import-story.ts";

const ERASED = Date.UTC(2026, 10, 25);
const HASH = "x".repeat(22);

test.each([
  ["at that moment", ERASED, 1],
  ["before it", ERASED - 1, 1],
  ["after it", ERASED + 1, 0],
])("What somebody did %s", (_, at, faults) => {
  const story = newStory();
  const erasedAt = new Date(ERASED).toISOString();
  expect(addTombstone(story, { kind: "tombstone", customer: `c${HASH}`, erasedAt })).toEqual([]);
  for (const letter of ["c", "u"])
    expect(erasedFault(story, letter + HASH, { field: "at", at })).toHaveLength(faults);
  expect(erasedFault(story, `c${"y".repeat(22)}`, { field: "at", at })).toEqual([]);
});
