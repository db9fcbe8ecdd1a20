// The one global: a second copy of us steps back, and calls that a stub kept are made up for.

import type { Landed } from "../npm/index.d.ts";
import { type Call, early, landed } from "./landed.ts";

/** What a page may have put there before us: `{ q: [["used", "csv-export"], …] }`. */
interface Stub {
  q?: Call[];
}

/** Makes ours the page's instance, unless there is one already. Returns the one there is. */
export function claimGlobal(): Landed {
  const page = globalThis as unknown as { landed?: Landed & Stub };
  const before = page.landed;
  if (typeof before?.version === "string") return before;
  early.push(...(before?.q ?? []));
  page.landed = landed;
  return landed;
}
