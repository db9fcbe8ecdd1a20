// What docs/performance.md and docs/scale.md tell a reader to run or to open is there, and sizes are what they say.

import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { buildFiles } from "../../widget/build/files.ts";
import { BENCHES } from "../bench/benches.ts";

const ROOT = new URL("../../", import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")) as {
  scripts: Record<string, string>;
};

describe.each(["performance", "scale"])("docs/%s.md", (name) => {
  const page = readFileSync(new URL(`docs/${name}.md`, ROOT), "utf8");

  test("names commands, each of which is there", () => {
    const commands = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script);
    expect(commands).not.toEqual([]);
    for (const script of commands) expect(scripts).toHaveProperty(script);
    const benches = [...page.matchAll(/npm run bench -- ((?:\w+ ?)+)/g)];
    const names = benches.flatMap(([, all = ""]) => all.trim().split(" "));
    expect(names).not.toEqual([]);
    for (const bench of names) expect(Object.keys(BENCHES)).toContain(bench);
  });

  test("points at files, each of which is there", () => {
    const files = [...page.matchAll(/`((?:test|worker|contract)\/[\w./-]+)`/g)];
    const links = [...page.matchAll(/\]\(([\w.-]+\.md)(?:#[\w-]+)?\)/g)];
    const paths = [
      ...files.map(([, path = ""]) => path),
      ...links.map(([, path]) => `docs/${path}`),
    ];
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});

test("docs/performance.md shows a table of every bench", () => {
  const page = readFileSync(new URL("docs/performance.md", ROOT), "utf8");
  const shown = Object.keys(BENCHES).filter((bench) =>
    page.includes(`npm run bench -- ${bench}\``),
  );
  expect(shown).toEqual(Object.keys(BENCHES).filter((bench) => bench !== "scale"));
});

test("docs/performance.md says of the widget's files what they weigh, to three hundredths", async () => {
  const page = readFileSync(new URL("docs/performance.md", ROOT), "utf8");
  for (const { name, code } of await buildFiles("0.1.0")) {
    const row = new RegExp(`\\| ${name.replace(/\.\w{8}\./, ".")} +\\| +[\\d,]+ \\| +([\\d,]+) `);
    const said = Number(row.exec(page)?.[1]?.replace(",", ""));
    const gzip = gzipSync(code, { level: 9 }).length;
    expect(Math.abs(said / gzip - 1)).toBeLessThanOrEqual(0.03);
  }
});
