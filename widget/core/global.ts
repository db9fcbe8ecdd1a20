// The one global: calls that a stub kept are made up for, and a second copy of us steps back.

import type { Landed, Settings } from "../npm/index.d.ts";

/** What a page may have put there before us: `{ q: [["used", "csv-export"], …] }`. */
interface Stub {
  q?: [name: keyof Landed, ...given: unknown[]][];
}

/** Makes `landed` the page's instance, unless there is one already. Returns the one there is. */
export function claimGlobal(landed: Landed, said?: Partial<Settings>): Landed {
  const page = globalThis as unknown as { landed?: Landed & Stub };
  const before = page.landed;
  if (typeof before?.version === "string") return before;
  page.landed = landed;
  if (said?.key) landed.init(said as Settings);
  for (const [name, ...given] of before?.q ?? [])
    (landed[name] as (...given: unknown[]) => void)(...given);
  if (/[?&]landed-[dp]/.test(location.search)) landed.debug();
  return landed;
}
