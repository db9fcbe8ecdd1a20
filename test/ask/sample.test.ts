// Sampling by hash: the same place within a wave, a fresh one each week, and even over people.

import { describe, expect, test } from "vitest";
import { samplePlace, waveOf } from "../../worker/ask/sample.ts";

const MONDAY = 20_045;
const people = Array.from({ length: 20_000 }, (_, index) => `cPerson${index}`);

describe("A person's place in a sample", () => {
  test("is the same for the same wave, whoever asks and however often", () => {
    for (const person of people.slice(0, 100))
      expect(samplePlace(person, 7, 3)).toBe(samplePlace(person, 7, 3));
  });

  test.each([0.01, 0.1, 0.5, 0.9])("lies below %d for that share of people", (rate) => {
    for (const [iteration, wave] of [
      [1, 0],
      [2, MONDAY],
    ] as const) {
      const drawn = people.filter((person) => samplePlace(person, iteration, wave) < rate).length;
      const error = Math.sqrt((rate * (1 - rate)) / people.length);
      expect(Math.abs(drawn / people.length - rate)).toBeLessThan(4 * error);
    }
  });

  test("is drawn anew for another week and another iteration", () => {
    const inBoth = (one: [number, number], other: [number, number]) =>
      people.filter(
        (person) => samplePlace(person, ...one) < 0.1 && samplePlace(person, ...other) < 0.1,
      ).length;
    // Independent draws of a tenth share a hundredth.
    for (const other of [
      [1, MONDAY + 7],
      [2, MONDAY],
    ] as [number, number][])
      expect(inBoth([1, MONDAY], other) / people.length).toBeLessThan(0.015);
  });
});

describe("A wave", () => {
  test("is one while everyone is asked, then the week", () => {
    expect(waveOf(1, MONDAY)).toBe(waveOf(1, MONDAY + 30));
    expect(waveOf(0.5, MONDAY)).toBe(waveOf(0.5, MONDAY + 6));
    expect(waveOf(0.5, MONDAY + 7)).not.toBe(waveOf(0.5, MONDAY));
  });
});
