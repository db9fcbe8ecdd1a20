// Builds the widget: the site's three files, tied together by their hashes, and the package for npm.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const SITE = join(HERE, "../dist/site");
const NPM = join(HERE, "../dist/npm");
const TARGET = "es2022";

/** A built file and its source map. */
interface Built {
  name: string;
  code: string;
  map: string;
}

const version = await readVersion();

await mkdir(SITE, { recursive: true });
await buildSite();
await buildNpm();

/** The prompt and the debug file are built first, for the first file names them by their hashes. */
async function buildSite(): Promise<void> {
  const prompt = hashed("landed-prompt", await bundle("prompt/show.ts", "esm"));
  const debug = hashed("landed-debug", await bundle("debug/debug.ts", "esm"));
  const core = await bundle("core/script.ts", "iife", {
    PROMPT: JSON.stringify([prompt.name, integrityOf(prompt.code)]),
    DEBUG: JSON.stringify([debug.name, integrityOf(debug.code)]),
  });
  const files = [{ ...core, name: "landed.js" }, prompt, debug];
  await removeStale();
  await put(SITE, files);
  const versioned = join(SITE, "v", version);
  await rm(versioned, { recursive: true, force: true });
  await put(versioned, files);
  const hashes = files.map(({ name, code }) => [name, integrityOf(code)]);
  await writeFile(
    join(versioned, "integrity.json"),
    `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
  );
}

/** The same code as modules; whoever bundles it decides when the prompt's file is loaded. */
async function buildNpm(): Promise<void> {
  await rm(NPM, { recursive: true, force: true });
  await mkdir(NPM, { recursive: true });
  const entries = {
    index: "core/package.ts",
    prompt: "prompt/show.ts",
    debug: "debug/debug.ts",
    react: "react/react.ts",
  };
  for (const [name, entry] of Object.entries(entries)) {
    const built = await bundle(entry, "esm", {}, ["./prompt.js", "./debug.js", "landed", "react"]);
    await writeFile(join(NPM, `${name}.js`), built.code);
  }
  for (const name of ["index.d.ts", "react.d.ts", "package.json", "README.md"])
    await writeFile(join(NPM, name), await readFile(join(HERE, "npm", name)));
}

async function bundle(
  entry: string,
  format: "esm" | "iife",
  define: Record<string, string> = {},
  external: string[] = [],
): Promise<Built> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, entry)],
    outfile: join(SITE, "landed.js"),
    bundle: true,
    minify: true,
    write: false,
    sourcemap: "external",
    legalComments: "none",
    target: TARGET,
    format,
    external,
    define: { VERSION: JSON.stringify(version), ...define },
    tsconfig: join(HERE, "tsconfig.json"),
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { name: entry, code: text(".js"), map: text(".map") };
}

/** A name that changes with the content, so that it can be kept for ever. */
function hashed(name: string, { code, map }: Built): Built {
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 8);
  return { name: `${name}.${hash}.js`, code, map };
}

function integrityOf(code: string): string {
  return `sha256-${createHash("sha256").update(code).digest("base64")}`;
}

async function put(folder: string, files: Built[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, code, map } of files) {
    await writeFile(join(folder, name), code);
    await writeFile(join(folder, `${name}.map`), map);
  }
}

/** Files of an earlier build whose hash has changed; other builders' files stay. */
async function removeStale(): Promise<void> {
  for (const name of await readdir(SITE))
    if (/^landed-(prompt|debug)\./.test(name)) await rm(join(SITE, name));
}

async function readVersion(): Promise<string> {
  const about: { version: string } = JSON.parse(
    await readFile(join(HERE, "../package.json"), "utf8"),
  );
  return about.version;
}
