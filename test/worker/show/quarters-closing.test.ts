// Closing a quarter freezes it for good: what arrives later moves its live view alone, and both say so.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { DAY_MS, iso, ship, shipped, tell } from "./life.ts";
import {
  close,
  decide,
  dropGoal,
  lastAudit,
  list,
  putGoal,
  quarter,
  received,
  today,
  view,
} from "./quartered.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const [running, last] = [quarter(0), quarter(-1)];

/** What is answered, byte for byte. */
async function bytes(product: Product, id: string, search = "") {
  const params = { quarter: id };
  return (await ask(product, "GET /projects/{project}/quarters/{quarter}", { params, search }))
    .text;
}

/** Forty people who had said yes on a day of the quarter, heard of only now. */
function lateYes(product: Product, feature: string) {
  const at = (last.from + 20) * DAY_MS;
  return tell(
    product,
    Array.from({ length: 40 }, (_, i) => [
      { kind: "used", feature, customer: `late${i}`, at: (last.from + 2) * DAY_MS },
      { kind: "used", feature, customer: `late${i}`, at: (last.from + 3) * DAY_MS },
      { kind: "answered", feature, customer: `late${i}`, at, helped: true },
    ]).flat(),
  );
}

describe("a quarter", () => {
  test("is not closed before it is over", async () => {
    const product = await makeProduct(server);
    for (const { id } of [running, quarter(1)]) {
      const answer = await close(product, id);
      expect([id, answer.status]).toEqual([id, 409]);
      expect(answer.text).toContain("close it once that is over");
    }
    expect((await close(product, "2026-Q8")).status).toBe(404);
    expect((await view(product, running.id)).closed).toBeNull();
  });

  test("is closed once, by somebody with a name", async () => {
    const product = await makeProduct(server);
    await shipped(product, "csv-export", today() - last.from);
    const { status, json, text } = await close(product, last.id);
    expect(status).toBe(200);
    const by = expect.stringContaining("ci");
    expect(json).toMatchObject({ closed: { by, at: expect.any(String) }, live: false });
    expect(await bytes(product, last.id)).toBe(text);
    expect((await close(product, last.id)).status).toBe(409);
    expect(await lastAudit(product)).toMatchObject({
      action: "quarter closed",
      subject: last.id,
      after: json.counts,
    });
  });

  test("is closed by one of many who try at once", async () => {
    const product = await makeProduct(server);
    const answers = await Promise.all(Array.from({ length: 6 }, () => close(product, last.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });
});

describe("a closed quarter", () => {
  let product: Product;
  let frozen: string;
  beforeAll(async () => {
    product = await makeProduct(server);
    await received(product, "open", { on: last.from, reception: "undecided" });
    await received(product, "gone", { on: last.from + 1, reception: "contradicted" });
    await putGoal(product, last.id, "open", "They find it.");
    await decide(product, [last.id, "gone", "1"], {
      decision: "retire",
      reason: "Nobody wants it.",
    });
    frozen = (await close(product, last.id)).text;
  });

  test("holds everything as it stood", () => {
    expect(JSON.parse(frozen)).toMatchObject({
      goals: [{ feature: "open", status: "carried-over" }],
      counts: { shipped: 2, landed: 0, contradicted: 1, undecided: 1 },
      shipped: [
        { feature: "open", verdict: { state: "collecting" } },
        { feature: "gone", decision: { decision: "retire", reason: "Nobody wants it." } },
      ],
      limbo: [{ feature: "open" }],
    });
  });

  test("stays as it is when late signals move its live view, and both say so", async () => {
    expect(await view(product, last.id, "?live=true")).toMatchObject({
      note: expect.stringContaining("Nothing has moved since."),
    });
    await lateYes(product, "open");
    expect(await bytes(product, last.id)).toBe(frozen);
    const kept = await view(product, last.id);
    const live = await view(product, last.id, "?live=true");
    expect(kept.shipped[0]?.verdict.state).toBe("collecting");
    expect(live.shipped[0]?.verdict.state).toBe("done");
    expect([kept.live, live.live, live.closed]).toEqual([false, true, kept.closed]);
    expect(kept.note).toMatch(/^Closed by .* and frozen as it stood: signals that arrive later/);
    expect(live.note).toContain("Since then open 1 went from collecting to done.");
    expect(live.counts.landed).toBe(1);
  });

  test("stays as it is when settings change, something ships into it, or a feature is retired", async () => {
    for (const [fiscalStartMonth, helpfulness] of [
      [4, 0.9],
      [1, 0.7],
    ]) {
      const settings = { fiscalStartMonth, targets: { helpfulness }, name: "Renamed" };
      const changed = await ask(product, "PATCH /projects/{project}", { body: settings });
      expect(changed.status).toBe(200);
      expect(await bytes(product, last.id)).toBe(frozen);
    }
    await shipped(product, "added", today() - last.from - 5);
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "gone" },
    });
    expect(await bytes(product, last.id)).toBe(frozen);
    expect((await view(product, last.id, "?live=true")).note).toContain("added 1 was added");
  });

  test("takes no goal, no decision, and no second closing", async () => {
    expect((await putGoal(product, last.id, "gone", "v")).status).toBe(409);
    expect((await putGoal(product, last.id, "open", "Another sentence.")).status).toBe(409);
    expect((await dropGoal(product, last.id, "open")).status).toBe(409);
    const decided = await decide(product, [last.id, "open", "1"], { decision: "park" });
    expect(decided.status).toBe(409);
    expect((await close(product, last.id)).status).toBe(409);
    expect(await bytes(product, last.id)).toBe(frozen);
    const { goals, shipped: held } = await view(product, last.id, "?live=true");
    expect(goals).toMatchObject([{ feature: "open", value: "They find it." }]);
    expect(held.find(({ feature }) => feature === "open")?.decision).toBeNull();
  });

  test("is listed as it was frozen", async () => {
    const { items } = await list(product);
    const { id, from, to, closed, canPause, counts } = JSON.parse(frozen);
    expect(items.find((item) => item.id === last.id)).toEqual({
      ...{ id, from, to, closed, canPause, counts },
    });
  });

  test("is written out as it was frozen", async () => {
    const document = await bytes(product, `${last.id}.md`);
    expect(document).toContain(`# Pit stop ${last.id}, Ledgerly`);
    expect(document).toContain("frozen as it stood");
    expect(document).toContain("| open | 1 |");
    expect(document).not.toContain("added");
    expect(await bytes(product, `${last.id}.csv`)).toContain("collecting");
  });

  test("carries into the next what it said was in limbo, whatever was heard since", async () => {
    const { carried, limbo } = await view(product, running.id);
    const names = carried.map(({ feature, verdict }) => [feature, verdict.state]);
    // Open had landed by late signals, and was still carried on; what was added later is carried on too.
    expect(names).toEqual([
      ["open", "done"],
      ["added", "collecting"],
    ]);
    expect(limbo.map(({ feature }) => feature)).toEqual(["added"]);
  });
});

test("a sealed word is a sealed word: what landed when it was closed is not carried on", async () => {
  const product = await makeProduct(server);
  await received(product, "csv-export", { on: last.from, reception: "landed" });
  await close(product, last.id);
  const no = Array.from({ length: 60 }, (_, i) => ({
    ...{ kind: "answered", feature: "csv-export", customer: `no${i}`, helped: false },
    at: (last.from + 3) * DAY_MS,
  }));
  await tell(product, no);
  const live = await view(product, last.id, "?live=true");
  expect(live.shipped[0]?.verdict.state).not.toBe("done");
  expect((await view(product, last.id)).counts.landed).toBe(1);
  expect((await view(product, running.id)).carried).toEqual([]);
});

test("a decision made while a quarter is being closed is either in the document or refused", async () => {
  const product = await makeProduct(server);
  await received(product, "csv-export", { on: last.from, reception: "undecided" });
  await ship(product, "csv-export", { label: "2", shippedAt: iso((last.from + 1) * DAY_MS) });
  const decisions = ["1", "2"].map((label) =>
    decide(product, [last.id, "csv-export", label], { decision: "park" }),
  );
  const [closed, ...decided] = await Promise.all([close(product, last.id), ...decisions]);
  expect([200, 409]).toContain(closed?.status);
  if (closed?.status === 409) expect((await close(product, last.id)).status).toBe(200);
  const { shipped: held } = await view(product, last.id);
  const kept = held.map(({ decision }) => decision?.decision === "park");
  expect(decided.map(({ status }) => status === 200)).toEqual(kept);
});
