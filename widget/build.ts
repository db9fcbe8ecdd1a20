// Builds the widget: the site's files, a folder of this version to pin, and the package for npm.

import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Built, bundle } from "./build/bundle.ts";
import { buildFiles, integrityOf, type SiteFile } from "./build/files.ts";

const HERE = import.meta.dirname;
const SITE = join(HERE, "../dist/site");
const NPM = join(HERE, "../dist/npm");

const about: { version: string } = JSON.parse(
  await readFile(join(HERE, "../package.json"), "utf8"),
);

await buildSite();
await buildNpm();

async function buildSite(): Promise<void> {
  const files = await buildFiles(about.version);
  await mkdir(SITE, { recursive: true });
  await removeStale(files);
  await put(SITE, files);
  await putVersion(files);
}

/** What a page may pin: a folder that never changes, with the hashes of what is in it. */
async function putVersion(files: SiteFile[]): Promise<void> {
  const folder = join(SITE, "v", about.version);
  await rm(folder, { recursive: true, force: true });
  await put(folder, files);
  const hashes = Object.fromEntries(files.map(({ name, code }) => [name, integrityOf(code)]));
  await writeFile(join(folder, "integrity.json"), `${JSON.stringify(hashes, null, 2)}\n`);
}

/** The same code as modules: whoever bundles it decides when the prompt's file is loaded. */
async function buildNpm(): Promise<void> {
  await rm(NPM, { recursive: true, force: true });
  await mkdir(NPM, { recursive: true });
  const entries = {
    "index.js": "core/package.ts",
    "prompt.js": "prompt/serve.ts",
    "debug.js": "debug/debug.ts",
    "react.js": "react/react.ts",
  };
  for (const [name, entry] of Object.entries(entries))
    await writeFile(join(NPM, name), (await module(entry)).code);
  for (const name of ["index.d.ts", "react.d.ts", "README.md"])
    await copyFile(join(HERE, "npm", name), join(NPM, name));
  const manifest = JSON.parse(await readFile(join(HERE, "npm/package.json"), "utf8"));
  const { version } = about;
  await writeFile(
    join(NPM, "package.json"),
    `${JSON.stringify({ ...manifest, version }, null, 2)}\n`,
  );
}

function module(entry: string): Promise<Built> {
  const external = ["./prompt.js", "./debug.js", "landed", "react"];
  return bundle({
    entry,
    format: "module",
    define: { VERSION: JSON.stringify(about.version) },
    external,
  });
}

async function put(folder: string, files: SiteFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, code, map } of files) {
    await writeFile(join(folder, name), code);
    await writeFile(join(folder, `${name}.map`), map);
  }
}

/** Files of an earlier build whose hash has changed; what others put there stays. */
async function removeStale(files: SiteFile[]): Promise<void> {
  const current = files.flatMap(({ name }) => [name, `${name}.map`]);
  for (const name of await readdir(SITE))
    if (/^landed-(prompt|debug)\./.test(name) && !current.includes(name))
      await rm(join(SITE, name));
}
