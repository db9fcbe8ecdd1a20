// What people write into a quarter: goals with their value, and decisions about what was shipped.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call } from "../people/visitors.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { noon, shipped, tell } from "./life.ts";
import {
  decide,
  dropGoal,
  lastAudit,
  putGoal,
  quarter,
  received,
  text,
  today,
  view,
} from "./quartered.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorker();
});
afterAll(() => server.close());

const [running, last] = [quarter(0), quarter(-1)];

describe("a goal", () => {
  let product: Product;
  beforeAll(async () => {
    product = await makeProduct(server);
    await received(product, "landed", { on: last.from, reception: "landed", value: "Its own." });
    await received(product, "open", { on: last.to, reception: "undecided" });
    await received(product, "settled", { on: last.from + 1, reception: "contradicted" });
    await decide(product, [last.id, "settled", "1"], { decision: "improve" });
    await shipped(product, "now", 0);
    await shipped(product, "never", today() - quarter(-3).from);
    await decide(product, [quarter(-3).id, "never", "1"], { decision: "park" });
  });

  test.each([
    [last.id, "landed", "landed"],
    [last.id, "open", "carried-over"],
    [last.id, "settled", "shipped"],
    [last.id, "never", "carried-over"],
    [running.id, "now", "shipped"],
    [running.id, "never", "planned"],
    [running.id, "open", "shipped"],
    [quarter(1).id, "now", "planned"],
  ])("in %s on %s is %s", async (id, feature, status) => {
    const { status: answered, json } = await putGoal(product, id, feature, "What they get.");
    expect(answered).toBe(200);
    const goal = { feature, name: feature, value: "What they get.", status };
    expect(json.goals).toContainEqual(goal);
    expect((await view(product, id)).goals).toContainEqual(goal);
  });

  test("speaks in the headline, in place of the feature's own sentence", async () => {
    await putGoal(product, last.id, "landed", "Finance closes the month without retyping.");
    expect((await view(product, last.id)).headline).toEqual([
      "Finance closes the month without retyping.",
    ]);
  });

  test("is replaced by putting it again, and every change is on record", async () => {
    const sees = async () => {
      const { action, subject, before, after } = (await lastAudit(product)) ?? {};
      return { action, subject, before, after };
    };
    await putGoal(product, running.id, "now", "First.");
    await putGoal(product, running.id, "now", "Second.");
    const subject = `now in ${running.id}`;
    const set = { action: "goal set", subject, before: { value: "First." } };
    expect(await sees()).toEqual({ ...set, after: { value: "Second." } });
    await putGoal(product, running.id, "now", "Second.");
    expect(await sees()).toEqual({ ...set, after: { value: "Second." } });
    const { goals } = await view(product, running.id);
    expect(goals.filter(({ feature }) => feature === "now")).toMatchObject([{ value: "Second." }]);
    expect((await dropGoal(product, running.id, "now")).status).toBe(204);
    const off = { action: "goal taken off", subject, before: { value: "Second." }, after: null };
    expect(await sees()).toEqual(off);
    expect((await dropGoal(product, running.id, "now")).status).toBe(404);
  });

  test("is only put on features and quarters that are there", async () => {
    expect((await putGoal(product, running.id, "nothing", "v")).status).toBe(404);
    expect((await dropGoal(product, running.id, "nothing")).status).toBe(404);
    expect((await putGoal(product, "2026-Q9", "now", "v")).status).toBe(404);
    expect((await putGoal(product, `${running.id}.md`, "now", "v")).status).toBe(404);
  });

  test("is not put on a feature that was only heard of", async () => {
    await tell(product, [{ kind: "used", feature: "heard-of", customer: "a", at: noon(1) }]);
    expect((await putGoal(product, running.id, "heard-of", "v")).status).toBe(409);
  });

  test.each([
    [{ value: "" }, "value"],
    [{ value: 5 }, "value"],
    [{ value: "x".repeat(2_001) }, "value"],
    [{}, "value"],
    [{ value: "v", status: "landed" }, "status"],
  ])("that says %j is refused, naming the field", async (body, field) => {
    const answer = await ask(
      product,
      "PUT /projects/{project}/quarters/{quarter}/goals/{feature}",
      { params: { quarter: running.id, feature: "now" }, body },
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`"field":"${field}"`);
  });

  test("of one project is none of another's", async () => {
    const other = await makeProduct(server);
    await shipped(other, "theirs", 0);
    expect((await putGoal(product, running.id, "theirs", "v")).status).toBe(404);
    expect((await view(other, running.id)).goals).toEqual([]);
  });
});

describe("a decision", () => {
  let product: Product;
  beforeAll(async () => {
    product = await makeProduct(server);
    await received(product, "export", { on: last.from, reception: "contradicted" });
    await received(product, "import", { on: last.from, reception: "landed" });
  });

  test("is named, dated, on record, and lets one pause", async () => {
    const body = { decision: "improve", reason: "They miss the totals." } as const;
    const { status, json } = await decide(product, [last.id, "export", "1"], body);
    expect(status).toBe(200);
    const by = expect.stringContaining("ci");
    expect(json.shipped[0]?.decision).toEqual({ ...body, by, at: expect.any(String) });
    expect(json.canPause).toEqual({
      answer: true,
      because: ["1 of 2 shipped iterations done, 1 decided"],
    });
    expect(json.limbo).toEqual([]);
    expect(await lastAudit(product)).toMatchObject({
      action: "decision made",
      subject: `export 1 in ${last.id}`,
      before: null,
      after: body,
    });
  });

  test("can be changed, and what it was stays on record", async () => {
    const { json } = await decide(product, [last.id, "export", "1"], { decision: "retire" });
    expect(json.shipped[0]?.decision).toMatchObject({ decision: "retire", reason: null });
    expect((await lastAudit(product))?.before).toMatchObject({ decision: "improve" });
  });

  test("is about an iteration that the quarter holds", async () => {
    const park = { decision: "park" } as const;
    const tries: [string, string, string][] = [
      [last.id, "export", "2"],
      [last.id, "nothing", "1"],
      [quarter(-2).id, "export", "1"],
      ["2026-Q7", "export", "1"],
    ];
    for (const named of tries)
      expect([named, (await decide(product, named, park)).status]).toEqual([named, 404]);
  });

  test.each([
    [{ decision: "celebrate" }, "decision"],
    [{ decision: "park", reason: "ok" }, "reason"],
    [{ reason: "because" }, "decision"],
    [{ decision: "park", by: "somebody" }, "by"],
  ])("that says %j is refused, naming the field", async (body, field) => {
    const answer = await decide(product, [last.id, "export", "1"], body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`"field":"${field}"`);
  });

  test("finds iterations whose labels hold a slash, a dot or a space", async () => {
    for (const label of ["2026/11", "2.4.0.md", "release candidate 1", "ünï%20"]) {
      await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
        params: { feature: "import" },
        body: { label },
      });
      const { status, json } = await decide(product, [running.id, "import", label], {
        decision: "park",
      });
      expect([label, status]).toEqual([label, 200]);
      const held = json.shipped.find(({ iteration }) => iteration === label);
      expect(held?.decision?.decision).toBe("park");
    }
  });
});

test("a read token writes nothing", async () => {
  const product = await makeProduct(server);
  await shipped(product, "csv-export", 0);
  const made = await ask(product, "POST /projects/{project}/tokens", {
    body: { name: "reader", scope: "read" },
  });
  const token = made.json.token ?? "";
  const path = `/api/projects/${product.id}/quarters/${running.id}`;
  const put = await call(server, `PUT ${path}/goals/csv-export`, { token, body: { value: "v" } });
  expect(put.status).toBe(403);
  expect((await call(server, `GET ${path}`, { token })).json).toMatchObject({
    goals: [],
    from: text(running.from),
  });
});
