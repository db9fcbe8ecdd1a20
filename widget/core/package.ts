// What `import landed from "landed"` gives: the page's one instance, with its second file as a module.

import { claimGlobal } from "./global.ts";
import { begin, landed } from "./landed.ts";
import { lendTo } from "./lend.ts";

// @ts-expect-error: it stands beside this file once it is built
lendTo(() => import("./prompt.js"));

const page = claimGlobal();
if (page === landed) begin();

export default page;
