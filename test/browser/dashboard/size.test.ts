// What the first page costs to load: counted from the built files, the same on every machine.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const SITE = join(import.meta.dirname, "../../../dist/site");
/** Scripts and styles of the first page, gzip -9, in bytes. */
const MOST = 45_000;

/** The scripts and styles that the document names itself; whatever else there is comes with other pages. */
function firstPage(): string[] {
  const html = readFileSync(join(SITE, "index.html"), "utf8");
  return [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, path = ""]) => path);
}

test("the first page's scripts and styles fit in 45 KB", () => {
  const files = firstPage();
  const sizes = files.map((path) => gzipSync(readFileSync(join(SITE, path)), { level: 9 }).length);
  expect(files.some((path) => path.endsWith(".js"))).toBe(true);
  expect(files.some((path) => path.endsWith(".css"))).toBe(true);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
});

test("nothing that the document names comes from elsewhere", () => {
  const html = readFileSync(join(SITE, "index.html"), "utf8");
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(html).not.toMatch(/<script>|<style|style=/);
});
