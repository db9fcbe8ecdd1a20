// The pit stop as files: Markdown that renders every word as it was written, CSV that a spreadsheet never computes.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { call } from "../people/visitors.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { DAY_MS, iso, ship } from "./life.ts";
import { close, decide, putGoal, quarter, received, text } from "./quartered.ts";

let server: Server;
let product: Product;
const last = quarter(-1);

const NAME = "![pixel](https://canary.example/x.png) | **bold** `code`";
const VALUE = '=HYPERLINK("https://canary.example";"click") @everyone <!channel>';
const REASON = "[see](javascript:alert(1))\n# Heading\n| a | b |\n<img src=x onerror=alert(1)>";
const LABEL = "+cmd|' /C calc'!A0";

beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
  await ask(product, "PATCH /projects/{project}", { body: { name: "Ledgerly <b>&amp; Co</b>" } });
  await received(product, "landed", { on: last.from, reception: "landed" });
  await received(product, "hostile", { on: last.from + 1, reception: "contradicted" });
  await ask(product, "PATCH /projects/{project}/features/{feature}", {
    params: { feature: "hostile" },
    body: { name: NAME },
  });
  await ship(product, "hostile", { label: LABEL, shippedAt: iso((last.from + 60) * DAY_MS) });
  await putGoal(product, last.id, "hostile", VALUE);
  await putGoal(product, last.id, "landed", "Finance closes the month, without “retyping”.");
  await decide(product, [last.id, "hostile", LABEL], { decision: "park", reason: REASON });
});
afterAll(() => server.close());

async function file(ending: "md" | "csv", of: Product = product, id = last.id) {
  const path = `GET /api/projects/${of.id}/quarters/${id}.${ending}`;
  return call(server, path, { token: of.token });
}

describe("as Markdown [T21] [C23]", () => {
  test("is a file of its own name", async () => {
    const { status, headers } = await file("md");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="pit-stop-${last.id}.md"`,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("answers first whether one can pause, and what customers got", async () => {
    const document = (await file("md")).text;
    const headings = [...document.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([
      `# Pit stop ${last.id}, Ledgerly &lt;b&gt;&amp;amp; Co&lt;/b&gt;`,
      "## Can we pause? Not yet",
      "## What customers got",
      "## In numbers",
      "## Goals",
      "## Shipped in this quarter",
      "## In limbo",
      "## Why",
    ]);
    expect(document).toContain("- Finance closes the month, without “retyping”.");
    expect(document).toContain("| 3 | 1 | 2 | 1 | 1 | 0 |");
    expect(document).toContain(`It is over, and not closed.`);
    expect(document).toMatch(/\| landed \| 1 \| .* \| done since .* \| 38 of 40, .* \| 40 of 40/);
  });

  test("shows what people wrote, and lets none of it act", async () => {
    const document = (await file("md")).text;
    // No image, link, mention, tag or heading of somebody's making is left unescaped.
    expect(document).not.toMatch(/(?<!\\)!\[|(?<!\\)\]\(|<\w|<!|@everyone|(?<!\\)`/);
    expect(document).not.toMatch(/(?<!\\):\/\//);
    expect(document).not.toMatch(/^# Heading/m);
    expect(document).toContain("\\!\\[pixel\\](https\\://canary.example/x.png) \\|");
    expect(document).toContain("&lt;\\!channel&gt;");
  });

  test("keeps its tables whole", async () => {
    const tables = (await file("md")).text.match(/(^\|.*\n)+/gm) ?? [];
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const cells = table
        .trim()
        .split("\n")
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});

/** Reads CSV as RFC 4180 says. */
function parsed(csv: string): string[][] {
  expect(csv.endsWith("\r\n")).toBe(true);
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  const rows: string[][] = [[]];
  for (let match = cell.exec(csv); match; match = cell.exec(csv)) {
    const [, raw = "", end] = match;
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === "\r\n") rows.push([]);
    if (cell.lastIndex === csv.length) break;
  }
  return rows.slice(0, -1);
}

describe("as CSV [T20] [C24]", () => {
  const table = async () => {
    const [head = [], ...body] = parsed((await file("csv")).text);
    return body.map((cells) => {
      expect(cells).toHaveLength(head.length);
      return Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ""]));
    });
  };

  test("is a file of its own name", async () => {
    const { status, headers } = await file("csv");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="pit-stop-${last.id}.csv"`,
    );
  });

  test("has a line for each iteration, with its verdict's numbers", async () => {
    const lines = await table();
    expect(lines.map((line) => [line["feature"], line["iteration"], line["state"]])).toEqual([
      ["landed", "1", "done"],
      ["hostile", "1", "not-helping"],
      ["hostile", `'${LABEL}`, "collecting"],
    ]);
    expect(lines[0]).toMatchObject({
      ...{ quarter: last.id, kind: "shipped", "as of": text(last.to), unit: "customer" },
      ...{ answers: "40", helped: "38", "helpfulness target": "0.7", reached: "40" },
      ...{ adopted: "40", signed: "false", decision: "", "goal status": "landed" },
      goal: "Finance closes the month, without “retyping”.",
    });
  });

  test("holds what people wrote as text that no spreadsheet computes", async () => {
    const lines = await table();
    expect(lines[2]).toMatchObject({
      name: NAME,
      goal: `'${VALUE}`,
      decision: "park",
      "decision reason": REASON,
    });
  });

  test("has a line for a goal of which nothing was shipped", async () => {
    const other = await makeProduct(server);
    await received(other, "early", { on: quarter(-3).from, reception: "landed" });
    await putGoal(other, last.id, "early", "Soon.");
    const [, line = []] = parsed((await file("csv", other)).text);
    expect(line.slice(0, 8)).toEqual([
      ...[last.id, "goal", "early", "early", "", "", "Soon.", "carried-over"],
    ]);
  });
});

test("an empty quarter is a document too", async () => {
  const other = await makeProduct(server);
  const { text: document } = await file("md", other);
  expect(document).toContain("## Can we pause? Yes\n\n- nothing was shipped this quarter");
  expect(parsed((await file("csv", other)).text)).toHaveLength(1);
});

test("a closed quarter's files say who closed it, and what is carried into the next", async () => {
  const other = await makeProduct(server);
  await received(other, "open", { on: last.to, reception: "undecided" });
  await close(other, last.id);
  expect((await file("md", other)).text).toContain("Closed by ci");
  const next = (await file("md", other, quarter(0).id)).text;
  expect(next).toContain("## Carried in from before\n\n| Feature |");
  expect(next).toContain(`- open 1, shipped in ${last.id}`);
});

test("files are for members alone", async () => {
  const path = `/api/projects/${product.id}/quarters/${last.id}`;
  for (const ending of ["md", "csv"])
    expect((await call(server, `GET ${path}.${ending}`)).status).toBe(401);
});
