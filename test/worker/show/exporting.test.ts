// Exports: everything of a project, no secret, each line readable by itself and checkable together.

import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportLine } from "../../../contract/export.ts";
import { type Server, startWorker } from "../harness.ts";
import type { Product } from "../product.ts";
import { exported, fileOf, recordsOf, richProject } from "./rich.ts";

let server: Server;
let product: Product;
let text: string;
beforeAll(async () => {
  server = await startWorker();
  product = await richProject(server);
  text = await exported(product);
});
afterAll(() => server.close());

describe("An export", () => {
  test("has a line of every kind that the project has something of", () => {
    const kinds = new Set(recordsOf(text).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      [
        "answer",
        "audit",
        "confirmation",
        "decision",
        "end",
        "event",
        "export",
        "feature",
        "goal",
        "iteration",
        "journey",
        "ledger",
        "member",
        "person",
        "project",
        "quarter",
        "tombstone",
        "verdict",
      ].sort(),
    );
  });

  test("has only lines that its schema knows", () => {
    for (const { check: _, ...record } of recordsOf(text)) {
      const read = exportLine.safeParse(record);
      expect(read.error?.issues, JSON.stringify(record)).toBeUndefined();
    }
  });

  test("agrees with itself, offline", () => {
    const run = spawnSync(process.execPath, ["scripts/verify.ts", fileOf(text)], {
      encoding: "utf8",
    });
    expect(run.stdout + run.stderr).toMatch(/^All \d+ lines agree: 4 verdicts and 1 sign-offs/);
    expect(run.status).toBe(0);
  });
});
