// Takes of Preact what the prompt uses, elements and their updates, and leaves out components, hydration and hooks for add-ons.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

const SOURCE = join(dirname(fileURLToPath(import.meta.resolve("preact"))), "../src");

/** A stretch of a file, from one text up to another, and what stands there instead. */
interface Cut {
  file: string;
  from: string;
  to: string;
  by: string;
}

const CUTS: Cut[] = [
  {
    file: "diff/index.js",
    from: "\tif (\n\t\toldVNode._flags & MODE_SUSPENDED &&",
    to: "\tif ((tmp = options._diff))",
    by: "",
  },
  {
    // The one function that is ever a type is the fragment around what is rendered.
    file: "diff/index.js",
    from: "\touter: if (typeof newType == 'function') {",
    to: "\t} else {\n\t\toldDom = newVNode._dom = diffElementNodes(",
    by: `
  if (typeof newType == 'function') {
    oldDom = diffChildren(parentDom, newVNode.props.children, newVNode, oldVNode, globalContext,
      namespace, excessDomChildren, commitQueue, oldDom, isHydrating, refQueue);
`,
  },
];

/** Nothing is ever hung into Preact here. */
const ADD_ONS = /\boptions\.\w+\b/g;

/** Builds Preact from its source, so that what is not used can be left out. */
export const elementsOnly: Plugin = {
  name: "preact: elements only",
  setup(build) {
    build.onResolve({ filter: /^preact$/ }, () => ({ path: join(SOURCE, "index.js") }));
    build.onLoad({ filter: /preact[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: CUTS.filter(({ file }) => path === join(SOURCE, file))
        .reduce(cut, readFileSync(path, "utf8"))
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
