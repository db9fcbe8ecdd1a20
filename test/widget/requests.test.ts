// How what waits is cut into requests and written down; where a prompt stands.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { OUTBOX, SKEW, WAIT } from "../../widget/core/names.ts";
import { type Batch, batches, bodyOf } from "../../widget/core/outbox.ts";
import { settings } from "../../widget/core/settings.ts";
import { namesOf, read, write } from "../../widget/core/storage.ts";
import type { Core } from "../../widget/prompt/core.ts";
import { heed, mended, refused, type Word } from "../../widget/prompt/heed.ts";
import { beside, overlap } from "../../widget/prompt/place.ts";

const HERE = `"key":"k","customer":"here"`;

const entry = fc.record({
  from: fc.constantFrom(
    `${HERE},"proof":"old"`,
    `"key":"k","customer":"b"`,
    `"key":"k","account":"a","customer":"here","proof":"p"`,
  ),
  signal: fc.record({
    kind: fc.constantFrom("answered", "seen"),
    at: fc.nat(),
    edited: fc.nat(),
    comment: fc.string({ maxLength: 2_000, unit: "binary" }),
  }),
});

beforeEach(() => {
  Object.assign(settings, { key: "k", customer: "here", proof: "new" });
});
afterEach(() => {
  for (const name of namesOf("landed")) write(name);
});

/** Lets a signal wait. Returns its name. */
function wait(signal: object, from = `${HERE},"proof":"new"`): string {
  const name = OUTBOX + JSON.stringify(signal);
  write(name, from);
  return name;
}

function textsOf([, ...names]: Batch): string[] {
  return names.map((name) => name.slice(OUTBOX.length));
}

test("whatever waits goes out once, one person a request with their newest proof, none larger than 16 KB", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { maxLength: 100, selector: ({ signal }) => JSON.stringify(signal) }),
      (all) => {
        for (const { signal, from } of all) wait(signal, from);
        const sent = batches();
        for (const batch of sent) {
          const body = bodyOf(batch);
          if (batch.length > 2) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(16_384);
          expect(JSON.parse(body).signals).toHaveLength(batch.length - 1);
          expect(body.startsWith(`{${batch[0]},`)).toBe(true);
        }
        const pairs = sent.flatMap((batch) => textsOf(batch).map((text) => batch[0] + text));
        const made = all.map(
          ({ from, signal }) => from.replace(`"old"`, `"new"`) + JSON.stringify(signal),
        );
        expect(pairs.sort()).toEqual(made.sort());
        for (const name of namesOf(OUTBOX)) write(name);
      },
    ),
    { numRuns: 60 },
  );
});

test("answers go before what was seen or used", () => {
  for (let n = 0; n < 90; n++)
    wait({ kind: n % 2 ? "seen" : "answered", at: n, text: "x".repeat(200) });
  const kinds = batches().flatMap((batch) => textsOf(batch).map((text) => JSON.parse(text).kind));
  expect(kinds).toHaveLength(90);
  expect(kinds.lastIndexOf("answered")).toBeLessThan(kinds.indexOf("seen"));
});

test("an ask goes with the first request, which is about whoever is here, and alone if nothing waits", () => {
  const ask = `{"feature":"csv-export","token":"t"}`;
  expect(batches(ask).map((batch) => JSON.parse(bodyOf(batch)))).toMatchObject([
    { customer: "here", proof: "new", signals: [], ask: { token: "t" } },
  ]);
  wait({ kind: "used" }, `"key":"k","customer":"b"`);
  wait({ kind: "seen" });
  expect(batches(ask).map((batch) => JSON.parse(bodyOf(batch)))).toMatchObject([
    { customer: "here", signals: [{ kind: "seen" }], ask: { token: "t" } },
    { customer: "b", signals: [{ kind: "used" }] },
  ]);
});

test("what is too long for a request by itself still goes, and keeps nothing else from going", () => {
  wait({ text: "x".repeat(30_000) });
  wait({ text: "short" });
  expect(batches().map((batch) => batch.length - 1)).toEqual([1, 1]);
});

test("a customer whose id begins like that of whoever is here is somebody else", () => {
  wait({ kind: "seen" }, `"key":"k","customer":"here2"`);
  expect(batches().map(([from]) => from)).toEqual([`"key":"k","customer":"here2"`]);
});

test("what begins like a signal and is none is left alone", () => {
  write(`${OUTBOX}seen1x`, `{"not\njson`);
  wait({ kind: "seen" });
  expect(batches().map(textsOf)).toEqual([[`{"kind":"seen"}`]]);
});

describe("what the server says besides yes", () => {
  const told: { reason: string; status: number }[] = [];
  const core = {
    namesOf,
    read,
    write,
    emit: (_: string, detail?: unknown) => told.push(detail as (typeof told)[number]),
  } as unknown as Core;
  const signal = { kind: "answered", at: 1_000, edited: 2_000, comment: `"at":5,"edited":6` };
  const batch = (): Batch => {
    wait(signal);
    return batches()[0] as Batch;
  };
  const said = (status: number, answer?: Word["answer"], wish: string | null = null): Word => ({
    status,
    answer,
    wish,
  });
  const left = () => Number(read(WAIT)) - Date.now();

  beforeEach(() => {
    told.length = 0;
    refused.clear();
  });

  test("a mended clock shifts the times of facts, and nothing that people wrote", () => {
    const serverNow = Date.now() + 3_600_000;
    const clock = said(400, { now: serverNow });
    const before = batch();
    expect(heed(core, before, clock)).toBeUndefined();
    const [kept] = batches() as [Batch];
    const { at, edited, ...rest } = JSON.parse(textsOf(kept)[0] ?? "");
    expect(Math.abs(at - 1_000 - 3_600_000)).toBeLessThan(1_000);
    expect(edited - at).toBe(1_000);
    expect(rest).toEqual({ kind: "answered", comment: signal.comment });
    expect(mended.get(before[1] ?? "")).toBe(kept[1]);
    expect(Math.abs(JSON.parse(bodyOf(kept)).sent - serverNow)).toBeLessThan(1_000);
    // It goes again, but never as a storm.
    expect(left()).toBeGreaterThan(0);
    // Once mended, the same word is no news any more.
    expect(heed(core, kept, clock)).toBeUndefined();
    expect(told).toEqual([{ reason: "refused", status: 400 }]);
  });

  test("a mended clock moves all that waits, once, whoever it is about and whatever was sent of it", () => {
    const sent = batch();
    wait({ kind: "seen", at: 3_000 }, `"key":"k","customer":"b"`);
    heed(core, sent, said(400, { now: Date.now() - 86_400_000 }));
    const times = namesOf(OUTBOX).map((name) => JSON.parse(name.slice(OUTBOX.length)).at);
    expect(times.sort()).toEqual([1_000, 3_000].map((at) => at + Number(read(SKEW))).sort());
    expect(Number(read(SKEW))).toBeLessThan(-86_000_000);
    expect(batches().map(([from]) => from)).toContain(`"key":"k","customer":"b"`);
  });

  test("a server whose clock runs wild is believed a few times on a page, and then no more", () => {
    for (let hours = 1; told.length === 0; hours++) {
      expect(hours).toBeLessThan(10);
      heed(core, batch(), said(400, { now: Date.now() + hours * 3_600_000 }));
      write(SKEW);
    }
    expect(batches()).toHaveLength(0);
  });

  test("a time that is none changes nothing", () => {
    const answer = { now: "soon" } as unknown as Word["answer"];
    heed(core, batch(), said(400, answer));
    expect(read(SKEW)).toBe("");
    expect(told).toHaveLength(1);
  });

  test.each([
    ["200 and JSON of something else", 200, {}],
    ["500", 500, undefined],
    ["200 and JSON of nothing", 200, null],
    ["429", 429, undefined],
  ])("%s is waited for, longer each time, and gives nothing up", (_, status, answer) => {
    heed(core, batch(), said(202, { accepted: 0, rejected: [] }));
    told.length = 0;
    for (const least of [5_000, 20_000, 80_000]) {
      expect(heed(core, batch(), said(status, answer))).toBeUndefined();
      expect(left()).toBeGreaterThan(least - 1_000);
      expect(left()).toBeLessThanOrEqual(least * 1.5);
    }
    expect(told).toEqual([]);
  });

  test("a failure long after the last one is waited for as a first one", () => {
    heed(core, batch(), said(202, { accepted: 0, rejected: [] }));
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let hour = 0; hour < 5; hour++) {
      heed(core, batch(), said(500));
      expect(Number(read(WAIT)) - Date.now()).toBeLessThanOrEqual(7_500);
      vi.setSystemTime(Date.now() + 3_600_000);
    }
    vi.useRealTimers();
  });

  test.each([
    ["seconds", "7200"],
    ["a date", new Date(Date.now() + 7_205_000).toUTCString()],
  ])("`Retry-After` in %s is waited for at least", (_, wish) => {
    expect(heed(core, batch(), said(503, undefined, wish))).toBeUndefined();
    expect(Number(read(WAIT)) - Date.now()).toBeGreaterThan(7_195_000);
  });

  test("each signal that is refused is an event with its reason, and the others are not", () => {
    const seen = wait({ kind: "seen", at: 1 });
    const both = batch();
    const answer = { accepted: 1, rejected: [{ index: 1, reason: "retired" as const }] };
    expect(heed(core, both, said(202, answer))).toBe(answer);
    expect(told).toEqual([{ reason: "retired", status: 202 }]);
    expect([...refused]).toEqual([seen]);
  });

  test("a request that is refused as a whole is final for all that it held; what was asked with it goes again alone", () => {
    const [, name = ""] = batch();
    expect(heed(core, batch(), said(403))).toBeUndefined();
    expect(told).toEqual([{ reason: "refused", status: 403 }]);
    expect(read(name)).toBe("");
    expect(left()).toBeGreaterThan(0);
    expect(heed(core, [HERE], said(403))).toEqual({});
  });

  test("one signal that nobody can read is dropped, and the others go again without it", () => {
    const broken = `${OUTBOX}{"kind":"seen","at":`;
    write(broken, `${HERE},"proof":"new"`);
    const [, ...names] = batch();
    expect(names).toHaveLength(2);
    expect(heed(core, batches()[0] as Batch, said(400))).toBeUndefined();
    expect(told).toEqual([]);
    expect(batches().map(textsOf)).toEqual([[JSON.stringify(signal)]]);
  });
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
