// What `landed.js` does when it is loaded: one instance a page, set up by the attributes of its own tag.

import type { Settings } from "../npm/index.d.ts";
import { setFiles } from "./files.ts";
import { claimGlobal } from "./global.ts";
import { landed } from "./landed.ts";

/** A file's name and SRI hash, filled in when this one is built. */
type Sealed = readonly [name: string, integrity: string];
declare const PROMPT: Sealed;
declare const DEBUG: Sealed;

try {
  const { src, dataset } = ownTag();
  setFiles({ prompt: () => load(PROMPT, src), debug: () => load(DEBUG, src) });
  claimGlobal(landed, () => {
    const said = { endpoint: new URL(src).origin, ...dataset };
    if (dataset["key"]) landed.init(said as Settings & typeof said);
  });
} catch {}

/** A page may have named an element `currentScript`, and modules have no current script at all. */
function ownTag(): HTMLScriptElement {
  const current = document.currentScript;
  return current instanceof HTMLScriptElement
    ? current
    : (document.querySelector<HTMLScriptElement>("script[data-key]") ??
        document.createElement("script"));
}

/**
 * Loads a file of ours. The link checks its hash and puts it where `import` finds it; neither needs
 * a policy of Trusted Types.
 */
function load([name, integrity]: Sealed, base: string) {
  const { href } = new URL(name, base);
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity, href });
  document.head.append(link);
  return import(href);
}
