// Numbers that the README names are those that the code goes by.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { everyone } from "../../demo/crowd/people.ts";
import { buildFiles } from "../../widget/build/files.ts";
import { DECISIVE } from "../../worker/judge/ladder.ts";
import { RIPE_DAYS } from "../../worker/judge/state.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test("The line costs as many bytes as the README says", async () => {
  const files = await buildFiles("0.1.0");
  const code = files.find(({ name }) => name === "landed.js")?.code ?? "";
  const kilobytes = (gzipSync(code, { level: 9 }).length / 1_000).toFixed(1);
  expect(README).toContain(`one line, ${kilobytes} KB on the wire`);
});

test("Verdicts wait and err as the README says", () => {
  expect(README).toContain(`in the first ${RIPE_DAYS} days`);
  expect(README).toContain(`At most 1 in ${Math.round(Math.exp(DECISIVE))} features`);
});

test("The demo has as many customers as the README says", () => {
  expect(README).toContain(`${everyone().length.toLocaleString("en-US")} simulated customers`);
});

test("Node may be as old as the README says", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { engines } = JSON.parse(text) as { engines: { node: string } };
  expect(README).toContain(`Node ${engines.node.replace(">=", "")} or newer`);
});
