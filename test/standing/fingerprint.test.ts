// The name of what an iteration is judged by: another one whenever anything that a verdict is told of is another.

import { expect, test } from "vitest";
import { fingerprintOf } from "../../worker/standing/fingerprint.ts";
import type { Story } from "../../worker/standing/history.ts";

type Told = Partial<Record<string, string | number | null>>;

const story = (zone: string, feature: Told, iteration: Told) =>
  ({
    timeZone: zone,
    feature: { id: 1, name: "Export", adopted_at: null, partners: "[]", paused: 0, ...feature },
    iteration: {
      ...{ id: 1, attempt: 1, shipped_at: 1, superseded_at: null, notes: null },
      ...{ terms: "{}", terms_changes: "[]", checked: "[]", ...iteration },
    },
  }) as unknown as Story;

const usual = fingerprintOf(story("UTC", {}, {}));

test.each<[string, Story]>([
  ["the time zone", story("Asia/Tokyo", {}, {})],
  ["when it was adopted", story("UTC", { adopted_at: 2 }, {})],
  ["who has to agree", story("UTC", { partners: '[{"name":"support"}]' }, {})],
  ["which attempt it is", story("UTC", {}, { attempt: 2 })],
  ["when it was shipped", story("UTC", {}, { shipped_at: 2 })],
  ["what was promised", story("UTC", {}, { terms: '{"adoption":0.2}' })],
  ["how the promise changed", story("UTC", {}, { terms_changes: '[{"day":1}]' })],
  ["when a slip was looked into", story("UTC", {}, { checked: '[{"day":1}]' })],
])("It changes with %s", (_, changed) => {
  expect(fingerprintOf(changed)).not.toBe(usual);
});

test("It stays with what no verdict is told of", () => {
  const other = story("UTC", { name: "Download", paused: 1 }, { notes: "faster" });
  expect(fingerprintOf(other)).toBe(usual);
});
