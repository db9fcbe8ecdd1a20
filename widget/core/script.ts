// What `landed.js` does when it is loaded: one instance a page, set up by the attributes of its own tag.

import type { Settings } from "../npm/index.d.ts";
import { claimGlobal } from "./global.ts";
import { begin, landed } from "./landed.ts";
import { lendTo } from "./lend.ts";
import { quietly } from "./quietly.ts";

/** Name and SRI hash of the second file, filled in by the build. */
declare const MORE: string;
declare const INTEGRITY: string;

/** Modules have none. */
const script = document.currentScript;

function tag(): HTMLScriptElement {
  return (script ?? document.querySelector("script[data-key]")) as HTMLScriptElement;
}

const start = quietly(() => {
  const { src, dataset } = tag();
  begin({ endpoint: new URL(src).origin, ...dataset } as Partial<Settings>);
});

try {
  lendTo(() => {
    const { href } = new URL(MORE, tag().src);
    // The link checks the file's hash and puts it where `import` finds it; neither needs a policy of
    // Trusted Types.
    const link = { rel: "modulepreload", crossOrigin: "", integrity: INTEGRITY, href };
    document.head.append(Object.assign(document.createElement("link"), link));
    return import(href);
  });
  // The page goes on first: what takes time is a task of its own.
  if (claimGlobal() === landed) setTimeout(start);
} catch {}
