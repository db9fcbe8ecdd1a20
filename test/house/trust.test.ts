// Every case of trust is shown by a test that bears its number, and no package runs a script but those that must.

import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CASES, casesIn, FAULTS, faultsIn } from "../../scripts/trust/cases.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

test("Every case bears its number in some test's name, but those that wait for what they are about", () => {
  const files = globSync("test/**/*.test.{ts,tsx}", { cwd: ROOT });
  const named = new Set(files.flatMap((file) => casesIn(readFileSync(ROOT + file, "utf8"))));
  const wanted = Object.entries(CASES).filter(([, { later }]) => later === undefined);
  expect([...named].sort()).toEqual(wanted.map(([number]) => number).sort());
  expect(Object.keys(CASES)).toHaveLength(60);
});

test("Every fault that one machine can show is tried by a test that bears its number, in a file that docs/faults.md names", () => {
  const page = readFileSync(`${ROOT}docs/faults.md`, "utf8");
  const files = globSync("test/{faults,worker}/**/*.test.ts", { cwd: ROOT });
  const tried = files.flatMap((file) => {
    const faults = faultsIn(readFileSync(ROOT + file, "utf8"));
    return faults.map((fault) => ({ fault, file }));
  });
  expect([...new Set(tried.map(({ fault }) => fault))].sort()).toEqual(Object.keys(FAULTS).sort());
  const told = (file: string) => page.includes(file) || page.includes(file.replace(/^.*\//, ""));
  expect(tried.filter(({ file }) => !told(file))).toEqual([]);
});

interface Locked {
  hasInstallScript?: boolean;
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  optional?: boolean;
}

const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")) as {
  packages: Record<string, Locked>;
};
const own = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8")) as {
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const nameOf = (path: string) => path.replace(/^.*node_modules\//, "");

test("No package runs a script when it is installed but those allowed by name, which are no more than need one", () => {
  const running = Object.entries(lock.packages).flatMap(([path, { hasInstallScript, optional }]) =>
    hasInstallScript && !optional ? [nameOf(path)] : [],
  );
  expect([...new Set(running)].sort()).toEqual(["esbuild", "node", "workerd"]);
  expect(own.allowScripts).toEqual({ esbuild: true, node: true, workerd: true });
  const optional = Object.entries(lock.packages).filter(
    ([, each]) => each.hasInstallScript && each.optional,
  );
  expect(optional.map(([path]) => nameOf(path)).filter((name) => name !== "fsevents")).toEqual([]);
});

test("Installing this project itself runs nothing", () => {
  const hooks = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
  expect(Object.keys(own.scripts).filter((name) => hooks.includes(name))).toEqual([]);
});

test("Every dependency has one exact version, and every package of the lock its checksum", () => {
  const versions = Object.values({ ...own.dependencies, ...own.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-beta)?$/.test(version))).toEqual([]);
  const unsealed = Object.entries(lock.packages).filter(
    ([path, { integrity, link }]) => path !== "" && !link && !integrity?.startsWith("sha512-"),
  );
  expect(unsealed.map(([path]) => path)).toEqual([]);
});
