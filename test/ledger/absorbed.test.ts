// A fact is left out exactly where folding it would change nothing.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type DaysHeld, isAbsorbed } from "../../worker/ledger/absorbed.ts";
import { type Fact, foldFacts } from "../../worker/ledger/fact.ts";

const fact = (kind: Fact["kind"], day: number, account: string | null = null): Fact => ({
  kind,
  day,
  account,
  iteration: 1,
  customer: "c",
  at: day,
  requireProof: false,
});

function heldAfter(facts: readonly Fact[]): DaysHeld | undefined {
  const [journey] = foldFacts(facts).journeys;
  if (!journey) return undefined;
  const { seen, used, returned, last } = journey;
  return { seen, used, returned, last };
}

const drawn = fc.record({
  kind: fc.constantFrom("seen" as const, "used" as const),
  day: fc.integer({ min: 20_000, max: 20_020 }),
});

test("Meeting and using a feature are left out if, and only if, the journey stays as it is", () => {
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 6 }), drawn, (known, next) => {
      const facts = known.map(({ kind, day }) => fact(kind, day));
      const more = fact(next.kind, next.day);
      const before = heldAfter(facts);
      const after = heldAfter([...facts, more]);
      expect(isAbsorbed(more, before)).toBe(JSON.stringify(before) === JSON.stringify(after));
    }),
    { numRuns: 2_000 },
  );
});

test("Every other kind, and what names an account, is always kept", () => {
  const held = heldAfter([fact("used", 20_000), fact("used", 20_001)]);
  for (const kind of ["asked", "answered", "dismissed", "refused"] as const)
    expect(isAbsorbed(fact(kind, 20_001), held)).toBe(false);
  expect(isAbsorbed(fact("used", 20_001, "a"), held)).toBe(false);
  expect(isAbsorbed(fact("used", 20_001), held)).toBe(true);
});
