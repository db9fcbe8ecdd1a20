// What a browser downloads, in bytes as compressed; the same on every machine.

import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildFiles } from "../../widget/build/files.ts";

/** Most bytes after gzip -9. */
const MARKS = { core: 2_500, prompt: 6_350, both: 8_850 };

test("each file is at or under its mark", async () => {
  const files = await buildFiles("0.1.0");
  const size = (beginning: string) => {
    const code = files.find(({ name }) => name.startsWith(beginning))?.code ?? "";
    return { gzip: gzipSync(code, { level: 9 }).length, brotli: brotliCompressSync(code).length };
  };
  const core = size("landed.js");
  const prompt = size("landed-prompt");
  expect(core.gzip).toBeLessThanOrEqual(MARKS.core);
  expect(prompt.gzip).toBeLessThanOrEqual(MARKS.prompt);
  expect(core.gzip + prompt.gzip).toBeLessThanOrEqual(MARKS.both);
});
