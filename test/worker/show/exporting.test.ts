// Exports: everything of a project, no secret, each line readable by itself and checkable together.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportLine } from "../../../contract/export.ts";
import { recordsOf as readRecords } from "../../../worker/show/moving/export-reading.ts";
import { SECRET, type Server, startWorker } from "../harness.ts";
import { makeProduct, type Product, projectRow, report } from "../product.ts";
import { exported, recordsOf, richProject } from "./rich.ts";

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

  test("names the kinds and the number of its lines at its end", () => {
    const records = recordsOf(text);
    const kinds = Object.groupBy(records.slice(0, -1), ({ kind }) => kind);
    const counts = Object.entries(kinds).map(([kind, all]) => [kind, all?.length]);
    expect(records.at(-1)).toMatchObject({
      kind: "end",
      lines: records.length - 1,
      kinds: Object.fromEntries(counts),
    });
  });

  test("tells every answer, also those that count for nothing, with what the team made of it", () => {
    const answers = recordsOf(text).filter(({ kind }) => kind === "answer");
    // Sixty of a crowd, one given again, one with its copy for the account, and a stranger's.
    expect(answers).toHaveLength(64);
    expect(answers).toContainEqual(expect.objectContaining({ comment: "Bad", granted: false }));
    expect(answers).toContainEqual(
      expect.objectContaining({
        comment: "=1+1 “columns” come out\u2028in the wrong order",
        triage: { tags: ["order", "columns"], hidden: true, note: "Known" },
      }),
    );
  });

  test("holds no secret, no key, no token, no raw id and no member's address", async () => {
    const keys = await server.env.DB.prepare("SELECT hash, key FROM api_key").all();
    const secrets = [product.token, product.key, product.secretKey, product.identitySecret, SECRET];
    const hashes = keys.results
      .flatMap((row) => Object.values(row))
      .filter((each) => each !== null);
    for (const secret of [...secrets, ...hashes.map(String)]) expect(text).not.toContain(secret);
    for (const id of ["nobody-else", "stranger", "acme1", "globex", "boss", "our-own"])
      expect(text).not.toContain(`"${id}"`);
    expect(text).not.toMatch(/[\w.]+@[\w.]+\.\w+/);
  });

  test("is given to nobody without credentials, and kept by nothing in between", async () => {
    const path = `${server.url}/api/projects/${product.id}/export.ndjson`;
    expect((await fetch(path)).status).toBe(401);
    const answer = await fetch(path, { headers: { authorization: `Bearer ${product.token}` } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toContain("application/x-ndjson");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="landed-p_/);
    await answer.text();
  });
});

test("What arrives while an export is read is in all of its lines or in none", async () => {
  const fresh = await makeProduct(server);
  const hear = async (customer: string) => {
    const signals = [{ kind: "used", feature: "export", at: Date.now() }];
    expect((await report(fresh, { customer, signals })).status).toBe(202);
  };
  await hear("ada");
  const project = await projectRow(fresh);
  const told = { journeys: 0, used: 0 };
  for await (const record of readRecords(server.env, project, Date.now())) {
    if (record.kind === "journey" && told.journeys++ === 0) await hear("bob");
    if (record.kind === "ledger") told.used += record.customers.used ?? 0;
  }
  expect(told).toEqual({ journeys: 1, used: 1 });
});

describe("The table of answers [T20] [C24]", () => {
  test("has a row for each answer of a customer, and no cell that a spreadsheet would compute", async () => {
    const csv = await exported(product, "csv");
    const [head, ...rows] = csv.split("\r\n").slice(0, -1);
    expect(head).toBe(
      "feature,iteration,answeredAt,helped,comment,page,locale,proven,counted,tags,hidden,note,id",
    );
    expect(rows).toHaveLength(63);
    expect(rows.filter((row) => row.includes("columns"))).toHaveLength(1);
    expect(csv).toContain(",'=1+1 “columns” come out");
    expect(csv).toContain(",order columns,true,Known,");
    expect(csv).not.toMatch(/(^|,|\n)"?[=+\-@]/m);
  });
});
