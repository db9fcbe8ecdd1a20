// How what waits is cut into requests and written down; where a prompt stands.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Waiting } from "../../widget/core/outbox.ts";
import { bodyOf, firstBatch } from "../../widget/core/request.ts";
import { beside, overlap } from "../../widget/prompt/place.ts";

const entry = fc.record({
  name: fc.uuid(),
  sender: fc.constantFrom(`"key":"k","customer":"a"`, `"key":"k","customer":"b"`),
  proof: fc.constantFrom("", `,"proof":"p"`),
  signal: fc
    .record({
      kind: fc.constant("answered"),
      at: fc.nat(),
      edited: fc.nat(),
      comment: fc.string({ maxLength: 2_000, unit: "binary" }),
    })
    .map((signal) => JSON.stringify(signal)),
});

test("whatever waits goes out once, one person a request, none larger than 60,000 bytes", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 100 }), (all) => {
      let list: Waiting[] = all;
      const sent: string[] = [];
      while (list[0]) {
        const batch = firstBatch(list, 19_000);
        const body = bodyOf(batch, 0);
        expect(new Set(batch.map(({ sender, proof }) => sender + proof)).size).toBe(1);
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
        expect(JSON.parse(body).signals).toHaveLength(batch.length);
        sent.push(...batch.map(({ signal }) => signal));
        list = list.filter((each) => !batch.includes(each));
      }
      expect(sent.sort()).toEqual(all.map(({ signal }) => signal).sort());
    }),
    { numRuns: 60 },
  );
});

test("a mended clock shifts the times of facts, and nothing that people wrote", () => {
  const signal = JSON.stringify({
    kind: "answered",
    at: 1_000,
    edited: 2_000,
    comment: `"at":5,"edited":6`,
  });
  const body = JSON.parse(bodyOf([{ name: "", sender: `"key":"k"`, proof: "", signal }], 500));
  expect(body.signals).toEqual([
    { kind: "answered", at: 1_500, edited: 2_500, comment: `"at":5,"edited":6` },
  ]);
});

test("an anchored prompt never covers its control, and stays inside the window sideways", () => {
  const length = fc.integer({ min: 1, max: 2_000 });
  fc.assert(
    fc.property(length, length, fc.nat(2_000), fc.nat(2_000), (width, height, left, top) => {
      const control = { left, top, right: left + 80, bottom: top + 30 };
      const { x, y } = beside(
        control,
        { width, height },
        { clientWidth: 1_200, clientHeight: 800 },
      );
      expect(overlap(control, { left: x, top: y, right: x + width, bottom: y + height })).toBe(
        false,
      );
      expect(x).toBeGreaterThanOrEqual(12);
    }),
  );
});
