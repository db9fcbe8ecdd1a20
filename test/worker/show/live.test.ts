// The live stream: what arrives while somebody watches, what became of it, and nothing once nobody does.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HeardSignal } from "../../../contract/api/operations.ts";
import { type Server, startWorker } from "../harness.ts";
import { call } from "../people/visitors.ts";
import { ask, makeProduct, ORIGIN, type Product, report, reportFromPage } from "../product.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

/** Somebody who watches, as EventSource does. */
async function watch(product: Product, lastEventId?: string) {
  const response = await fetch(`${server.url}/api/projects/${product.id}/live`, {
    headers: {
      authorization: `Bearer ${product.token}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    headers: response.headers,
    /** Reads until what was read says `enough`; all that was read so far. */
    async until(enough: (text: string) => boolean): Promise<string> {
      while (!enough(text)) {
        const next = await reader?.read();
        if (!next || next.done) throw new Error(`ended after ${JSON.stringify(text)}`);
        text += next.value;
      }
      return text;
    },
    leave: () => reader?.cancel(),
  };
}

/** A look without news: everything before it has been sent. */
const quiet = (text: string) => /(^|\n):\n\n/.test(text);
const holds = (count: number) => (text: string) => signalsOf(text).length >= count;

function signalsOf(text: string): (HeardSignal & { id: string })[] {
  return [...text.matchAll(/id: (\d+)\ndata: (.*)\n\n/g)].map(([, id = "", data = ""]) => ({
    id,
    ...(JSON.parse(data) as HeardSignal),
  }));
}

const used = (feature: string) => ({ kind: "used", feature, at: Date.now() });

describe("somebody who watches a project", () => {
  test("sees each signal arrive with what became of it, and no person", async () => {
    const product = await makeProduct(server);
    const watcher = await watch(product);
    await watcher.until((text) => text.includes("event: listening"));
    await reportFromPage(product, { customer: "u_1", signals: [used("csv-export")] });
    await report(product, {
      customer: "u_2",
      account: "acme",
      signals: [
        used("csv-export"),
        { kind: "used", feature: "Not A Key", at: Date.now() },
        { kind: "used", feature: "csv-export", at: Date.now() - 500 * 86_400_000 },
      ],
    });
    const text = await watcher.until(holds(4));
    const told = signalsOf(text).map(({ id: _, at: __, ...rest }) => rest);
    const kind = "used";
    expect(told).toEqual([
      { kind, feature: "csv-export", outcome: "accepted", test: false, origin: ORIGIN },
      { kind, feature: "csv-export", outcome: "accepted", test: false, origin: null },
      { kind: null, feature: null, outcome: "invalid", test: false, origin: null },
      { kind, feature: "csv-export", outcome: "too-old", test: false, origin: null },
    ]);
    expect(text).not.toMatch(/u_1|u_2|acme/);
    await watcher.leave();
  });

  test("is spoken to in server-sent events that nobody stores", async () => {
    const watcher = await watch(await makeProduct(server));
    const headers = Object.fromEntries(watcher.headers);
    expect(headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(await watcher.until(quiet)).toBe("retry: 1000\nevent: listening\ndata: {}\n\n:\n\n");
    await watcher.leave();
  });

  test("sees what a test key sends, which is not kept", async () => {
    const product = await makeProduct(server);
    const key = (await ask(product, "POST /projects/{project}/keys", { body: { kind: "test" } }))
      .json;
    await report(product, { customer: "u_2", signals: [used("csv-export")] });
    const watcher = await watch(product);
    await watcher.until((text) => text.includes("event: listening"));
    await reportFromPage(product, { key: key.key, customer: "u_1", signals: [used("csv-export")] });
    expect(signalsOf(await watcher.until(holds(1)))).toMatchObject([
      { kind: "used", feature: "csv-export", outcome: "accepted", test: true },
    ]);
    const kept = await server.env.DB.prepare(
      "SELECT count(*) AS n FROM journey JOIN iteration ON iteration.id = journey.iteration JOIN feature ON feature.id = iteration.feature WHERE feature.project = ?1",
    )
      .bind(product.id)
      .first("n");
    expect(kept).toBe(1);
    await watcher.leave();
  });

  test("goes on after the last event they saw, and from the start without one", async () => {
    const product = await makeProduct(server);
    const first = await watch(product);
    await first.until((text) => text.includes("event: listening"));
    await report(product, { customer: "u_1", signals: [used("a"), used("b"), used("c")] });
    const [a] = signalsOf(await first.until(holds(3)));
    await first.leave();
    const features = async (lastEventId?: string) => {
      const watcher = await watch(product, lastEventId);
      const seen = signalsOf(await watcher.until(quiet)).map(({ feature }) => feature);
      await watcher.leave();
      return seen;
    };
    expect(await features(a?.id)).toEqual(["b", "c"]);
    expect(await features()).toEqual(["a", "b", "c"]);
    expect(await features("' OR 1=1 --")).toEqual(["a", "b", "c"]);
  });

  test("sees nothing of another project", async () => {
    const [mine, theirs] = [await makeProduct(server), await makeProduct(server)];
    const watchers = [await watch(mine), await watch(theirs)];
    for (const each of watchers) await each.until((text) => text.includes("event: listening"));
    await report(theirs, { customer: "u_1", signals: [used("theirs")] });
    await watchers[1]?.until(holds(1));
    await report(mine, { customer: "u_1", signals: [used("mine")] });
    expect(signalsOf((await watchers[0]?.until(holds(1))) ?? "")).toMatchObject([
      { feature: "mine" },
    ]);
    for (const each of watchers) await each.leave();
  });

  test("gets the last hundred of many", async () => {
    const product = await makeProduct(server);
    const watcher = await watch(product);
    await watcher.until((text) => text.includes("event: listening"));
    await watcher.leave();
    const signals = Array.from({ length: 130 }, (_, index) => used(`f${index}`));
    await report(product, { customer: "u_1", signals });
    const again = await watch(product);
    const seen = signalsOf(await again.until(quiet));
    expect(seen).toHaveLength(100);
    expect([seen[0]?.feature, seen[99]?.feature]).toEqual(["f30", "f129"]);
    await again.leave();
  });
});

describe("while nobody watches", () => {
  const stored = (product: Product) =>
    server.env.DB.prepare("SELECT count(*) AS n FROM heard WHERE project = ?1")
      .bind(product.id)
      .first("n");

  const passTime = (product: Product) =>
    server.env.DB.prepare("UPDATE project SET listened_until = ?1 WHERE id = ?2")
      .bind(Date.now() - 1, product.id)
      .run();

  test("nothing is noted", async () => {
    const product = await makeProduct(server);
    await report(product, { customer: "u_1", signals: [used("csv-export")] });
    expect(await stored(product)).toBe(0);
    const watcher = await watch(product);
    await watcher.until(quiet);
    await watcher.leave();
    await passTime(product);
    await report(product, { customer: "u_1", signals: [used("csv-export")] });
    expect(await stored(product)).toBe(0);
  });

  test("what was noted before is forgotten when somebody watches again", async () => {
    const product = await makeProduct(server);
    const watcher = await watch(product);
    await watcher.until(quiet);
    await report(product, { customer: "u_1", signals: [used("csv-export")] });
    await watcher.leave();
    expect(await stored(product)).toBe(1);
    await passTime(product);
    const again = await watch(product);
    expect(signalsOf(await again.until(quiet))).toEqual([]);
    expect(await stored(product)).toBe(0);
    await again.leave();
  });
});

test("listening lasts a quarter of an hour after the last connection", async () => {
  const product = await makeProduct(server);
  const before = Date.now();
  const watcher = await watch(product);
  await watcher.leave();
  const until = await server.env.DB.prepare("SELECT listened_until FROM project WHERE id = ?1")
    .bind(product.id)
    .first<number>("listened_until");
  expect(until).toBeGreaterThanOrEqual(before + 900_000);
  expect(until).toBeLessThanOrEqual(Date.now() + 900_000);
});

test("whoever has no part in the project hears nothing", async () => {
  const product = await makeProduct(server);
  expect((await call(server, `GET /api/projects/${product.id}/live`)).status).toBe(401);
});
