// How what waits is cut into requests and written down; where a prompt stands.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SKEW } from "../../widget/core/clock.ts";
import type { Core } from "../../widget/core/lend.ts";
import { bodyOf, enqueue, nextBatch, OUTBOX } from "../../widget/core/outbox.ts";
import { namesOf, read, write } from "../../widget/core/storage.ts";
import { WAIT } from "../../widget/core/wait.ts";
import { heed, refused, type Word } from "../../widget/prompt/heed.ts";
import { beside, overlap } from "../../widget/prompt/place.ts";

const entry = fc.record({
  name: fc.uuid().map((id) => OUTBOX + id),
  sender: fc.constantFrom(`"key":"k","customer":"a"`, `"key":"k","customer":"b"`),
  proof: fc.constantFrom("", `,"proof":"p"`),
  signal: fc.record({
    kind: fc.constant("answered"),
    at: fc.nat(),
    edited: fc.nat(),
    comment: fc.string({ maxLength: 2_000, unit: "binary" }),
  }),
});

afterEach(() => {
  for (const name of namesOf("landed")) write(name);
});

/** Sends all that waits, and takes it for acknowledged. Returns the requests. */
function sendAll(room: number) {
  const sent: { from: string; body: string; signals: string[] }[] = [];
  for (let batch = nextBatch(room); batch.list[0]; batch = nextBatch(room)) {
    sent.push({
      from: batch.from,
      body: bodyOf(batch),
      signals: batch.list.map(([, signal]) => signal),
    });
    for (const [name] of batch.list) write(name);
  }
  return sent;
}

test("whatever waits goes out once, one person a request, none larger than 60,000 bytes", () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { maxLength: 100, selector: ({ name }) => name }), (all) => {
      for (const { name, signal, sender, proof } of all) enqueue(name, signal, sender, proof);
      const sent = sendAll(19_000);
      for (const { from, body, signals } of sent) {
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60_000);
        expect(JSON.parse(body).signals).toHaveLength(signals.length);
        expect(body.startsWith(`{${from},`)).toBe(true);
      }
      const pairs = sent.flatMap(({ from, signals }) => signals.map((signal) => from + signal));
      const made = all.map(({ sender, proof, signal }) => sender + proof + JSON.stringify(signal));
      expect(pairs.sort()).toEqual(made.sort());
    }),
    { numRuns: 60 },
  );
});

test("pieces for a beacon name all that waits, each of it once, without an acknowledgement", () => {
  for (let n = 0; n < 90; n++)
    enqueue(`${OUTBOX}seen${n}`, { n, text: "x".repeat(200) }, `"customer":"${n % 3}"`, "");
  const pieces: string[][] = [];
  for (let batch = nextBatch(5_000); batch.list[0]; batch = nextBatch(5_000, batch.rest))
    pieces.push(batch.list.map(([name]) => name));
  expect(pieces.length).toBeGreaterThan(3);
  expect(pieces.flat().sort()).toEqual(namesOf(OUTBOX));
});

test("what is too long for a request by itself still goes, and keeps nothing else from going", () => {
  enqueue(`${OUTBOX}a`, { text: "x".repeat(30_000) }, `"customer":"a"`, "");
  enqueue(`${OUTBOX}b`, { text: "short" }, `"customer":"a"`, "");
  expect(sendAll(19_000).map(({ signals }) => signals.length)).toEqual([1, 1]);
});

test("what nobody can read is dropped, and spoils no request", () => {
  write(`${OUTBOX}a`, `{"not\njson`);
  enqueue(`${OUTBOX}b`, { kind: "seen" }, `"customer":"a"`, "");
  expect(sendAll(19_000).map(({ signals }) => signals)).toEqual([[`{"kind":"seen"}`]]);
  expect(read(`${OUTBOX}a`)).toBe("");
});

describe("what the server says besides yes", () => {
  const told: { reason: string; status: number }[] = [];
  const core = {
    namesOf,
    read,
    write,
    emit: (_: string, detail?: object) => told.push(detail as (typeof told)[number]),
  } as unknown as Core;
  const signal = { kind: "answered", at: 1_000, edited: 2_000, comment: `"at":5,"edited":6` };
  const wait = () => {
    enqueue(`${OUTBOX}a`, signal, `"key":"k"`, "");
    return nextBatch(19_000);
  };
  const said = (status: number, answer?: Word["answer"], wish: string | null = null): Word => ({
    status,
    answer,
    wish,
  });

  beforeEach(() => {
    told.length = 0;
    refused.clear();
  });

  test("a mended clock shifts the times of facts, and nothing that people wrote", () => {
    const serverNow = Date.now() + 3_600_000;
    const clock = said(400, { now: serverNow });
    expect(heed(core, wait(), clock)).toBeUndefined();
    const [kept] = nextBatch(19_000).list;
    const { at, edited, ...rest } = JSON.parse(kept?.[1] ?? "");
    expect(Math.abs(at - 1_000 - 3_600_000)).toBeLessThan(1_000);
    expect(edited - at).toBe(1_000);
    expect(rest).toEqual({ kind: "answered", comment: signal.comment });
    expect(Math.abs(JSON.parse(bodyOf(nextBatch(19_000))).sent - serverNow)).toBeLessThan(1_000);
    // Once mended, the same word is no news any more.
    expect(heed(core, nextBatch(19_000), clock)).toEqual({ now: serverNow });
  });

  test("a mended clock moves all that waits, once, whoever it is about and whatever was sent of it", () => {
    const batch = wait();
    enqueue(`${OUTBOX}b`, { kind: "seen", at: 3_000 }, `"key":"k","customer":"b"`, "");
    enqueue(`${OUTBOX}a`, { ...signal, helped: true }, `"key":"k"`, "");
    heed(core, batch, said(400, { now: Date.now() - 86_400_000 }));
    const times = namesOf(OUTBOX).map((name) => JSON.parse(read(name).split("\n")[0] ?? "").at);
    expect(times).toEqual([1_000, 3_000].map((at) => at + Number(read(SKEW))));
    expect(Number(read(SKEW))).toBeLessThan(-86_000_000);
  });

  test("a time that is none changes nothing", () => {
    const answer = { now: "soon" } as unknown as Word["answer"];
    expect(heed(core, wait(), said(400, answer))).toBe(answer);
    expect(read(SKEW)).toBe("");
  });

  test.each([
    ["200 and JSON of something else", 200, {}],
    ["500", 500, undefined],
    ["200 and JSON of nothing", 200, null],
    ["429", 429, undefined],
  ])("%s is waited for, longer each time, and gives nothing up", (_, status, answer) => {
    const left = () => Number(read(WAIT)) - Date.now();
    heed(core, wait(), said(202, { accepted: 0, rejected: [] }));
    told.length = 0;
    for (const least of [5_000, 20_000, 80_000]) {
      expect(heed(core, wait(), said(status, answer))).toBeUndefined();
      expect(left()).toBeGreaterThan(least - 1_000);
      expect(left()).toBeLessThanOrEqual(least * 1.5);
    }
    expect(told).toEqual([]);
  });

  test("a failure long after the last one is waited for as a first one", () => {
    heed(core, wait(), said(202, { accepted: 0, rejected: [] }));
    vi.useFakeTimers({ toFake: ["Date"] });
    for (let hour = 0; hour < 5; hour++) {
      heed(core, wait(), said(500));
      expect(Number(read(WAIT)) - Date.now()).toBeLessThanOrEqual(7_500);
      vi.setSystemTime(Date.now() + 3_600_000);
    }
    vi.useRealTimers();
  });

  test.each([
    ["seconds", "7200"],
    ["a date", new Date(Date.now() + 7_205_000).toUTCString()],
  ])("`Retry-After` in %s is waited for at least", (_, wish) => {
    expect(heed(core, wait(), said(503, undefined, wish))).toBeUndefined();
    expect(Number(read(WAIT)) - Date.now()).toBeGreaterThan(7_195_000);
  });

  test("each signal that is refused is an event with its reason, and the others are not", () => {
    enqueue(`${OUTBOX}b`, { kind: "seen" }, `"key":"k"`, "");
    const answer = { accepted: 1, rejected: [{ index: 1, reason: "retired" as const }] };
    expect(heed(core, wait(), said(202, answer))).toBe(answer);
    expect(told).toEqual([{ reason: "retired", status: 202 }]);
    expect([refused.has(`${OUTBOX}a`), refused.has(`${OUTBOX}b`)]).toEqual([false, true]);
  });

  test("a request that is refused as a whole is final for all that it held", () => {
    expect(heed(core, wait(), said(403))).toEqual({});
    expect(told).toEqual([{ reason: "refused", status: 403 }]);
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
