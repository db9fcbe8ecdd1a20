// What `import landed from "landed"` gives: the page's one instance, with its second file as a module.

import { claimGlobal } from "./global.ts";
import { begin, core, landed } from "./landed.ts";
import { setMore } from "./more.ts";

// @ts-expect-error: it stands beside this file once it is built
setMore(() => import("./prompt.js"), core);

const page = claimGlobal();
if (page === landed) begin();

export default page;
