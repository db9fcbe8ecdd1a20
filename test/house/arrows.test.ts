// Who may import whom: the arrows of docs/architecture.md, and no circles.

import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { sourcesOf } from "./sources.ts";

const ROOT = join(import.meta.dirname, "../..");

/** What each part may import besides itself. `worker` is what lies beside the stages: tables, refusals, queries. */
const ARROWS: Record<string, readonly string[]> = {
  contract: [],
  widget: ["contract"],
  dashboard: ["contract"],
  demo: ["contract"],
  worker: ["contract", "worker/people"],
  "worker/judge": ["contract"],
  "worker/ledger": ["contract", "worker"],
  "worker/standing": ["contract", "worker", "worker/ledger", "worker/judge"],
  "worker/ask": ["contract", "worker", "worker/ledger", "worker/standing"],
  "worker/collect": ["contract", "worker", "worker/ledger", "worker/ask"],
  "worker/people": ["contract", "worker", "worker/ledger"],
  "worker/show": ["contract", "worker", "worker/ledger", "worker/standing", "worker/people"],
};

/** Arrows that one file alone may draw, each with its reason. */
const EXCEPTIONS: Record<string, string> = {
  "worker/health.ts -> worker/ledger": "health says where shards do not fit the data",
  "worker/schema.ts -> worker/people": "the tables of people are part of the tables",
  "worker/show/operations/calculator.ts -> worker/judge": "the calculator judges any numbers",
  "worker/show/customers/customers.ts -> worker/ask": "the gate trace replays the gates",
  "worker/show/quarters/quarter-items.ts -> worker/judge": "the pit stop asks what is in limbo",
  "worker/show/quarters/quarter-view.ts -> worker/judge": "the pit stop counts what was judged",
};

/** Where the stages are put together; they may import every one. */
const TOPS = ["worker/app.ts", "worker/index.ts", "worker/schedule.ts"];
/** Parts that stand outside: they may import whatever they work on. */
const OUTSIDE = ["scripts", "test"];

interface Arrow {
  from: string;
  to: string;
}

const arrows = sourcesOf(ROOT).flatMap(importsOf);

function importsOf(from: string): Arrow[] {
  const text = readFileSync(join(ROOT, from), "utf8");
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g);
  return [...found].map(([, path = ""]) => ({
    from,
    to: relative(ROOT, join(ROOT, dirname(from), path)),
  }));
}

function partOf(file: string): string {
  const [top = "", stage = "", more] = file.split("/");
  return top === "worker" && more !== undefined ? `${top}/${stage}` : top;
}

function isAllowed({ from, to }: Arrow): boolean {
  const [here, there] = [partOf(from), partOf(to)];
  if (here === there || OUTSIDE.includes(here)) return true;
  if (TOPS.includes(from)) return there.startsWith("worker") || there === "contract";
  if (`${from} -> ${there}` in EXCEPTIONS) return true;
  return here !== "worker" && (ARROWS[here] ?? []).includes(there)
    ? !TOPS.includes(to)
    : there === "contract";
}

test("every import follows an arrow", () => {
  const wrong = arrows.filter((arrow) => !isAllowed(arrow));
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test("every exception is still needed", () => {
  const drawn = new Set(arrows.map(({ from, to }) => `${from} -> ${partOf(to)}`));
  expect(Object.keys(EXCEPTIONS).filter((each) => !drawn.has(each))).toEqual([]);
});

test("no file imports itself by way of others", () => {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
      return;
    }
    if (done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  expect(circles).toEqual([]);
});

test("the judge and the contract know no clock, no chance and no network", () => {
  const pure = sourcesOf(ROOT).filter((file) => /^(contract|worker\/judge)\//.test(file));
  expect(pure.length).toBeGreaterThan(40);
  const impure = pure.filter((file) =>
    /Date\.now|new Date\(\)|Math\.random|\bfetch\(|\bprocess\./.test(
      readFileSync(join(ROOT, file), "utf8"),
    ),
  );
  expect(impure).toEqual([]);
});
