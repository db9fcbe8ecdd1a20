// House rules that a machine can hold: what opens a file, what is a file's name, what the project never says.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { sourcesOf } from "./sources.ts";

const ROOT = join(import.meta.dirname, "../..");
const sources = sourcesOf(ROOT);

test("every file opens with a sentence that says what it is", () => {
  const silent = sources.filter((file) => {
    const [opening = ""] = readFileSync(join(ROOT, file), "utf8").split("\n");
    return (
      !/^(\/\/|\/\*\*?) (npm |[A-Z/<§`]).*[a-z.:,)"`\w]$/.test(opening) ||
      opening.includes("placeholder")
    );
  });
  expect(silent).toEqual([]);
});

test("no file is a drawer for what belongs elsewhere", () => {
  const drawers = /^(utils?|helpers?|common|types|misc|shared)\.tsx?$/;
  expect(sources.filter((file) => drawers.test(basename(file)))).toEqual([]);
});

test("there are as many migrations as the Worker asks for", async () => {
  const { SCHEMA_VERSION } = await import("../../worker/version.ts");
  const files = execFileSync("ls", [join(ROOT, "worker/migrations")], { encoding: "utf8" });
  expect(files.trim().split("\n")).toHaveLength(SCHEMA_VERSION);
});

test("nothing is left for later", () => {
  const marks = new RegExp(["TO" + "DO", "FIX" + "ME", String.raw`\.(only|skip|todo)\(`].join("|"));
  const left = sources.filter((file) => marks.test(readFileSync(join(ROOT, file), "utf8")));
  expect(left).toEqual([]);
});
