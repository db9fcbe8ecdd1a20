// Takes of Preact what the prompt uses, elements and their updates, and leaves the rest out.

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

const DIFF = "diff/index.js";
const PROPS = "diff/props.js";

const CUTS: Cut[] = [
  // Components and what suspends them: the one function that is ever a type is the fragment around all.
  {
    file: DIFF,
    from: "\tif (\n\t\toldVNode._flags & MODE_SUSPENDED &&",
    to: "\tif ((tmp = options._diff))",
    by: "",
  },
  {
    file: DIFF,
    from: "\touter: if (typeof newType == 'function') {",
    to: "\t} else {\n\t\toldDom = newVNode._dom = diffElementNodes(",
    by: `
  if (typeof newType == 'function') {
    oldDom = diffChildren(parentDom, newVNode.props.children, newVNode, oldVNode, globalContext,
      namespace, excessDomChildren, commitQueue, oldDom, isHydrating, refQueue);
`,
  },
  {
    file: DIFF,
    from: "\t// A component that suspended while hydrating",
    to: "\tif (!skipRemove) removeNode(vnode._dom);",
    by: "",
  },
  // Taking over elements that are there already.
  {
    file: DIFF,
    from: "\tif (excessDomChildren) {\n\t\tfor (i = 0;",
    to: "\tif (!dom) {",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\tif (isHydrating) {\n\t\t\tif (options._hydrationMismatch)",
    to: "\t\t// we created a new parent",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\texcessDomChildren =\n\t\t\tnodeType == 'textarea'",
    to: "\t\tfor (i in oldProps) {",
    by: "",
  },
  // HTML as text: what cannot be written cannot be injected.
  {
    file: DIFF,
    from: "\t\t\tif (i == 'dangerouslySetInnerHTML') {\n\t\t\t\toldHtml = value;",
    to: "\n\t\t\t\ti != 'children' &&\n\t\t\t\t!(i in newProps)",
    by: "\t\t\tif (",
  },
  {
    file: DIFF,
    from: "\t\tif (newHtml) {",
    to: "\t\t\tdiffChildren(\n\t\t\t\tparentDom,",
    by: "\t\t{\n",
  },
  // Values of fields that are kept by the program, and inline styles.
  {
    file: DIFF,
    from: "\t\t\t} else if (i == 'dangerouslySetInnerHTML') {\n\t\t\t\tnewHtml = value;",
    to: "\t\t\t} else if (\n\t\t\t\t(!isHydrating",
    by: "",
  },
  {
    file: DIFF,
    from: "\t\t// As above, don't diff props during hydration",
    to: "\t}\n\n\treturn dom;",
    by: "",
  },
  { file: PROPS, from: "\tif (name == 'style') {", to: "if (name[0] == 'o'", by: "\t" },
  // Drawings, and lists that change their order.
  {
    file: PROPS,
    from: "\t\tif (namespace == SVG_NAMESPACE) {",
    to: "if (\n\t\t\tname != 'width'",
    by: "\t\t",
  },
  { file: "diff/children.js", from: "\tif (moved) {", to: "\tif (remainingOldChildren) {", by: "" },
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
