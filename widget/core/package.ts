// What `import landed from "landed"` gives: the page's one instance, with its second file as a module.

import type { Settings } from "../npm/index.d.ts";
import { claim, isThere, landed, page } from "./landed.ts";
import { lendTo } from "./lend.ts";
import { loadBy } from "./more.ts";

// @ts-expect-error: it stands beside this file once it is built
loadBy(() => import("./prompt.js").then(lendTo));

if (!isThere()) {
  claim();
  // What a stub has kept is made up for.
  landed.init({} as Settings);
}

export default page.landed;
