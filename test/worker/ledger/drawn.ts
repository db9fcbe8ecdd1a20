// Facts drawn at random, and seeded ways to order and group them, so that a failure can be repeated.

import fc from "fast-check";
import type { Fact } from "../../../worker/ledger/fact.ts";

export const DAY_MS = 86_400_000;

const text = fc.constantFrom("", "a", "b");
const fact: fc.Arbitrary<Fact> = fc
  .record({
    kind: fc.constantFrom<Fact["kind"][]>(
      "seen",
      "used",
      "used",
      "asked",
      "answered",
      "answered",
      "dismissed",
      "refused",
    ),
    iteration: fc.constantFrom(1, 2),
    person: fc.constantFrom("c1", "c2", "c3", "u1"),
    account: fc.constantFrom(null, "a1", "a2"),
    day: fc.integer({ min: 20_000, max: 20_200 }),
    hour: fc.constantFrom(0, 9),
    helped: fc.boolean(),
    comment: text,
    page: text,
    proven: fc.boolean(),
    granted: fc.boolean(),
    edited: fc.integer({ min: 0, max: 2 }),
  })
  .map((draw): Fact => {
    const at = draw.day * DAY_MS + draw.hour;
    return {
      kind: draw.kind,
      iteration: draw.iteration,
      customer: draw.person,
      account: draw.person.startsWith("u") ? null : draw.account,
      at,
      day: draw.day,
      requireProof: draw.iteration === 2,
      ...(draw.kind === "answered" && {
        answer: {
          id: `${draw.iteration}${draw.person}${at}`,
          helped: draw.helped,
          comment: draw.comment,
          page: draw.page,
          locale: "",
          proven: draw.proven,
          granted: draw.granted,
          edited: at + draw.edited,
        },
      }),
    };
  });

/** What a few people did with two iterations in 200 days; the second counts proven answers alone. */
export const facts = fc.array(fact, { minLength: 1, maxLength: 40 });

/** A seeded shuffle. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = generator(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

export function batches<T>(items: readonly T[], seed: number): T[][] {
  const random = generator(seed + 1);
  const parts: T[][] = [[]];
  for (const item of items) {
    if (random() < 0.2) parts.push([]);
    parts.at(-1)?.push(item);
  }
  return parts.filter((part) => part.length > 0);
}

function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
