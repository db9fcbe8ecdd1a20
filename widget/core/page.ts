// The language to be asked in: what the page says of itself.

import type { Settings } from "../npm/index.d.ts";

/** A BCP 47 tag, or nothing where the page names none that could be one. */
export function pageLocale(settings: Partial<Settings>): string | undefined {
  return /^[a-z\d-]{2,35}$/i.exec(settings.locale || document.documentElement.lang)?.[0];
}
