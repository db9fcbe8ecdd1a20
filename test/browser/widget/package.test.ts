// The package for npm, looked at as its users' tools do, and the files of the site beside their hashes.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { expect, test } from "vitest";

const DIST = join(import.meta.dirname, "../../../dist");
const NPM = join(DIST, "npm");
const run = promisify(execFile);

async function packed() {
  const names = await readdir(NPM);
  return Promise.all(names.map(async (name) => ({ name, data: await readFile(join(NPM, name)) })));
}

test("publint has nothing to say", async () => {
  const files = (await packed()).map(({ name, data }) => ({
    name: `package/${name}`,
    data: new Uint8Array(data),
  }));
  const { messages } = await publint({
    pkgDir: "package",
    pack: { files: files.map((file) => ({ ...file, data: file.data.buffer })) },
    strict: true,
  });
  expect(messages).toEqual([]);
});

test("the types are right for those who bundle", async () => {
  const files = Object.fromEntries(
    (await packed()).map(({ name, data }) => [
      `/node_modules/landed/${name}`,
      new Uint8Array(data),
    ]),
  );
  const analysis = await checkPackage(new Package(files, "landed", "0.1.0"));
  if (!analysis.types) throw new Error("there are no types");
  // The package is for browsers: nobody requires it.
  const wrong = analysis.problems.filter(
    (problem) => !("resolutionKind" in problem) || problem.resolutionKind === "bundler",
  );
  expect(wrong).toEqual([]);
});

test("a product that names its features has every call checked", async () => {
  const folder = await mkdtemp(join(tmpdir(), "landed-"));
  await mkdir(join(folder, "node_modules"));
  await symlink(NPM, join(folder, "node_modules/landed"));
  await writeFile(
    join(folder, "use.ts"),
    `import landed from "landed";
     declare module "landed" { interface Features { "csv-export": true } }
     landed.used("csv-export");
     // @ts-expect-error: nobody named this one
     landed.used("cvs-export");
     landed.on("answered", ({ helped }) => helped satisfies boolean);
     // @ts-expect-error: there is no such event
     landed.on("answerd", () => {});`,
  );
  const options = ["--noEmit", "--strict", "--module", "esnext", "--moduleResolution", "bundler"];
  const tsc = join(import.meta.dirname, "../../../node_modules/.bin/tsc");
  const { stdout } = await run(tsc, [...options, "use.ts"], { cwd: folder }).catch(
    (failed: { stdout: string }) => failed,
  );
  expect(stdout).toBe("");
  await rm(folder, { recursive: true });
});

test("integrity.json names every file of its version, and the first file names the prompt by the same hash", async () => {
  const folder = join(
    DIST,
    "site/v",
    JSON.parse(await readFile(join(NPM, "package.json"), "utf8")).version,
  );
  const hashes: Record<string, string> = JSON.parse(
    await readFile(join(folder, "integrity.json"), "utf8"),
  );
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  expect(Object.keys(hashes).sort()).toEqual(names.sort());
  const core = await readFile(join(folder, "landed.js"), "utf8");
  for (const name of names) {
    const code = await readFile(join(folder, name), "utf8");
    expect(hashes[name]).toBe(`sha256-${createHash("sha256").update(code).digest("base64")}`);
    expect(await readFile(join(DIST, "site", name), "utf8")).toBe(code);
    if (name.startsWith("landed-prompt")) expect(core).toContain(hashes[name]);
  }
});
