// The files of Ledgerly's pages: styles and scripts bundled once at the start, the icon as it stands.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface SiteFile {
  type: string;
  body: string;
}

const folder = new URL("./site/", import.meta.url);

/** Every file by its path. */
export async function buildSite(): Promise<Map<string, SiteFile>> {
  const [styles, script, icon] = await Promise.all([
    bundle("ledgerly.css"),
    bundle("ledgerly.ts"),
    readFile(new URL("icon.svg", folder), "utf8"),
  ]);
  return new Map([
    ["/site/ledgerly.css", { type: "text/css; charset=utf-8", body: styles }],
    ["/site/icon.svg", { type: "image/svg+xml", body: icon }],
    ["/site/ledgerly.js", { type: "text/javascript; charset=utf-8", body: script }],
  ]);
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, folder))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
