// Makes one file of many: bundled by esbuild, made small by terser.

import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { minify } from "terser";
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
  const isModule = order.format === "module";
  const small = await minify(code, {
    ecma: 2020,
    module: true,
    compress: {
      passes: 5,
      hoist_funs: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      unsafe: true,
      keep_fargs: false,
    },
    mangle: true,
    enclose: !isModule,
    format: { comments: false },
    sourceMap: { content: map, includeSources: true },
  });
  return { code: small.code ?? "", map: String(small.map) };
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
    // Preact's private names; its own build makes them short in the same way.
    mangleProps: /^_[a-z]/,
    define,
    external,
  });
  const textOf = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { code: textOf(".js"), map: textOf(".map") };
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
