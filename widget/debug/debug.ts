// The readable log for engineers, and the preview of the prompt on the real page.

import type { Landed } from "../npm/index.d.ts";
import type { show } from "../prompt/show.ts";
import { logDecisions } from "./log.ts";
import { preview } from "./preview.ts";

/** Begins or ends the log. Where the address says `landed-preview=…`, the prompt is shown instead. */
export function start(landed: Landed, shown: typeof show, wanted: boolean): void {
  logDecisions(landed, wanted);
  const feature = new URLSearchParams(location.search).get("landed-preview");
  if (feature && wanted) preview(feature, shown);
}
