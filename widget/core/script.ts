// What `landed.js` does when it is loaded: one instance a page, set up by the attributes of its own tag.

import type { Settings } from "../npm/index.d.ts";
import { type PromptFile, setFiles } from "./files.ts";
import { claimGlobal } from "./global.ts";
import { landed } from "./landed.ts";

/** Name and SRI hash of the prompt's file, and the name of the engineers', filled in by the build. */
declare const PROMPT: readonly [name: string, integrity: string];
declare const DEBUG: string;

try {
  // Modules have no current script.
  const tag = document.currentScript ?? document.querySelector("script[data-key]");
  const { src, dataset } = tag as HTMLScriptElement;
  const urlOf = (name: string) => new URL(name, src).href;
  setFiles({
    prompt: () => importSealed(urlOf(PROMPT[0]), PROMPT[1]),
    debug: () => import(urlOf(DEBUG)),
  });
  claimGlobal(landed, { endpoint: new URL(src).origin, ...dataset } as Partial<Settings>);
} catch {}

/**
 * The link checks the file's hash and puts it where `import` finds it; neither needs a policy of
 * Trusted Types.
 */
function importSealed(href: string, integrity: string): Promise<PromptFile> {
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "", integrity, href });
  document.head.append(link);
  return import(href);
}
