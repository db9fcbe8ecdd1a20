// The site's three files, tied together by their hashes.

import { createHash } from "node:crypto";
import { type Built, bundle } from "./bundle.ts";

/** A built file with its name on the site. */
export interface SiteFile extends Built {
  name: string;
}

/** From the last to the first, for each file names the one that it loads. */
export async function buildFiles(version: string): Promise<SiteFile[]> {
  const VERSION = JSON.stringify(version);
  const module = (entry: string, names = {}) =>
    bundle({ entry, format: "module", define: { VERSION }, names });
  const debug = hashed("landed-debug", await module("debug/debug.ts"));
  const names = { "./debug.js": `./${debug.name}` };
  const prompt = hashed("landed-prompt", await module("prompt/serve.ts", names));
  const define = {
    VERSION,
    // Shorter, and the same in a page.
    globalThis: "self",
    MORE: JSON.stringify(prompt.name),
    INTEGRITY: JSON.stringify(integrityOf(prompt.code)),
  };
  const core = await bundle({ entry: "core/script.ts", format: "script", define });
  return [{ name: "landed.js", ...core }, prompt, debug];
}

/** A hash in the form that pages pin. */
export function integrityOf(code: string): string {
  return `sha256-${createHash("sha256").update(code).digest("base64")}`;
}

/** A name that changes with the content, so that it can be kept for ever. */
function hashed(name: string, built: Built): SiteFile {
  const [hash] = /[a-zA-Z0-9]{8}/.exec(integrityOf(built.code).slice(7)) ?? [];
  return { name: `${name}.${hash}.js`, ...built };
}
