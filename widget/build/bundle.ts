// Makes one file of many: bundled by esbuild, made small by terser.

import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { type MinifyOptions, minify } from "terser";
import { elementsOnly } from "./preact.ts";

const WIDGET = join(import.meta.dirname, "..");

/** A built file and its source map. */
export interface Built {
  code: string;
  map: string;
}

export interface Order {
  /** Below widget/. */
  entry: string;
  /** A script keeps its names to itself; a module exports some. */
  format: "script" | "module";
  /** Constants that the build knows. */
  define: Record<string, string>;
  /** What is imported when it runs. */
  external?: string[];
  /** The same, and what each is called once it is built. */
  names?: Record<string, string>;
}

export async function bundle(order: Order): Promise<Built> {
  const { code, map } = await joined(order);
  const isScript = order.format === "script";
  // What is used once is put where it is used; that is seen best while functions are functions.
  const inlined = await minify(code, {
    ...optionsFor(isScript),
    mangle: false,
    format: { beautify: true },
    sourceMap: { content: map, includeSources: true },
  });
  const small = await minify(alike(inlined.code ?? ""), {
    ...optionsFor(isScript),
    sourceMap: { content: String(inlined.map), includeSources: true },
  });
  const built = { code: small.code ?? "", map: String(small.map) };
  return isScript ? inBlock(built) : built;
}

/** A block keeps its names to itself, for nothing in it is a function or variable of the old kind. */
function inBlock({ code, map }: Built): Built {
  // The map's first place, column 0 of line 0, is now in column 1.
  return { code: `{${code}}`, map: map.replace('"mappings":"A', '"mappings":"C') };
}

/** In a script that every page pays for, 1 stands for true. */
function optionsFor(isScript: boolean): MinifyOptions {
  return {
    ecma: 2020,
    module: true,
    compress: {
      passes: 5,
      hoist_funs: false,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      unsafe: true,
      keep_fargs: false,
      booleans_as_integers: isScript,
      unsafe_comps: isScript,
    },
  };
}

async function joined({ entry, define, external = [], names = {} }: Order): Promise<Built> {
  const { outputFiles } = await build({
    entryPoints: [join(WIDGET, entry)],
    outfile: "out.js",
    bundle: true,
    write: false,
    sourcemap: "external",
    format: "esm",
    target: "es2022",
    tsconfig: join(WIDGET, "tsconfig.json"),
    plugins: [elementsOnly, named(names)],
    // Leaves `let` alone, for one word compresses better than two.
    minifySyntax: true,
    // Preact's private names; its own build makes them short in the same way.
    mangleProps: /^_[a-z]/,
    define,
    external,
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { code: textOf(".js"), map: textOf(".map") };
}

/**
 * Writes functions as constants and constants as variables: what is written alike compresses best. What stands at the top begins in the first
 * column.
 */
function alike(code: string): string {
  return code
    .replace(
      /^(async )?function (\w+)\(/gm,
      (_, async = "", name) => `let ${name} = ${async}function (`,
    )
    .replace(/^var /gm, "let ");
}

/** Leaves these imports to the browser, under the names that the files are built with. */
function named(names: Record<string, string>): Plugin {
  return {
    name: "named",
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ path }) => {
        const given = names[path];
        return given === undefined ? undefined : { path: given, external: true };
      });
    },
  };
}
