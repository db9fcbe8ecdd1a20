// Storage that fails, before or after it has committed, or does not answer at all: nothing lost, nothing twice.

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { isLong } from "../../faults/form.ts";
import { type Server, startWorker } from "../harness.ts";
import { makeProduct, ORIGIN, type Product } from "../product.ts";
import { type Around, backEndRequest, hand, pageRequest, watched } from "./direct.ts";
import { clear, fromBackEnd, kept } from "./posting.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await fromBackEnd(product, { customer: "first", signals: signalsOf(0) });
});
afterAll(() => server.close());
beforeEach(() => clear(server));

/** What D1 documents that it says when it fails for a while. */
const TRANSIENT = [
  "D1_ERROR: Network connection lost.",
  "Network connection lost.",
  "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
  "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
  "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
  "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
  "D1_ERROR: D1 DB reset because its code was updated.",
  "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
  "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
  "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.",
  "D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.",
  "Can't read from request stream because client disconnected.",
  "D1_ERROR: database or disk is full: SQLITE_FULL",
  "D1_ERROR: no such table: journey: SQLITE_ERROR",
  // What is left of a full disk by the time the Worker hears of it.
  "internal error; reference = i3hbklrem67donhgnv6cv810",
];

/** Requests to a storage that fails now and then, and how many of its calls fail on end at most. */
const [REQUESTS, LONGEST_RUN] = isLong ? [400, 50] : [40, 5];

const NOON = Date.now() - 60_000;
function signalsOf(index: number) {
  const at = NOON - (index % 7) * 86_400_000;
  return [
    { kind: "used", feature: "export", at },
    {
      kind: "answered",
      feature: "export",
      at,
      helped: index % 2 === 0,
      comment: `number ${index}`,
    },
    { kind: "asked", feature: "export", at },
  ];
}
const bodyOf = (index: number) => ({ customer: `c${index % 9}`, signals: signalsOf(index) });

const through = (around: Around) => ({ env: { DB: watched(server.env.DB, [], around) } });
/** Fails the calls whose number says so, before or after they are done. */
function failing(
  message: string,
  when: "before" | "after",
  which: (call: number) => boolean,
): Around {
  let calls = 0;
  return async (call) => {
    const fails = which(calls++);
    if (fails && when === "before") throw new Error(message);
    const result = await call();
    if (fails) throw new Error(message);
    return result;
  };
}

describe("R06 Storage that fails", () => {
  test.each(TRANSIENT)("is a 503 that the page can read: %s", async (message) => {
    const { status, headers, json } = await hand(
      server,
      pageRequest(product, bodyOf(1)),
      through(failing(message, "before", () => true)),
    );
    expect([status, json.status]).toEqual([503, 503]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(headers.get("access-control-expose-headers")).toBe("Retry-After");
    expect(json.accepted).toBeUndefined();
  });

  test("at any step before it commits keeps nothing, and the retry all of it", async () => {
    await hand(server, backEndRequest(product, bodyOf(1)));
    const clean = await kept(server);
    for (let step = 0; step < 6; step++) {
      await clear(server);
      const failed = await hand(
        server,
        backEndRequest(product, bodyOf(1)),
        through(failing("D1_ERROR: Network connection lost.", "before", (call) => call === step)),
      );
      if (failed.status === 202) {
        expect(step).toBeGreaterThan(2);
        break;
      }
      expect(failed.status).toBe(503);
      expect(Object.values(await kept(server)).flat()).toEqual([]);
      await hand(server, backEndRequest(product, bodyOf(1)));
      expect(await kept(server)).toEqual(clean);
    }
  });

  test("after it has committed is a 503 too, and the retry changes nothing", async () => {
    const lost = failing("D1_ERROR: Network connection lost.", "after", () => true);
    const steps = failing("D1_ERROR: Network connection lost.", "after", (call) => call === 2);
    expect((await hand(server, backEndRequest(product, bodyOf(1)), through(lost))).status).toBe(
      503,
    );
    expect((await hand(server, backEndRequest(product, bodyOf(1)), through(steps))).status).toBe(
      503,
    );
    const stored = await kept(server);
    expect(stored["journey"]).toHaveLength(1);
    expect((await hand(server, backEndRequest(product, bodyOf(1)))).status).toBe(202);
    expect(await kept(server)).toEqual(stored);
  });

  test("one time in ten, and in runs, ends where an undisturbed run ends", async () => {
    for (let index = 0; index < REQUESTS; index++)
      await hand(server, backEndRequest(product, bodyOf(index)));
    const clean = await kept(server);
    await clear(server);
    const random = generator(7);
    let failures = 0;
    let run = 0;
    const flaky: Around = async (call) => {
      if (run === 0 && random() < 0.1) run = 1 + Math.floor(random() * LONGEST_RUN);
      if (run === 0) return call();
      run--;
      failures++;
      if (random() < 0.5) await call();
      throw new Error(TRANSIENT[failures % TRANSIENT.length]);
    };
    for (let index = 0; index < REQUESTS; index++) await untilKept(index, flaky);
    expect(failures).toBeGreaterThan(10);
    expect(await kept(server)).toEqual(clean);
  });

  test("R08 for the day says when the next one begins", async () => {
    const now = Date.UTC(2026, 10, 25, 21, 0, 0);
    const message = "D1_ERROR: Your account has exceeded D1's maximum daily rows written.";
    const { status, headers } = await hand(server, pageRequest(product, bodyOf(1)), {
      ...through(failing(message, "before", () => true)),
      now,
    });
    expect([status, headers.get("retry-after")]).toEqual([503, `${3 * 3_600}`]);
  });

  test("is told from a statement that can never work, which is a bug", async () => {
    const message = "D1_ERROR: UNIQUE constraint failed: journey.subject: SQLITE_CONSTRAINT";
    const sent = hand(
      server,
      pageRequest(product, bodyOf(1)),
      through(failing(message, "before", () => true)),
    );
    await expect(sent).rejects.toThrow("constraint");
    const broken: Around = () => Promise.reject(new TypeError("storage is not a function"));
    const bug = hand(server, pageRequest(product, bodyOf(1)), through(broken));
    await expect(bug).rejects.toThrow("not a function");
  });
});

describe("R07 Storage that does not answer", () => {
  test("is a 503 within ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const never: Around = () => new Promise(() => undefined);
      const sent = hand(server, pageRequest(product, bodyOf(1)), through(never));
      await vi.advanceTimersByTimeAsync(10_000);
      const { status, headers } = await sent;
      expect(status).toBe(503);
      expect(headers.get("access-control-allow-origin")).toBe(ORIGIN);
    } finally {
      vi.useRealTimers();
    }
  });
});

async function untilKept(index: number, around: Around): Promise<void> {
  for (let tries = 0; tries < 12 * LONGEST_RUN; tries++) {
    const { status } = await hand(server, backEndRequest(product, bodyOf(index)), through(around));
    if (status === 202) return;
    expect(status).toBe(503);
  }
  throw new Error("never kept");
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
