// What `landed.js` does when it is loaded: one instance a page, set up by the attributes of its own tag.

import type { Settings } from "../npm/index.d.ts";
import { claim, isThere, landed } from "./landed.ts";
import { lendTo } from "./lend.ts";
import { loadBy } from "./more.ts";
import { quietly } from "./quietly.ts";
import { settings } from "./settings.ts";

/** Name and SRI hash of the second file, filled in by the build. */
declare const MORE: string;
declare const INTEGRITY: string;

/** Modules have none. */
let tag = document.currentScript as HTMLScriptElement;

loadBy(() => {
  const { href } = new URL(MORE, tag.src);
  // The link checks the file's hash and puts it where `import` finds it; neither needs a policy of Trusted Types.
  document.head.append(
    Object.assign(document.createElement("link"), {
      href,
      rel: "modulepreload",
      integrity: INTEGRITY,
    }),
  );
  return import(href).then(lendTo);
});

try {
  // The page goes on first: what takes time is a task of its own.
  if (!isThere()) {
    claim();
    setTimeout(
      quietly(() => {
        const { src, dataset } = (tag ||= document.querySelector(
          "script[data-key]",
        ) as HTMLScriptElement);
        // What the page has said itself meanwhile wins.
        landed.init({ endpoint: new URL(src).origin, ...dataset, ...settings } as Settings);
      }),
    );
  }
} catch {}
