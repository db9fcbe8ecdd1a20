// Whatever a page names is there: the pages and files it leads to, and the commands it has one run.

import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const PAGES = globSync("{*.md,docs/*.md,widget/npm/*.md}", { cwd: ROOT });

const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

test("there are pages", () => {
  expect(PAGES.length).toBeGreaterThan(10);
});

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");

  test("leads to pages that are there", () => {
    const targets = found(text, /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g);
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  test("names files and folders that are there", () => {
    const parts = "contract|dashboard|demo|docs|scripts|test|widget|worker";
    const named = found(text, new RegExp(`\`((?:${parts})/[\\w./-]*)\``, "g"));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("has one run commands that are there", () => {
    const commands = found(text, /npm run ([\w:]+)/g);
    expect(commands.filter((command) => !(command in manifest.scripts))).toEqual([]);
  });
});
