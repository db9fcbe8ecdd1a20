// npm run verify: finds a tampered line of any kind, whoever tampered with it and however well.

import { spawnSync } from "node:child_process";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkedLine } from "../../../contract/export/check.ts";
import { checkExport } from "../../../scripts/verify/check.ts";
import { type Server, startWorker } from "../harness.ts";
import { exported, fileOf, linesOf, richProject } from "./rich.ts";

let server: Server;
let lines: string[];
beforeAll(async () => {
  server = await startWorker();
  lines = linesOf(await exported(await richProject(server)));
});
afterAll(() => server.close());

/** As `npm run verify` checks a file, without starting it each time. */
async function verify(all: readonly string[]) {
  const { complaints } = await checkExport(Readable.from(all));
  const said = complaints.map(({ line, field, detail }) => `line ${line}: ${field} ${detail}`);
  return { status: complaints.length > 0 ? 1 : 0, said: said.join("\n") };
}

/** What the command itself says of a file. */
function run(...args: string[]) {
  return spawnSync(process.execPath, ["scripts/verify.ts", ...args], { encoding: "utf8" });
}

// biome-ignore lint/suspicious/noExplicitAny: a tampered line may be anything
type Told = Record<string, any>;

/** The last line of a kind that fits, from 0. */
function indexOf(kind: string, fits: (record: Told) => boolean = () => true): number {
  const index = lines.findLastIndex((line) => {
    const record = JSON.parse(line) as Told;
    return record["kind"] === kind && fits(record);
  });
  if (index < 0) throw new Error(`the export has no such ${kind}`);
  return index;
}

const KINDS = [
  ...["export", "project", "feature", "iteration", "confirmation", "event", "goal", "decision"],
  ...["quarter", "audit", "tombstone", "person", "member", "answer", "journey", "ledger"],
  ...["verdict", "end"],
];

describe("verify", () => {
  test("finds nothing where nothing was done, and says so", () => {
    const { status, stdout } = run(fileOf(`${lines.join("\n")}\n`));
    expect(stdout).toMatch(/^All \d+ lines agree: 4 verdicts and 1 sign-offs follow/);
    expect(status).toBe(0);
  });

  test("prints each difference by its line, and fails", () => {
    const index = indexOf("event");
    const { status, stdout } = run(fileOf(lines.toSpliced(index, 1).join("\n")));
    expect(stdout).toMatch(new RegExp(`^line ${index + 1}: check does not fit`));
    expect(stdout).toContain("differences in");
    expect(status).toBe(1);
  });

  test.each(KINDS)("names a line of kind %s in which one character was changed", async (kind) => {
    const index = indexOf(kind);
    // The last letter or digit before the check: some name, some number, some word.
    const changed = lines[index]?.replace(/([a-z0-9])([^a-z0-9]*,"check")/i, (_, last, rest) => {
      return (last === "1" ? "2" : /\d/.test(last) ? "1" : last === "e" ? "x" : "e") + rest;
    });
    const { status, said } = await verify(lines.with(index, changed ?? ""));
    expect(said).toContain(`line ${index + 1}: `);
    expect(status).toBe(1);
  });

  test.each(KINDS)("misses a line of kind %s that was taken out", async (kind) => {
    const { status, said } = await verify(lines.toSpliced(indexOf(kind), 1));
    expect(said).toMatch(/line \d+: /);
    expect(status).toBe(1);
  });

  test("notices lines that changed places", async () => {
    const index = indexOf("audit");
    const swapped = lines.with(index, lines[index - 1] ?? "").with(index - 1, lines[index] ?? "");
    expect((await verify(swapped)).status).toBe(1);
  });

  /** Changes a line and then makes every check fit again, as whoever knows the form can. */
  function forged(index: number, change: (record: Told) => void): string[] {
    let before = "";
    return lines.map((line, at) => {
      const { check: _, ...record } = JSON.parse(line) as Told;
      if (at === index) change(record);
      const { text, check } = checkedLine(record, before);
      before = check;
      return text;
    });
  }

  const done = (record: Told) => record["feature"] === "csv-export";
  test.each<[string, string, (record: Told) => boolean, (record: Told) => void]>([
    [
      "a journey's day",
      "journey",
      (r) => r["usedOn"] && done(r),
      (r) => Object.assign(r, { seenOn: "2026-01-02" }),
    ],
    [
      "what a journey answers",
      "journey",
      (r) => r["helped"] === true,
      (r) => Object.assign(r, { helped: false }),
    ],
    [
      "what an answer says",
      "answer",
      (r) => r["helped"] === true,
      (r) => Object.assign(r, { helped: false }),
    ],
    [
      "whether an answer is proven",
      "answer",
      (r) => r["proven"] === true,
      (r) => Object.assign(r, { proven: false }),
    ],
    ["a cell of a ledger", "ledger", done, (r) => Object.assign(r["customers"], { helped: 99 })],
    [
      "a verdict's state",
      "verdict",
      done,
      (r) => Object.assign(r["verdict"], { state: "neither" }),
    ],
    [
      "a verdict's numbers",
      "verdict",
      done,
      (r) => Object.assign(r["verdict"]["helpfulness"], { low: 0.9 }),
    ],
    [
      "a verdict's words",
      "verdict",
      done,
      (r) => Object.assign(r["verdict"], { because: ["all is well"] }),
    ],
    [
      "what the judge was told",
      "verdict",
      done,
      (r) => Object.assign(r["history"], { shippedOn: 1 }),
    ],
    [
      "the promise",
      "iteration",
      done,
      (r) => Object.assign(r["changes"][0]["from"], { helpfulness: 0.1 }),
    ],
    [
      "who else must sign",
      "feature",
      (r) => r["key"] === "csv-export",
      (r) => r["partners"].push({ name: "sales" }),
    ],
    [
      "the day it was shipped",
      "iteration",
      done,
      (r) => Object.assign(r, { shippedAt: "2026-01-02T00:00:00.000Z" }),
    ],
    [
      "a frozen verdict",
      "confirmation",
      done,
      (r) => Object.assign(r["frozen"]["verdict"], { state: "neither" }),
    ],
    [
      "a frozen ledger",
      "confirmation",
      done,
      (r) => {
        r["frozen"]["ledger"][0][1]++;
      },
    ],
    [
      "a frozen checksum",
      "confirmation",
      done,
      (r) => Object.assign(r["frozen"], { checksum: "0" }),
    ],
    [
      "a closed quarter's counts",
      "quarter",
      () => true,
      (r) => Object.assign(r["frozen"]["counts"], { landed: 7 }),
    ],
    [
      "the project's time zone",
      "project",
      () => true,
      (r) => Object.assign(r, { timeZone: "Pacific/Auckland" }),
    ],
    ["the rules", "export", () => true, (r) => Object.assign(r, { rules: "mine" })],
    ["the count of lines", "end", () => true, (r) => Object.assign(r, { lines: 1 })],
  ])("finds that %s was forged, with every check made to fit", async (_, kind, fits, change) => {
    const { status, said } = await verify(forged(indexOf(kind, fits), change));
    expect(said).toMatch(/^line \d+: /);
    expect(status).toBe(1);
  });

  test("says how it is called where no file is named, and what is no export", () => {
    expect(run().stderr).toContain("npm run verify -- export.ndjson");
    expect(run().status).toBe(1);
    expect(run(fileOf("hello")).stdout).toContain("line 1: is not JSON");
    expect(run(fileOf("")).status).toBe(1);
    expect(run(fileOf("x".repeat(2_000_000))).stderr).toContain("longer than a megabyte");
  });
});
