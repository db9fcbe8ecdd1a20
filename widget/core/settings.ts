// What the page has said about itself; a later word wins over an earlier one.

import type { Settings } from "../npm/index.d.ts";

/** Without a key until `init`. */
export const settings: Partial<Settings> = {};
