// Takes of Preact what the prompt uses, elements and their updates, and leaves the rest out.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { CUTS, type Cut } from "./cuts.ts";

const SOURCE = join(dirname(fileURLToPath(import.meta.resolve("preact"))), "../src");

/** Nothing is ever hung into Preact here. */
const ADD_ONS = /\boptions\.\w+\b/g;
/** What functions hand on for the sake of what is left out. */
const HANDED_ON =
  /^\t+(globalContext|namespace|excessDomChildren|commitQueue|isHydrating|refQueue),?\n|, namespace(?=\))|\bexcessDomChildren = NULL;/gm;

/** Builds Preact from its source, so that what is not used can be left out. */
export const elementsOnly: Plugin = {
  name: "preact: elements only",
  setup(build) {
    build.onResolve({ filter: /^preact$/ }, () => ({ path: join(SOURCE, "index.js") }));
    build.onLoad({ filter: /preact[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: CUTS.filter(({ file }) => path === join(SOURCE, file))
        .reduce(cut, readFileSync(path, "utf8"))
        .replace(HANDED_ON, "")
        .replace(ADD_ONS, "undefined"),
    }));
  },
};

/** A Preact that reads differently stops the build: then the cuts are to be looked at again. */
function cut(text: string, { file, from, to, by }: Cut): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`preact's ${file} has changed: look at its cuts again`);
  return text.slice(0, start) + by + text.slice(end);
}
