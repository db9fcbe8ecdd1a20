// What `import landed from "landed"` gives: the page's one instance, with its other files as modules.

import { setFiles } from "./files.ts";
import { claimGlobal } from "./global.ts";
import { landed } from "./landed.ts";

setFiles({
  // @ts-expect-error: these stand beside this file once it is built
  prompt: () => import("./prompt.js"),
  // @ts-expect-error: the same
  debug: () => import("./debug.js"),
});

export default claimGlobal(landed);
