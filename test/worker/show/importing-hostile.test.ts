// Imports that are doctored, broken, too large or cut off: each is refused by line and field, and nothing is left of it.

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sweepImports } from "../../../worker/show/moving/import-spool.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { exported, imported, linesOf, richProject } from "./rich.ts";

let server: Server;
let target: Product;
let text: string;
let clean: string;
beforeAll(async () => {
  server = await startWorker();
  text = await exported(await richProject(server));
  target = await makeProduct(server);
  clean = await dump();
});
afterAll(() => server.close());

/** Everything in every table that an import could touch. */
async function dump(): Promise<string> {
  const tables = await server.env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_words%' ESCAPE '\\' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name NOT IN ('token', 'standing', 'attempt')",
  ).all<{ name: string }>();
  const all = await server.env.DB.batch(
    tables.results.map(({ name }) => server.env.DB.prepare(`SELECT * FROM "${name}"`)),
  );
  return JSON.stringify(
    all.map(({ results }, index) => [tables.results[index]?.name, results]),
    null,
    1,
  );
}

type Told = Record<string, unknown>;

/** The export's records without their checks, some of them changed: what somebody writes who means harm. */
function doctored(change: (records: Told[]) => Told[] | undefined): string {
  const records = linesOf(text).map((line) => {
    const { check: _, ...record } = JSON.parse(line) as Told;
    return record;
  });
  const changed = change(records) ?? records;
  const kinds: Record<string, number> = {};
  for (const { kind } of changed.slice(0, -1)) kinds[String(kind)] = (kinds[String(kind)] ?? 0) + 1;
  const end = changed.at(-1);
  if (end?.["kind"] === "end") Object.assign(end, { lines: changed.length - 1, kinds });
  return changed.map((record) => JSON.stringify(record)).join("\n");
}

function first(records: Told[], kind: string): Told {
  const found = records.find((record) => record["kind"] === kind);
  if (!found) throw new Error(`the export has no ${kind}`);
  return found;
}

/** Changes fields of the first record of a kind. */
function changing(kind: string, change: Told) {
  return doctored((records) => {
    Object.assign(first(records, kind), change);
    return records;
  });
}

const TOMORROW = new Date(Date.now() + 3 * 86_400_000).toISOString();
const HOSTILE: [name: string, make: () => string, field: string][] = [
  ["a name with a NUL", () => changing("feature", { name: "a\u0000b" }), "name"],
  ["a name of 10,000 characters", () => changing("feature", { name: "n".repeat(10_000) }), "name"],
  ["SQL for a key", () => changing("feature", { key: "x'; DROP TABLE feature; --" }), "key"],
  ["an unknown field", () => changing("feature", { project: "p_other" }), "project"],
  ["an unknown kind", () => changing("goal", { kind: "token" }), "kind"],
  ["a time zone that is none", () => changing("project", { timeZone: "Mars/Base" }), "timeZone"],
  ["an origin that is none", () => changing("project", { origins: ["javascript:x"] }), "origins.0"],
  ["an origin told twice", () => changing("project", { origins: [SITE, SITE] }), "origins"],
  ["an hour that no clock shows", () => withBurst({ hour: 1e12 }), "hour"],
  ["the document of another quarter", () => frozenAs({ id: "2020-Q1" }), "frozen.id"],
  ["a quarter that is Markdown", () => frozenAs({ id: "![x](//y)" }), "frozen.id"],
  [
    "a target of 200 %",
    () => changing("project", { targets: { adoption: 2 } }),
    "targets.adoption",
  ],
  ["a date in the future", () => changing("iteration", { shippedAt: TOMORROW }), "shippedAt"],
  ["an answer from the future", () => changing("answer", { at: TOMORROW }), "at"],
  ["an answer on another day", () => changing("answer", { day: "2026-01-01" }), "day"],
  ["an edit a year later", () => changing("answer", { edited: "2020-01-01T00:00:00Z" }), "edited"],
  ["a raw id for a pseudonym", () => changing("journey", { subject: "u_123" }), "subject"],
  ["a journey that was moved", () => movingCustomer({ seenOn: "2026-01-01" }), "customers.seen"],
  ["a use before it was seen", () => changing("journey", { seenOn: TODAY }), "seenOn"],
  ["an answer that nobody gave", () => changing("journey", { helped: false }), "helped"],
  [
    "a ledger that adds up to more",
    () => changing("ledger", { customers: { seen: 9 } }),
    "customers.seen",
  ],
  ["an iteration of no feature", () => changing("iteration", { feature: "nothing" }), "feature"],
  ["a goal for no feature", () => changing("goal", { feature: "nothing" }), "feature"],
  ["a decision on no iteration", () => changing("decision", { iteration: "9" }), "iteration"],
  ["evidence that is none", () => changing("confirmation", { frozen: { at: 1 } }), "frozen.at"],
  ["a version not known yet", () => changing("export", { format: 2 }), "format"],
  ["two features of one key", () => twice("feature"), "key"],
  ["two journeys of one subject", () => twice("journey"), "subject"],
  ["what an erased person did", () => erasingWhoAnswered(), "at"],
  ["settings told twice", () => twice("project"), "kind"],
  ["a ledger without its journeys", () => without("journey"), "customers.seen"],
  ["journeys without their ledger", () => without("ledger"), "kind"],
  ["journeys without their answers", () => without("answer"), "answeredAt"],
  ["features without iterations", () => without("iteration"), "kind"],
];
const SITE = "https://a.example";
const NOW = new Date().toISOString();
const TODAY = NOW.slice(0, 10);

/** Changes the first journey of a customer. */
function movingCustomer(change: Told): string {
  return doctored((records) => {
    const isCustomers = ({ kind, subject }: Told) => kind === "journey" && /^c/.test(`${subject}`);
    Object.assign(records.find(isCustomers) ?? {}, change);
    return records;
  });
}

/** Adds a burst that an iteration had. */
function withBurst(change: Told): string {
  return doctored((records) => {
    const { feature, iteration } = first(records, "decision");
    const excluded = { excludedAt: null, excludedBy: null, reason: null };
    const burst = { kind: "burst", feature, iteration, hour: 1, day: TODAY, answers: 9, usual: 1 };
    const index = records.indexOf(first(records, "decision"));
    return records.toSpliced(index, 0, { ...burst, ...excluded, ...change });
  });
}

/** Changes the document of the closed quarter. */
function frozenAs(change: Told): string {
  return doctored((records) => {
    const quarter = first(records, "quarter");
    quarter["frozen"] = { ...(quarter["frozen"] as Told), ...change };
    return records;
  });
}

/** Says that whoever gave the first answer was erased just now. */
function erasingWhoAnswered(): string {
  return doctored((records) => {
    const { customer } = first(records, "answer");
    Object.assign(first(records, "tombstone"), { customer, erasedAt: NOW });
    return records;
  });
}

function twice(kind: string): string {
  return doctored((records) => {
    const index = records.indexOf(first(records, kind));
    return records.toSpliced(index, 0, { ...first(records, kind) });
  });
}

function without(kind: string): string {
  return doctored((records) => records.filter((record) => record["kind"] !== kind));
}

describe("An import [T24] [C27]", () => {
  afterEach(async () => {
    expect(await dump()).toBe(clean);
  });

  for (const [name, make, field] of HOSTILE) {
    test(`with ${name} is refused by its line and field`, async () => {
      const { status, json } = await imported(target, make());
      expect(status).toBe(400);
      expect(json.errors?.map((error) => error.field)).toContain(field);
      expect(json.errors?.every(({ line }) => (line ?? 0) > 0)).toBe(true);
    });
  }

  test("may not name what objects inherit", async () => {
    const make = (line: string) =>
      line.replace('{"kind":"goal"', '{"__proto__":{"a":1},"kind":"goal"');
    const lines = linesOf(doctored(() => undefined)).map(make);
    const { status, json } = await imported(target, lines.join("\n"));
    expect(status).toBe(400);
    expect(json.errors?.map(({ field }) => field)).toEqual(["__proto__"]);
    const nested = linesOf(doctored(() => undefined)).map((line) =>
      line.replace('"before":null', '"before":{"a":{"\\u005f_proto__":1}}'),
    );
    const within = await imported(target, nested.join("\n"));
    expect(within.json.errors?.[0]).toMatchObject({ field: "__proto__" });
  });

  test("names the line that was altered after it was exported", async () => {
    const lines = linesOf(text);
    const index = lines.findIndex((line) => line.includes("Finance closes"));
    lines[index] = lines[index]?.replace("Finance closes", "Finance loses") ?? "";
    const { status, json } = await imported(target, lines.join("\n"));
    expect(status).toBe(400);
    expect(json.errors).toMatchObject([{ line: index + 1, field: "check" }]);
  });

  test("names the place where a line is missing", async () => {
    const lines = linesOf(text);
    const index = lines.findIndex((line) => line.includes('"kind":"event"'));
    const { json } = await imported(target, lines.toSpliced(index, 1).join("\n"));
    expect(json.errors?.[0]).toMatchObject({ line: index + 1, field: "check" });
  });

  test.each([0.1, 0.5, 0.9, 0.999])("cut short after %f of it is refused", async (share) => {
    const { status, json } = await imported(target, text.slice(0, text.length * share));
    expect(status).toBe(400);
    expect(json.errors?.at(-1)?.detail).toMatch(/cut short|JSON/);
  });

  test.each([
    "",
    "\n\n",
    "not json",
    "[]",
    "null",
    '{"kind":"end","lines":0,"kinds":{}}',
    "\ufeff{}",
  ])("of %j is refused", async (body) => {
    expect((await imported(target, body)).status).toBe(400);
  });

  test("nested 100,000 deep is refused", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const { status } = await imported(
      target,
      `${linesOf(text)[0]}\n{"kind":"audit","before":${deep}}`,
    );
    expect(status).toBe(400);
  });

  test("that is not UTF-8 is refused by line", async () => {
    const bytes = new TextEncoder().encode(text);
    bytes.set([0xc3, 0x28], bytes.indexOf(10) + 20);
    const { status, json } = await imported(target, bytes);
    expect(status).toBe(400);
    expect(json.errors).toMatchObject([{ line: 2, detail: "is not UTF-8" }]);
  });

  test("with a line of 10 MB is refused by line", async () => {
    const { status, json } = await imported(
      target,
      `${linesOf(text)[0]}\n${"x".repeat(10_000_000)}`,
    );
    expect(status).toBe(413);
    expect(json.detail).toContain("Line 2");
  });

  test("of a million bad lines is refused after the first hundred complaints", async () => {
    const { status, json } = await imported(target, "{}\n".repeat(1_000_000));
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(100);
  });

  test("refused while most of it is still on its way is told why, and never just cut off", async () => {
    const bodies = ['{"kind":"journey"}\n'.repeat(1_000_000), "x".repeat(10_000_000)];
    for (const body of bodies.flatMap((each) => Array<string>(3).fill(each))) {
      const { status, json } = await imported(target, body);
      expect([400, 413]).toContain(status);
      expect(json.detail).toMatch(/Line 1/);
    }
  });

  test("of more than 100 MB is refused", async () => {
    const { status, json } = await imported(target, new Uint8Array(101 * 1024 * 1024));
    expect(status).toBe(413);
    expect(json.detail).toContain("at most 100 MB");
  });

  test("whose sender goes away leaves nothing, at once or when the clock comes by", async () => {
    const half = new TextEncoder().encode(text.slice(0, text.length / 2));
    const going = new AbortController();
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(half);
        await pause(300);
        going.abort();
        controller.error(new Error("gone"));
      },
    });
    await expect(
      fetch(`${server.url}/api/projects/${target.id}/import`, {
        method: "POST",
        headers: { authorization: `Bearer ${target.token}` },
        body,
        duplex: "half",
        signal: going.signal,
      } as RequestInit),
    ).rejects.toThrow();
    await pause(300);
    await sweepImports(server.env, Date.now() + 3_600_000);
    expect(await dump()).toBe(clean);
  });

  test("into a project that is being imported into already is refused", async () => {
    const open = slowly(linesOf(text), 10);
    const one = imported(target, open.body);
    await open.reached;
    const other = await imported(target, text);
    expect(other.status).toBe(409);
    open.spoil();
    expect((await one).status).toBe(400);
  });

  test("that stood still until the clock undid it shows nothing of itself", async () => {
    const open = slowly(linesOf(text), linesOf(text).length - 1);
    const one = imported(target, open.body);
    await open.reached;
    await sweepImports(server.env, Date.now() + 3_600_000);
    open.finish();
    const answer = await one;
    expect([answer.status, answer.json.detail]).toEqual([
      409,
      expect.stringContaining("send it again"),
    ]);
    expect(await dump()).toBe(clean);
  });

  test("into a project that is no longer empty when it ends shows nothing of itself", async () => {
    const project = await makeProduct(server);
    const happenings = [
      {
        happen: () => run("INSERT INTO closed_quarter VALUES (?1, '2026-Q1', 'Ada', 1, '{}')"),
        undo: () => run("DELETE FROM closed_quarter WHERE project = ?1"),
      },
      {
        happen: () => run("UPDATE project SET shards = 0 WHERE id = ?1"),
        undo: () => run("UPDATE project SET shards = NULL WHERE id = ?1"),
      },
      {
        happen: () => ask(project, "POST /projects/{project}/features", { body: { key: "mine" } }),
        undo: () => ask(project, "DELETE /projects/{project}"),
      },
    ];
    const run = (sql: string) => server.env.DB.prepare(sql).bind(project.id).run();
    const without = (all: string) => all.replace(/"import(_part)?",\n {2}\[[^\]]*\]/g, "");
    for (const { happen, undo } of happenings) {
      const open = slowly(linesOf(text), linesOf(text).length - 1);
      const one = imported(project, open.body);
      await open.reached;
      await happen();
      const before = await dump();
      open.finish();
      expect((await one).status).toBe(409);
      expect(without(await dump())).toBe(without(before));
      await undo();
    }
    clean = await dump();
  });
});

/** A body that waits after some lines. */
function slowly(lines: string[], count: number) {
  const encoder = new TextEncoder();
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  let sending: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      sending = controller;
      controller.enqueue(encoder.encode(`${lines.slice(0, count).join("\n")}\n`));
      await pause(500);
      resolve();
    },
  });
  const end = (rest: string) => {
    sending?.enqueue(encoder.encode(rest));
    sending?.close();
  };
  return {
    body,
    reached,
    finish: () => end(lines.slice(count).join("\n")),
    spoil: () => end("not a line"),
  };
}
